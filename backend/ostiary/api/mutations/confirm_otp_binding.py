"""`confirmOtpBinding`: both codes in one submission (document 2.1; rule L5)."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.mutations.challenge_input import CHALLENGE
from ostiary.api.types.login import LoginCompleted
from ostiary.api.types.user_errors import (
    AccountLocked,
    AlreadyBound,
    BindingRequired,
    ChallengeExpired,
    FactorUnavailable,
    InvalidCode,
)
from ostiary.policy.vocabulary import FactorKind
from ostiary.services import acceptance, binding, outcomes


@strawberry.input(description="The two codes of a first OTP binding. A wrong one spends neither.")
class ConfirmOtpBindingInput:
    """See the description."""

    challenge: str = strawberry.field(description=CHALLENGE)
    code: str = strawberry.field(
        description="The app's code: six digits; spaces and hyphens do not count. Anything else is a wrong code."
    )
    email_code: str = strawberry.field(description="The mailed code, in the same shape.")


ConfirmOtpBindingResult = Annotated[
    LoginCompleted
    | InvalidCode
    | BindingRequired
    | AlreadyBound
    | AccountLocked
    | ChallengeExpired
    | FactorUnavailable,
    strawberry.union(
        "ConfirmOtpBindingResult",
        description="LoginCompleted: bound and signed in. BindingRequired: call `beginOtpBinding` first.",
    ),
]


@described(
    "Binds OTP and completes the login, if the app's code and the mailed code are both right. One submission "
    "with a wrong code is one failed attempt of the account."
)
async def confirm_otp_binding(
    info: Info,
    sent: Annotated[ConfirmOtpBindingInput, strawberry.argument(name="input", description="Which login, both codes.")],
) -> ConfirmOtpBindingResult:
    """The second half of the binding."""
    context = info.context
    context.factor = FactorKind.OTP.value
    outcome = await binding.confirm_otp_binding(
        context.runtime, sent.challenge, sent.code, sent.email_code, context.origin, context.locale
    )
    return _present(outcome, info)


def _present(outcome: acceptance.StepOutcome, info: Info) -> ConfirmOtpBindingResult:
    match outcome:
        case outcomes.LoginCompleted():
            return LoginCompleted.of(outcome, info)
        case outcomes.CodeRefused():
            return InvalidCode.of(outcome)
        case outcomes.BindingMissing():
            return BindingRequired()
        case outcomes.BindingPresent():
            return AlreadyBound()
        case outcomes.AccountLocked():
            return AccountLocked.of(outcome, info.context.now())
        # Stepping up binds nothing, so that nothing steps up here.
        case outcomes.ChallengeEnded() | acceptance.SteppedUp():
            return ChallengeExpired()
        case outcomes.FactorDisabled():
            return FactorUnavailable()
        case _ as unreachable:
            assert_never(unreachable)
