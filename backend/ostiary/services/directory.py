"""The directory: applications, users, assignments, roles (rules D1, D2, D4)."""

import re
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from ostiary.policy.audit import AuditEventType
from ostiary.policy.challenge import ChallengeEvent
from ostiary.policy.lockout import Lockout
from ostiary.policy.names import is_client_id
from ostiary.policy.origin import Origin
from ostiary.policy.vocabulary import CONSOLE_CLIENT_ID, FactorKind, Role
from ostiary.services.events import write_event
from ostiary.services.outcomes import (
    ApplicationCreated,
    ClientIdTaken,
    EmailTaken,
    SubjectMissing,
    UserChanged,
)
from ostiary.services.runtime import Runtime
from ostiary.store.accounts import insert_user, lock_account
from ostiary.store.applications import application_by_client_id, applications_by_ids, insert_application
from ostiary.store.assignments import assign, set_assignments
from ostiary.store.challenges import end_open_challenges
from ostiary.store.ids import new_id
from ostiary.store.records import ApplicationRecord, FactorRecord, UserRecord
from ostiary.store.sealing import make_data_key
from ostiary.store.sessions import end_sessions_of
from ostiary.store.unit_of_work import unit_of_work


@dataclass(frozen=True)
class Actor:
    """Who does it, from where: the id of a user or of an API token; None: the command line."""

    id: UUID | None
    origin: Origin


@dataclass(frozen=True, repr=False)
class NewUser:
    """A user to be made; address and password have their shapes already."""

    email: str
    password: str
    application_ids: tuple[UUID, ...] = ()
    role: Role | None = None


async def create_application(
    runtime: Runtime, actor: Actor, name: str, client_id: str | None
) -> ApplicationCreated | ClientIdTaken:
    """Make an application with both factors off. Without a client id, one is made from the name."""
    now = runtime.clock.now()
    application = ApplicationRecord(new_id(), client_id or _client_id_from(name), name.strip(), now)
    factors = [_new_factor(runtime, application.id, kind) for kind in FactorKind]
    async with unit_of_work():
        if not await insert_application(application, factors):
            return ClientIdTaken()
        await write_event(
            AuditEventType.APPLICATION_CREATED,
            actor.origin,
            now,
            actor_id=actor.id,
            application_id=application.id,
            details=(("clientId", application.client_id),),
        )
    return ApplicationCreated(application)


async def ensure_console(runtime: Runtime) -> None:
    """The console is an application, built in (rule D2): there after every migration, made once."""
    if await application_by_client_id(CONSOLE_CLIENT_ID) is None:
        console = ApplicationRecord(new_id(), CONSOLE_CLIENT_ID, "Ostiary Console", runtime.clock.now())
        factors = [_new_factor(runtime, console.id, kind) for kind in FactorKind]
        async with unit_of_work():
            await insert_application(console, factors)


async def create_user(runtime: Runtime, actor: Actor, new: NewUser) -> UserChanged | EmailTaken | SubjectMissing:
    """Make a user, assigned to those applications."""
    password_hash = await runtime.passwords.hash(new.password)
    now = runtime.clock.now()
    user = UserRecord(new_id(), new.email, new.role, None, Lockout(), now, None)
    async with unit_of_work() as work:
        if not await insert_user(user, password_hash):
            return EmailTaken()
        if set(new.application_ids) - set(await applications_by_ids(new.application_ids)):
            work.undo()
            return SubjectMissing("application")
        await assign(user.id, new.application_ids)
        await write_event(
            AuditEventType.USER_CREATED,
            actor.origin,
            now,
            user=user,
            actor_id=actor.id,
            details=(("role", new.role.value),) if new.role else (),
        )
    return UserChanged(user)


async def set_user_applications(
    runtime: Runtime, actor: Actor, user_id: UUID, application_ids: Sequence[UUID]
) -> UserChanged | SubjectMissing:
    """Make the assignments exactly these; sessions and open challenges of those taken away end."""
    async with unit_of_work():
        user = await lock_account(user_id)
        if user is None:
            return SubjectMissing("user")
        if set(application_ids) - set(await applications_by_ids(application_ids)):
            return SubjectMissing("application")
        taken = await set_assignments(user_id, application_ids)
        await end_sessions_of(user_id, taken)
        for application_id in taken:
            await end_open_challenges(user_id, ChallengeEvent.CANCEL, application_id)
        await write_event(
            AuditEventType.USER_APPLICATIONS_SET,
            actor.origin,
            runtime.clock.now(),
            user=user,
            actor_id=actor.id,
            details=(("applications", str(len(set(application_ids)))),),
        )
    return UserChanged(user)


def _new_factor(runtime: Runtime, application_id: UUID, kind: FactorKind) -> FactorRecord:
    factor_id = new_id()
    return FactorRecord(
        id=factor_id,
        application_id=application_id,
        kind=kind,
        is_enabled=False,
        epoch=1,
        version=1,
        binding_count=0,
        key=make_data_key(runtime.key_ring, factor_id, 1),
        saved_at=None,
        saved_by_id=None,
    )


def _client_id_from(name: str) -> str:
    """A readable client id from the name, with a random tail so that it is free."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", ascii_name.lower()).strip("-")[:40].strip("-") or "app"
    client_id = f"{stem}-{secrets.token_hex(4)}"
    return client_id if is_client_id(client_id) else f"app-{secrets.token_hex(8)}"
