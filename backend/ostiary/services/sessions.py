"""Sessions: minted in one place, authenticated by their token, limited in idleness and in age.

Users: 1 h idle, 24 h in all; the console: 15 min idle, 12 h in all (design/security.md).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from ostiary.policy.access import Permission, is_allowed
from ostiary.policy.vocabulary import CONSOLE_CLIENT_ID, Role, TokenDelivery
from ostiary.services.id_tokens import Claims, sign_id_token
from ostiary.services.node_ids import encode_id
from ostiary.services.outcomes import LoginCompleted
from ostiary.services.runtime import Runtime
from ostiary.store.accounts import note_login, user_by_id
from ostiary.store.applications import application_by_id
from ostiary.store.ids import new_id
from ostiary.store.records import ApplicationRecord, SessionRecord, UserRecord
from ostiary.store.sessions import end_session, insert_session, note_seen, session_by_hash
from ostiary.store.tokens import hash_of, make_token, token_hash

_SEEN_INTERVAL = timedelta(minutes=1)


@dataclass(frozen=True)
class SessionLimits:
    """How long a session lives without and with use."""

    idle: timedelta
    absolute: timedelta


USER_LIMITS = SessionLimits(idle=timedelta(hours=1), absolute=timedelta(hours=24))
CONSOLE_LIMITS = SessionLimits(idle=timedelta(minutes=15), absolute=timedelta(hours=12))


@dataclass(frozen=True)
class Viewer:
    """Who is calling: a user in a session of one application."""

    user: UserRecord
    application: ApplicationRecord
    session: SessionRecord

    @property
    def is_console(self) -> bool:
        """Whether the session is one of the console."""
        return self.application.client_id == CONSOLE_CLIENT_ID

    @property
    def role(self) -> Role | None:
        """The role that counts: a role means nothing outside the console's own sessions (rule D2)."""
        return self.user.role if self.is_console else None

    def may(self, permission: Permission) -> bool:
        """Whether this caller may do it."""
        return is_allowed(self.role, permission)


def is_living(session: SessionRecord, application: ApplicationRecord, now: datetime) -> bool:
    """Whether the session still opens anything at `now`: neither its time nor its patience is over."""
    return now < session.expires_at and now < session.last_seen_at + limits_of(application).idle


def limits_of(application: ApplicationRecord) -> SessionLimits:
    """The limits of an application's sessions."""
    return CONSOLE_LIMITS if application.client_id == CONSOLE_CLIENT_ID else USER_LIMITS


async def mint_session(
    runtime: Runtime,
    user: UserRecord,
    application: ApplicationRecord,
    amr: tuple[str, ...],
    delivery: TokenDelivery,
    now: datetime,
    binding_id: UUID | None = None,
) -> LoginCompleted:
    """The only maker of sessions. Call it inside the transaction that decided that the login is complete.

    `binding_id`: what the second step was proven with; None: the login needed none.
    """
    minted = new_session(user, application, amr, now, is_proven=binding_id is not None)
    await insert_session(minted.record, minted.token_hash, binding_id)
    await note_login(user.id, now)
    return completed_login(runtime, user, application, minted, delivery)


@dataclass(frozen=True, repr=False)
class NewSession:
    """A session with its token, neither of which is anywhere yet."""

    record: SessionRecord
    token: str

    @property
    def token_hash(self) -> bytes:
        """What is stored of the token."""
        return hash_of(self.token)


def new_session(
    user: UserRecord, application: ApplicationRecord, amr: tuple[str, ...], now: datetime, *, is_proven: bool
) -> NewSession:
    """A session that lives once it is written, which only the transaction that completes the login may do."""
    expires_at = now + limits_of(application).absolute
    proven_at = now if is_proven else None
    return NewSession(
        SessionRecord(new_id(), user.id, application.id, amr, now, now, expires_at, proven_at), make_token()
    )


def completed_login(
    runtime: Runtime, user: UserRecord, application: ApplicationRecord, minted: NewSession, delivery: TokenDelivery
) -> LoginCompleted:
    """What the holder of a session that was written is given."""
    session = minted.record
    claims = Claims(
        runtime.public_url, encode_id("User", user.id), application.client_id, session.amr, session.created_at
    )
    return LoginCompleted(
        user=user,
        application=application,
        access_token=minted.token,
        id_token=sign_id_token(runtime.key_ring, claims),
        expires_at=session.expires_at,
        amr=session.amr,
        delivery=delivery,
    )


async def authenticate(runtime: Runtime, token: str) -> Viewer | None:
    """Who holds this session token; None for whatever is not a living session. Moves the idle limit on."""
    hashed = token_hash(token)
    session = await session_by_hash(hashed) if hashed else None
    if session is None:
        return None
    user = await user_by_id(session.user_id)
    application = await application_by_id(session.application_id)
    now = runtime.clock.now()
    if user is None or application is None or not is_living(session, application, now):
        return None
    if now >= session.last_seen_at + _SEEN_INTERVAL:
        await note_seen(session.id, now)
    return Viewer(user, application, session)


async def sign_out(viewer: Viewer) -> None:
    """End this session."""
    await end_session(viewer.session.id)


async def end_replaced(token: str) -> None:
    """End the session of this token, if it is one: a new login takes its place in the same browser."""
    hashed = token_hash(token)
    session = await session_by_hash(hashed) if hashed else None
    if session is not None:
        await end_session(session.id)
