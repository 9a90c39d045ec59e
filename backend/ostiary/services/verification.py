"""`verifyFactor`: a bound user proves the second step (document 2.2, 2.3; rules L4, L6-L8)."""

from ostiary.factors.contract import Evidence, Right, Wrong
from ostiary.factors.registry import FACTORS
from ostiary.mail.locale import Locale
from ostiary.policy.origin import Origin
from ostiary.policy.vocabulary import FactorKind
from ostiary.services.acceptance import Proof, StepOutcome, accept, email_binding
from ostiary.services.outcomes import BindingMissing, ChallengeEnded, FactorDisabled
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


async def verify_factor(
    runtime: Runtime, token: str, kind: FactorKind, submitted: str, origin: Origin, locale: Locale
) -> StepOutcome:
    """Look, write, answer. A factor that is off, or not bound, charges nothing: no code is looked at."""
    step = await load_step(runtime, token, kind, origin, locale)
    if isinstance(step, ChallengeEnded):
        return step
    if not step.factor.is_enabled:
        await refuse_disabled(step)
        return FactorDisabled()
    if FACTORS[kind].needs_binding and step.binding is None:
        return BindingMissing()
    if is_account_locked(step):
        return await refuse_locked(step)
    async with charged_if_it_breaks(step):
        return await _decide(runtime, step, submitted)


async def _decide(runtime: Runtime, step: Step, submitted: str) -> StepOutcome:
    evidence = Evidence(
        submitted=submitted,
        challenge=step.challenge,
        factor=step.factor,
        binding=step.binding,
        key_ring=runtime.key_ring,
        otp_drift=runtime.otp_drift,
        now=step.now,
    )
    match FACTORS[step.kind].check(evidence):
        case Wrong() as wrong:
            return await refuse(runtime, step, wrong)
        case Right(time_step):
            new_binding = email_binding(step) if step.binding is None else None
            return await accept(runtime, step, Proof(step.binding, new_binding, time_step))
