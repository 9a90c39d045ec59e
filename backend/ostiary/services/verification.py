"""`verifyFactor`: a bound user proves the second step (document 2.2, 2.3; rules L4, L6-L8)."""

from ostiary.factors.contract import Evidence, Right, Wrong
from ostiary.factors.registry import FACTORS
from ostiary.mail.locale import Locale
from ostiary.policy.origin import Origin
from ostiary.policy.vocabulary import FactorKind
from ostiary.services.acceptance import Proof, StepOutcome, accept, email_binding
from ostiary.services.outcomes import AccountLocked, BindingMissing, ChallengeEnded, FactorDisabled
from ostiary.services.runtime import Runtime
from ostiary.services.second_step import charge, load_step, refuse, refuse_disabled
from ostiary.store.bindings import binding_of


async def verify_factor(
    runtime: Runtime, token: str, kind: FactorKind, submitted: str, origin: Origin, locale: Locale
) -> StepOutcome:
    """Charge, look, accept. A factor that is off, or not bound, charges nothing: no code is looked at."""
    step = await load_step(runtime, token, kind, origin, locale)
    if isinstance(step, ChallengeEnded):
        return step
    if not step.factor.is_enabled:
        await refuse_disabled(step)
        return FactorDisabled()
    factor = FACTORS[kind]
    binding = await binding_of(step.challenge.user_id, step.factor.id, step.factor.epoch)
    if factor.needs_binding and binding is None:
        return BindingMissing()
    charged = await charge(step)
    if isinstance(charged, AccountLocked | ChallengeEnded):
        return charged
    evidence = Evidence(
        submitted=submitted,
        challenge=step.challenge,
        factor=step.factor,
        binding=binding,
        key_ring=runtime.key_ring,
        otp_drift=runtime.otp_drift,
        now=step.now,
    )
    match factor.check(evidence):
        case Wrong() as wrong:
            return await refuse(runtime, step, charged, wrong)
        case Right(time_step):
            if time_step is None:
                return await accept(runtime, step, charged, Proof(new_binding=email_binding(step)))
            return await accept(runtime, step, charged, Proof(binding, time_step=time_step))
