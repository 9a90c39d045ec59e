"""API tokens: made by an administrator, shown once, dead at once when revoked (docs/decisions, "API tokens").

A use is written down before anything is done for it, in the transaction that lets it in.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ostiary.policy.access import Permission, is_allowed, is_allowed_to_token, is_within
from ostiary.policy.audit import AuditEventType
from ostiary.policy.origin import Origin
from ostiary.policy.vocabulary import Role
from ostiary.services.acting import acting_with
from ostiary.services.directory import Actor
from ostiary.services.events import write_event
from ostiary.services.outcomes import ApiTokenCreated, ApiTokenRevoked, RoleInsufficient, SubjectMissing
from ostiary.services.runtime import Runtime
from ostiary.store import api_tokens
from ostiary.store.accounts import lock_account
from ostiary.store.ids import new_id
from ostiary.store.records import ApiTokenRecord
from ostiary.store.tokens import api_token_hash, hash_of, make_api_token
from ostiary.store.unit_of_work import unit_of_work


@dataclass(frozen=True)
class NewApiToken:
    """A token to be made; name and end have their shapes already."""

    name: str
    role: Role
    ends_at: datetime


@dataclass(frozen=True)
class Use:
    """What a request wants: `operation` as the log shows it, such as `query users` or `GET /export/audit.csv`."""

    origin: Origin
    operation: str


@dataclass(frozen=True)
class TokenCaller:
    """Who is calling: a program with an API token."""

    token: ApiTokenRecord

    @property
    def role(self) -> Role | None:
        """The token's role."""
        return self.token.role

    def may(self, permission: Permission) -> bool:
        """Whether this caller may do it."""
        return is_allowed_to_token(self.token.role, permission)


async def create_api_token(runtime: Runtime, maker: Actor, new: NewApiToken) -> ApiTokenCreated | RoleInsufficient:
    """Make one. Its secret is answered this once. The maker's role is asked again under the row's lock."""
    now = runtime.clock.now()
    secret = make_api_token()
    async with unit_of_work():
        user = await lock_account(maker.id) if maker.id else None
        if user is None or not is_allowed(user.role, Permission.CHANGE_TOKENS) or not is_within(new.role, user.role):
            return RoleInsufficient()
        token = ApiTokenRecord(new_id(), new.name.strip(), new.role, user.id, now, new.ends_at)
        await api_tokens.insert_api_token(token, hash_of(secret))
        details = (("token", token.name), ("role", token.role.value), ("endsAt", token.ends_at.isoformat()))
        await write_event(AuditEventType.API_TOKEN_CREATED, maker.origin, now, actor_id=maker.id, details=details)
    return ApiTokenCreated(token, secret)


async def revoke_api_token(runtime: Runtime, actor: Actor, token_id: UUID) -> ApiTokenRevoked | SubjectMissing:
    """End one at once. Revoked already: nothing happens, and nothing is written."""
    now = runtime.clock.now()
    async with unit_of_work():
        is_ended = await api_tokens.revoke_api_token(token_id, now)
        token = await api_tokens.api_token_by_id(token_id)
        if token is None:
            return SubjectMissing("API token")
        if is_ended:
            await _write_revoked(actor, token, now)
    return ApiTokenRevoked(token)


async def revoke_tokens_of(actor: Actor, maker_id: UUID, now: datetime) -> None:
    """End what a user made, in the transaction that takes the role which allowed it."""
    for token in await api_tokens.revoke_api_tokens_of(maker_id, now):
        await _write_revoked(actor, token, now, ("cause", "maker"))


async def authenticate_token(runtime: Runtime, secret: str, use: Use) -> TokenCaller | None:
    """Whose API token this is; None for whatever is not a living one. A stranger's costs one read."""
    hashed = api_token_hash(secret)
    token = await api_tokens.api_token_by_hash(hashed) if hashed else None
    if token is None:
        return None
    now = runtime.clock.now()
    async with unit_of_work():
        if not await api_tokens.note_use(token.id, use.origin.ip, now):
            return None
        with acting_with(token):
            details = (("operation", use.operation),)
            await write_event(AuditEventType.API_TOKEN_USED, use.origin, now, details=details)
    return TokenCaller(token)


async def _write_revoked(actor: Actor, token: ApiTokenRecord, now: datetime, *also: tuple[str, str]) -> None:
    await write_event(
        AuditEventType.API_TOKEN_REVOKED,
        actor.origin,
        now,
        actor_id=actor.id,
        details=(("token", token.name), *also),
    )
