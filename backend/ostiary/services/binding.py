"""The first OTP binding: secret and QR code, then both codes in one submission (document 2.1; rules L5, L6)."""

from ostiary.factors.contract import Right, Verdict, Wrong
from ostiary.factors.email.factor import check_email_code
from ostiary.factors.otp.factor import check_pending, open_pending, seal_pending
from ostiary.factors.otp.provisioning import make_secret, otpauth_uri, qr_code
from ostiary.mail.locale import Locale
from ostiary.policy.lockout import is_locked
from ostiary.policy.origin import Origin
from ostiary.policy.vocabulary import CodeField, FactorKind
from ostiary.services.acceptance import Proof, StepOutcome, accept
from ostiary.services.outcomes import (
    AccountLocked,
    BindingMissing,
    BindingPresent,
    ChallengeEnded,
    FactorDisabled,
    SecretOffered,
)
from ostiary.services.runtime import Runtime
from ostiary.services.second_step import (
    Step,
    charged_if_it_breaks,
    is_account_locked,
    load_step,
    refuse,
    refuse_disabled,
    refuse_locked,
)
from ostiary.store.challenges import challenge_by_id, offer_secret
from ostiary.store.ids import new_id
from ostiary.store.records import BindingRecord, PendingSecret, UserRecord

OfferOutcome = SecretOffered | BindingPresent | AccountLocked | ChallengeEnded | FactorDisabled


async def begin_otp_binding(runtime: Runtime, token: str, origin: Origin, locale: Locale) -> OfferOutcome:
    """Offer a secret; asked again within the challenge, the same one. Nothing is bound by it."""
    step = await _load_login(runtime, token, origin, locale)
    if isinstance(step, ChallengeEnded):
        return step
    user = step.user
    if user.lockout.locked_until is not None and is_locked(user.lockout.locked_until, step.now):
        return AccountLocked(user.lockout.locked_until)
    if not step.factor.is_enabled:
        return FactorDisabled()
    if step.binding is not None:
        return BindingPresent()
    pending = _pending_of(step)
    if pending is None:
        pending = seal_pending(runtime.key_ring, step.factor, step.challenge, new_id(), make_secret())
        if not await offer_secret(step.challenge, pending):
            return await _offered_by_another(runtime, step, user)
    return _offer(runtime, step, user, pending)


async def confirm_otp_binding(
    runtime: Runtime, token: str, submitted: str, submitted_email_code: str, origin: Origin, locale: Locale
) -> StepOutcome:
    """Both codes right: the binding exists and the login is complete. One wrong: neither is spent (rule L5)."""
    step = await _load_login(runtime, token, origin, locale)
    if isinstance(step, ChallengeEnded):
        return step
    if not step.factor.is_enabled:
        await refuse_disabled(step)
        return FactorDisabled()
    if step.binding is not None:
        return BindingPresent()
    pending = _pending_of(step)
    if pending is None:
        return BindingMissing()
    if is_account_locked(step):
        return await refuse_locked(step)
    async with charged_if_it_breaks(step):
        return await _decide(runtime, step, pending, submitted, submitted_email_code)


async def _decide(
    runtime: Runtime, step: Step, pending: PendingSecret, submitted: str, submitted_email_code: str
) -> StepOutcome:
    secret = open_pending(runtime.key_ring, step.factor, step.challenge, pending)
    verdict = check_pending(secret, submitted, step.now, runtime.otp_drift)
    email_verdict = check_email_code(runtime.key_ring, step.challenge, submitted_email_code)
    if isinstance(verdict, Right) and isinstance(email_verdict, Right):
        made = _new_binding(step, pending, verdict)
        return await accept(runtime, step, Proof(new_binding=made))
    wrong = verdict if isinstance(verdict, Wrong) else Wrong()
    return await refuse(runtime, step, wrong, _wrong_codes(verdict, email_verdict))


async def _load_login(runtime: Runtime, token: str, origin: Origin, locale: Locale) -> Step | ChallengeEnded:
    """The login that the token names: stepping up binds nothing."""
    step = await load_step(runtime, token, FactorKind.OTP, origin, locale)
    return ChallengeEnded() if isinstance(step, ChallengeEnded) or step.challenge.is_step_up else step


def _wrong_codes(verdict: Verdict, email_verdict: Verdict) -> tuple[CodeField, ...]:
    verdicts = ((CodeField.CODE, verdict), (CodeField.EMAIL_CODE, email_verdict))
    return tuple(code_field for code_field, each in verdicts if isinstance(each, Wrong))


def _pending_of(step: Step) -> PendingSecret | None:
    """The secret offered in this challenge, unless the factor was turned off since: then it is dead (C3)."""
    pending = step.challenge.pending
    return pending if pending is not None and pending.epoch == step.factor.epoch else None


async def _offered_by_another(runtime: Runtime, step: Step, user: UserRecord) -> OfferOutcome:
    """A parallel request offered a secret first: answer that one."""
    challenge = await challenge_by_id(step.challenge.id)
    if challenge is None or challenge.pending is None or challenge.pending.epoch != step.factor.epoch:
        return ChallengeEnded()
    return _offer(runtime, step, user, challenge.pending)


def _offer(runtime: Runtime, step: Step, user: UserRecord, pending: PendingSecret) -> SecretOffered:
    secret = open_pending(runtime.key_ring, step.factor, step.challenge, pending)
    uri = otpauth_uri(secret, user.email, step.application.name)
    return SecretOffered(secret, uri, qr_code(uri), step.challenge.expires_at, user.email)


def _new_binding(step: Step, pending: PendingSecret, verdict: Right) -> BindingRecord:
    """The binding, with the enrolling code's time step spent (rule L7)."""
    return BindingRecord(
        id=pending.binding_id,
        user_id=step.challenge.user_id,
        application_id=step.application.id,
        factor_id=step.factor.id,
        kind=FactorKind.OTP,
        epoch=pending.epoch,
        sealed_secret=pending.sealed,
        last_time_step=verdict.time_step or 0,
        bound_at=step.now,
        last_used_at=step.now,
    )
