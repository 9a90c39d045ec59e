"""A new password by one's own hand (design/security.md, "Sessions and the web"): what ends, and what stays.

Sessions and open challenges end, and a link that waits is worth nothing. Bindings, bypass, lock and count stay as
they are: whoever has only the password, or only the mailbox, is no nearer to passing the second step.
"""

from dataclasses import dataclass
from uuid import UUID

from ostiary.mail.password_mails import password_changed_message
from ostiary.policy.audit import AuditEventType
from ostiary.policy.challenge import ChallengeEvent
from ostiary.policy.origin import Origin
from ostiary.policy.passwords import RefusedPasswordReason
from ostiary.policy.vocabulary import FailureReason
from ostiary.services.acting import CallerEndedError
from ostiary.services.events import write_event
from ostiary.services.guessing import Guesses
from ostiary.services.outcomes import CurrentPasswordWrong, PasswordRefused, PasswordReplaced, RateLimited
from ostiary.services.password_rules import refusal_of
from ostiary.services.runtime import Runtime
from ostiary.services.sessions import Viewer
from ostiary.store.accounts import lock_account, password_hash_of, replace_password_hash
from ostiary.store.assignments import assigned_applications
from ostiary.store.challenges import end_open_challenges
from ostiary.store.password_resets import drop_reset
from ostiary.store.sessions import end_other_sessions, hold_living_session
from ostiary.store.unit_of_work import unit_of_work

ChangeOutcome = PasswordReplaced | PasswordRefused | CurrentPasswordWrong | RateLimited


@dataclass(frozen=True, repr=False)
class NewPassword:
    """What was typed; the new one has its shape already."""

    current: str
    new: str


async def change_password(runtime: Runtime, viewer: Viewer, typed: NewPassword, origin: Origin) -> ChangeOutcome:
    """Check the current password like a login (A7), and put the new one in its place. This session goes on."""
    user = viewer.user
    refused = refusal_of(typed.new, user.email, await application_names_of(user.id))
    if refused or typed.new == typed.current:
        return refused or PasswordRefused(RefusedPasswordReason.UNCHANGED)
    guesses = Guesses.of(user.email, origin)
    retry_at = await guesses.retry_at(runtime.clock.now())
    if retry_at is not None:
        return RateLimited(retry_at)
    held = await password_hash_of(user.id)
    if held is None or not await runtime.passwords.verify(held, typed.current):
        return await _refuse(runtime, viewer, guesses, origin)
    replaced = await _replace(runtime, viewer, guesses, origin, held, await runtime.passwords.hash(typed.new))
    if replaced is None:
        return await _refuse(runtime, viewer, guesses, origin)
    if isinstance(replaced, PasswordReplaced):
        at = runtime.clock.now()
        runtime.notify(password_changed_message(to=user.email, origin=origin, at=at, public_url=runtime.public_url))
    return replaced


async def application_names_of(user_id: UUID) -> list[str]:
    """The names of what the user signs in to: none of them makes a password."""
    return [application.name for application in (await assigned_applications([user_id]))[user_id]]


async def _replace(
    runtime: Runtime, viewer: Viewer, guesses: Guesses, origin: Origin, held: str, new: str
) -> PasswordReplaced | RateLimited | None:
    """None: the password was another by then, or the user was deleted. Raises CallerEndedError: the session is over."""
    now = runtime.clock.now()
    async with unit_of_work():
        user = await lock_account(viewer.user.id)
        if user is not None and not await hold_living_session(viewer.session.id, user.role, now):
            raise CallerEndedError
        retry_at = await guesses.retry_at(now)
        if retry_at is not None:
            return RateLimited(retry_at)
        if user is None or not await replace_password_hash(user.id, held, new):
            return None
        await guesses.forget()
        ended = await end_other_sessions(user.id, viewer.session.id)
        await end_open_challenges(user.id, ChallengeEvent.CANCEL)
        await drop_reset(user.id)
        await write_event(
            AuditEventType.PASSWORD_CHANGED,
            origin,
            now,
            user=user,
            actor_id=user.id,
            application_id=viewer.application.id,
            details=(("endedSessions", str(ended)),),
        )
    return PasswordReplaced(ended)


async def _refuse(
    runtime: Runtime, viewer: Viewer, guesses: Guesses, origin: Origin
) -> CurrentPasswordWrong | RateLimited:
    """Count the guess and write it down, or say nothing about it at all."""
    now = runtime.clock.now()
    async with unit_of_work() as work:
        retry_at = await guesses.charge(now)
        if retry_at is not None:
            work.undo()
            return RateLimited(retry_at)
        await write_event(
            AuditEventType.PASSWORD_CHANGED,
            origin,
            now,
            user=viewer.user,
            actor_id=viewer.user.id,
            application_id=viewer.application.id,
            failure=FailureReason.INVALID_CREDENTIALS,
        )
    return CurrentPasswordWrong()
