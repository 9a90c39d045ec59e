"""`beginOtpBinding`: the secret, as text, URI and QR code (document 2.1; rule L5)."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.mutations.challenge_input import ChallengeInput
from ostiary.api.types.login import OtpEnrollment
from ostiary.api.types.user_errors import AccountLocked, AlreadyBound, ChallengeExpired, FactorUnavailable
from ostiary.services import binding, outcomes

BeginOtpBindingResult = Annotated[
    OtpEnrollment | AlreadyBound | AccountLocked | ChallengeExpired | FactorUnavailable,
    strawberry.union("BeginOtpBindingResult", description="The secret, or why there is none to show."),
]


@described(
    "Offers the secret for the authenticator app; asked again within the login, the same one. Nothing is bound "
    "by it. Confirm with `confirmOtpBinding`, which also wants the code that `sendEmailCode` mails."
)
async def begin_otp_binding(
    info: Info, sent: Annotated[ChallengeInput, strawberry.argument(name="input", description="Which login.")]
) -> BeginOtpBindingResult:
    """The first half of the binding."""
    context = info.context
    outcome = await binding.begin_otp_binding(context.runtime, sent.challenge, context.origin, context.locale)
    return _present(outcome, info)


def _present(outcome: binding.OfferOutcome, info: Info) -> BeginOtpBindingResult:
    match outcome:
        case outcomes.SecretOffered():
            return OtpEnrollment.of(outcome)
        case outcomes.BindingPresent():
            return AlreadyBound()
        case outcomes.AccountLocked():
            return AccountLocked.of(outcome, info.context.now())
        case outcomes.ChallengeEnded():
            return ChallengeExpired()
        case outcomes.FactorDisabled():
            return FactorUnavailable()
        case _ as unreachable:
            assert_never(unreachable)
