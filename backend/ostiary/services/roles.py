"""Roles, and the end of a user: the last administrator stays (rule D4)."""

from uuid import UUID

from ostiary.policy.access import is_last_administrator_lost
from ostiary.policy.audit import AuditEventType
from ostiary.policy.challenge import ChallengeEvent
from ostiary.policy.vocabulary import CONSOLE_CLIENT_ID, Role
from ostiary.services.acting import acting_token
from ostiary.services.api_tokens import revoke_tokens_of
from ostiary.services.directory import Actor, NewUser, create_user
from ostiary.services.events import write_event
from ostiary.services.outcomes import (
    EmailTaken,
    LastAdministrator,
    RoleInsufficient,
    SubjectMissing,
    UserChanged,
    UserDeleted,
)
from ostiary.services.runtime import Runtime
from ostiary.store import accounts
from ostiary.store.applications import application_by_client_id, count_binding_out
from ostiary.store.bindings import bindings_of
from ostiary.store.challenges import end_open_challenges
from ostiary.store.password_resets import drop_reset
from ostiary.store.records import UserRecord
from ostiary.store.sessions import end_sessions_of
from ostiary.store.unit_of_work import unit_of_work

RoleOutcome = UserChanged | LastAdministrator | SubjectMissing


async def set_user_role(runtime: Runtime, actor: Actor, user_id: UUID, role: Role | None) -> RoleOutcome:
    """Give, change or take a role; it counts from the next request on."""
    async with unit_of_work():
        return await _set_role(runtime, actor, user_id, role)


async def delete_user(
    runtime: Runtime, actor: Actor, user_id: UUID
) -> UserDeleted | LastAdministrator | RoleInsufficient | SubjectMissing:
    """Remove the user with bindings, challenges and sessions. The log keeps its lines.

    An API token removes nobody who has a role; the API tokens that the user made end.
    """
    async with unit_of_work():
        administrators = await accounts.lock_administrators()
        user = await accounts.lock_account(user_id)
        if user is None:
            return SubjectMissing("user")
        if user.role is not None and acting_token() is not None:
            return RoleInsufficient()
        if is_last_administrator_lost(user.role, None, len(administrators)):
            return LastAdministrator()
        for binding in sorted((await bindings_of([user_id]))[user_id], key=lambda b: str(b.factor_id)):
            await count_binding_out(binding.factor_id, binding.epoch)
        now = runtime.clock.now()
        await revoke_tokens_of(actor, user_id, now)
        await write_event(AuditEventType.USER_DELETED, actor.origin, now, user=user, actor_id=actor.id)
        await accounts.delete_user(user_id)
        return UserDeleted(user)


async def ensure_administrator(runtime: Runtime, actor: Actor, email: str, password: str, role: Role) -> RoleOutcome:
    """Make a user with that role, or give an existing one the role and this password (`ostiary admin create`)."""
    made = await create_user(runtime, actor, NewUser(email, password, (), role))
    if not isinstance(made, EmailTaken):
        return made
    password_hash = await runtime.passwords.hash(password)
    async with unit_of_work():
        user = await accounts.user_by_email(email)
        if user is None:
            return SubjectMissing("user")
        outcome = await _set_role(runtime, actor, user.id, role, (("password", "set"),))
        if isinstance(outcome, UserChanged):
            await accounts.set_password_hash(user.id, password_hash)
            await end_sessions_of(user.id)
            await end_open_challenges(user.id, ChallengeEvent.CANCEL)
            await drop_reset(user.id)
        return outcome


async def _set_role(
    runtime: Runtime, actor: Actor, user_id: UUID, role: Role | None, also: tuple[tuple[str, str], ...] = ()
) -> RoleOutcome:
    """`also`: what else the same act changes; with it, the act is written down even if the role stays."""
    administrators = await accounts.lock_administrators()
    user = await accounts.lock_account(user_id)
    if user is None:
        return SubjectMissing("user")
    if is_last_administrator_lost(user.role, role, len(administrators)):
        return LastAdministrator()
    if user.role is role and not also:
        return UserChanged(user)
    now = runtime.clock.now()
    if user.role is Role.ADMIN and role is not Role.ADMIN:
        await revoke_tokens_of(actor, user_id, now)
    await write_event(
        AuditEventType.USER_ROLE_SET,
        actor.origin,
        now,
        user=user,
        actor_id=actor.id,
        details=(("role", role.value if role else "none"), *also),
    )
    # Behind the events: whoever gives up a role of their own is let in by it until then.
    await accounts.set_role(user_id, role)
    if role is None:
        await _show_out_of_console(user)
    return UserChanged(await accounts.user_by_id(user_id) or user)


async def _show_out_of_console(user: UserRecord) -> None:
    """Sessions end, and logins that still wait for their second step."""
    console = await application_by_client_id(CONSOLE_CLIENT_ID)
    if console is not None:
        await end_sessions_of(user.id, [console.id])
        await end_open_challenges(user.id, ChallengeEvent.CANCEL, console.id)
