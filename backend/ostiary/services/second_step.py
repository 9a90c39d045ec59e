"""The one choke point of a second step: look, then write, then answer (design/security.md; rules A1-A6, L7, E1).

    load     one SELECT: challenge, account, application, factor, binding
    look     in memory, unless the account is locked; nobody learns the verdict yet
    charge   a wrong code: one transaction that counts it, writes its event, and at the sixth locks; or
    accept   a right one: one transaction in which every guard must hold, the lock's among them, or all is undone

No answer about a code leaves before the transaction that counted or accepted it is committed (docs/decisions), so that
any number of parallel guesses gets at most six verdicts. Nothing else completes a second step, and nothing else mints
the session of one.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from ostiary.factors.contract import Wrong
from ostiary.mail.locale import Locale
from ostiary.mail.lock_notice import locked_message
from ostiary.mail.mailer import Message
from ostiary.policy.audit import AuditEventType, secondary_authentication
from ostiary.policy.challenge import ChallengeEvent, is_open
from ostiary.policy.lockout import Lockout, attempts_remaining, is_locked
from ostiary.policy.origin import Origin
from ostiary.policy.vocabulary import CodeField, FactorKind, FailureReason, InvalidCodeReason
from ostiary.services.acting import acting_token
from ostiary.services.branding import brand_of
from ostiary.services.challenges import late_challenge
from ostiary.services.events import made_event, write_event
from ostiary.services.outcomes import AccountLocked, ChallengeEnded, CodeRefused
from ostiary.services.runtime import Runtime
from ostiary.store.accounts import charge_attempt, lock_account, user_by_id
from ostiary.store.away import DatabaseAwayError
from ostiary.store.challenges import challenge_by_id, end_open_challenges, settle
from ostiary.store.records import (
    ApplicationRecord,
    AuditEventRecord,
    BindingRecord,
    ChallengeRecord,
    FactorRecord,
    UserRecord,
)
from ostiary.store.step_rows import step_by_hash
from ostiary.store.step_writes import charge_step
from ostiary.store.tokens import token_hash
from ostiary.store.unit_of_work import unit_of_work


@dataclass(frozen=True, repr=False)
class Step:
    """One submission to a challenge, with what it is about. Everything here is of the moment it was loaded."""

    challenge: ChallengeRecord
    user: UserRecord
    application: ApplicationRecord
    factor: FactorRecord
    binding: BindingRecord | None
    origin: Origin
    locale: Locale
    now: datetime

    @property
    def kind(self) -> FactorKind:
        """The factor that is being proven."""
        return self.factor.kind


_REASONS = {
    InvalidCodeReason.ALREADY_USED: FailureReason.CODE_REUSED,
    InvalidCodeReason.JUST_EXPIRED: FailureReason.CODE_EXPIRED,
}


async def load_step(
    runtime: Runtime, token: str, kind: FactorKind, origin: Origin, locale: Locale
) -> Step | ChallengeEnded:
    """The step that a token and a factor name; charges nothing (rule A6)."""
    now = runtime.clock.now()
    hashed = token_hash(token)
    found = await step_by_hash(hashed, kind) if hashed else None
    if found is None or not is_open(found.challenge.state, found.challenge.expires_at, now):
        await _note_late_step(token, kind, origin, now)
        return ChallengeEnded()
    return Step(found.challenge, found.user, found.application, found.factor, found.binding, origin, locale, now)


async def charge(runtime: Runtime, step: Step, reason: FailureReason) -> Lockout | AccountLocked | ChallengeEnded:
    """Count a code that is not accepted and write it down, in one transaction; nobody is told before it is committed.

    AccountLocked: it was the sixth in a row, or the account was locked and nothing was counted.
    """
    if acting_token() is None:
        event = step_event(step, secondary_authentication(step.kind), reason)
        charged = await charge_step(step.challenge, event, step.now)
        if charged is not None:
            return charged
    async with unit_of_work():
        user = await lock_account(step.challenge.user_id)
        challenge = await challenge_by_id(step.challenge.id)
        if user is None or challenge is None or not is_open(challenge.state, challenge.expires_at, step.now):
            return ChallengeEnded()
        charged = await charge_attempt(user.id, step.now)
        if charged is None:
            await write_step_event(step, user, FailureReason.ACCOUNT_LOCKED)
            return AccountLocked(user.lockout.locked_until or step.now)
        await write_step_event(step, user, reason)
        if charged.locked_until is None:
            return charged
        await _lock(step, user)
    runtime.tally.count_lock()
    runtime.notify(_lock_notice(runtime, step, user, charged.locked_until))
    return AccountLocked(charged.locked_until)


async def _lock(step: Step, user: UserRecord) -> None:
    """What follows from the sixth in a row (A2)."""
    await end_open_challenges(user.id, ChallengeEvent.LOCK)
    await write_event(
        AuditEventType.ACCOUNT_LOCKED,
        step.origin,
        step.now,
        user=user,
        application_id=step.application.id,
        failure=FailureReason.ACCOUNT_LOCKED,
    )


async def refuse(
    runtime: Runtime, step: Step, wrong: Wrong, wrong_codes: tuple[CodeField, ...] = (CodeField.CODE,)
) -> CodeRefused | AccountLocked | ChallengeEnded:
    """A wrong code: charged, written down, and only then answered."""
    charged = await charge(runtime, step, _REASONS.get(wrong.reason, FailureReason.INVALID_CODE))
    if not isinstance(charged, Lockout):
        return charged
    return CodeRefused(attempts_remaining(charged, step.now), wrong.reason, wrong_codes, wrong.clock_offset_minutes)


@asynccontextmanager
async def charged_if_it_breaks(step: Step) -> AsyncIterator[None]:
    """A code that was looked at stays charged whatever happens next short of acceptance (A4), a bug included.

    Not where the database is away: then right and wrong codes get the same answer.
    """
    try:
        yield
    except DatabaseAwayError:
        raise
    except Exception:
        async with unit_of_work():
            await charge_attempt(step.user.id, step.now)
        raise


def is_account_locked(step: Step) -> bool:
    """Whether the account is locked: then no code of it is looked at (A2). Each write asks again."""
    return is_locked(step.user.lockout.locked_until, step.now)


async def refuse_locked(step: Step) -> AccountLocked | ChallengeEnded:
    """A code that a locked account sends is not looked at, and written down."""
    async with unit_of_work():
        user = await lock_account(step.user.id)
        challenge = await challenge_by_id(step.challenge.id)
        if user is None or challenge is None or not is_open(challenge.state, challenge.expires_at, step.now):
            return ChallengeEnded()
        await write_step_event(step, user, FailureReason.ACCOUNT_LOCKED)
    return AccountLocked(user.lockout.locked_until or step.user.lockout.locked_until or step.now)


async def refuse_disabled(step: Step) -> None:
    """The factor is off, or was in between: audited (rule L4)."""
    await _note_refusal(step, FailureReason.FACTOR_UNAVAILABLE)


async def refuse_overtaken(step: Step) -> None:
    """A parallel step ended the challenge first. The code was looked at, so it has its event (E1)."""
    await _note_refusal(step, FailureReason.CHALLENGE_EXPIRED)


async def _note_refusal(step: Step, reason: FailureReason) -> None:
    async with unit_of_work():
        user = await user_by_id(step.challenge.user_id)
        if user is not None:
            await write_step_event(step, user, reason)


async def write_step_event(step: Step, user: UserRecord, failure: FailureReason | None) -> None:
    """The one event "Secondary authentication - …" of a step, in the transaction that decides it (E1)."""
    await write_event(
        secondary_authentication(step.kind),
        step.origin,
        step.now,
        user=user,
        application_id=step.application.id,
        failure=failure,
    )


def step_event(step: Step, event_type: AuditEventType, failure: FailureReason | None = None) -> AuditEventRecord:
    """An event about the step, for a write that holds it and its effect."""
    return made_event(
        event_type, step.origin, step.now, user=step.user, application_id=step.application.id, failure=failure
    )


async def _note_late_step(token: str, kind: FactorKind, origin: Origin, now: datetime) -> None:
    """The first step that comes after a challenge's end closes it and is written down; later ones are not."""
    challenge = await late_challenge(token, now)
    if challenge is None:
        return
    async with unit_of_work():
        user = await lock_account(challenge.user_id)
        if user is not None and await settle(challenge.id, ChallengeEvent.EXPIRE, now):
            await write_event(
                secondary_authentication(kind),
                origin,
                now,
                user=user,
                application_id=challenge.application_id,
                failure=FailureReason.CHALLENGE_EXPIRED,
            )


def _lock_notice(runtime: Runtime, step: Step, user: UserRecord, locked_until: datetime) -> Message:
    return locked_message(
        to=user.email,
        locked_until=locked_until,
        origin=step.origin,
        at=step.now,
        locale=step.locale,
        public_url=runtime.public_url,
        brand=brand_of(step.application),
    )
