"""The one choke point of a second step: charge, look, accept (design/security.md; rules A1-A6, L7, E1).

    charge   one conditional UPDATE of the account, committed before the code is looked at
    refuse   the event; at the sixth the lock, and the end of the account's open challenges
    accept   one transaction in which every statement must change exactly one row, or all is undone

Nothing else completes a second step, and nothing else mints the session of one.
"""

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
from ostiary.services.branding import brand_of
from ostiary.services.challenges import late_challenge, open_challenge
from ostiary.services.events import write_event
from ostiary.services.outcomes import AccountLocked, ChallengeEnded, CodeRefused
from ostiary.services.runtime import Runtime
from ostiary.store.accounts import charge_attempt, lock_account, user_by_id
from ostiary.store.applications import application_by_id, factor_of
from ostiary.store.challenges import challenge_by_id, end_open_challenges, settle
from ostiary.store.records import ApplicationRecord, ChallengeRecord, FactorRecord, UserRecord
from ostiary.store.unit_of_work import unit_of_work


@dataclass(frozen=True, repr=False)
class Step:
    """One submission to a challenge, with what it is about. Everything here is of the moment it was loaded."""

    challenge: ChallengeRecord
    application: ApplicationRecord
    factor: FactorRecord
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
    challenge = await open_challenge(token, now)
    if challenge is None:
        await _note_late_step(token, kind, origin, now)
        return ChallengeEnded()
    application = await application_by_id(challenge.application_id)
    factor = await factor_of(challenge.application_id, kind)
    if application is None or factor is None:
        return ChallengeEnded()
    return Step(challenge, application, factor, origin, locale, now)


async def charge(step: Step) -> Lockout | AccountLocked | ChallengeEnded:
    """Charge the account before the code is looked at; committed when this answers."""
    async with unit_of_work():
        user = await lock_account(step.challenge.user_id)
        challenge = await challenge_by_id(step.challenge.id)
        if user is None or challenge is None or not is_open(challenge.state, challenge.expires_at, step.now):
            return ChallengeEnded()
        charged = await charge_attempt(user.id, step.now)
        if charged is not None:
            return charged
        await write_step_event(step, user, FailureReason.ACCOUNT_LOCKED)
        return AccountLocked(user.lockout.locked_until or step.now)


async def refuse(
    runtime: Runtime,
    step: Step,
    charged: Lockout,
    wrong: Wrong,
    wrong_codes: tuple[CodeField, ...] = (CodeField.CODE,),
) -> CodeRefused | AccountLocked:
    """A charged attempt was wrong: the event, and at the sixth in a row the lock's consequences (A2)."""
    async with unit_of_work():
        user = await lock_account(step.challenge.user_id)
        if user is not None:
            await write_step_event(step, user, _REASONS.get(wrong.reason, FailureReason.INVALID_CODE))
            if charged.locked_until is not None:
                await end_open_challenges(user.id, ChallengeEvent.LOCK)
                await write_event(
                    AuditEventType.ACCOUNT_LOCKED,
                    step.origin,
                    step.now,
                    user=user,
                    application_id=step.application.id,
                    failure=FailureReason.ACCOUNT_LOCKED,
                )
    if charged.locked_until is None:
        remaining = attempts_remaining(charged, step.now)
        return CodeRefused(remaining, wrong.reason, wrong_codes, wrong.clock_offset_minutes)
    if user is not None:
        runtime.tally.count_lock()
        runtime.notify(_lock_notice(runtime, step, user, charged.locked_until))
    return AccountLocked(charged.locked_until)


def is_locked_by_another(user: UserRecord, charged: Lockout, now: datetime) -> bool:
    """Whether the account was locked after this attempt was charged: its code no longer counts, right or wrong.

    The sixth attempt itself may be right, and then lifts the lock that it took.
    """
    return charged.locked_until is None and is_locked(user.lockout.locked_until, now)


async def refuse_locked(step: Step, user: UserRecord) -> AccountLocked:
    """The account was locked meanwhile: audited, and not looked at."""
    async with unit_of_work():
        await write_step_event(step, user, FailureReason.ACCOUNT_LOCKED)
    return AccountLocked(user.lockout.locked_until or step.now)


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
