"""`verifyFactor`: the second step of a bound user (document 2.2, 2.3; rules L6-L8)."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.mutations.challenge_input import CHALLENGE
from ostiary.api.types.login import LoginCompleted, StepUpCompleted
from ostiary.api.types.user_errors import (
    AccountLocked,
    BindingRequired,
    ChallengeExpired,
    FactorUnavailable,
    InvalidCode,
)
from ostiary.api.types.vocabulary import FactorKind
from ostiary.services import acceptance, outcomes, verification


@strawberry.input(description="One code of one method.")
class VerifyFactorInput:
    """See the description."""

    challenge: str = strawberry.field(description=CHALLENGE)
    kind: FactorKind = strawberry.field(description="Which of the login's methods.")
    code: str = strawberry.field(
        description="Six digits; spaces and hyphens do not count. Anything else is a wrong code, not an error."
    )


VerifyFactorResult = Annotated[
    LoginCompleted
    | StepUpCompleted
    | InvalidCode
    | BindingRequired
    | AccountLocked
    | ChallengeExpired
    | FactorUnavailable,
    strawberry.union(
        "VerifyFactorResult",
        description=(
            "LoginCompleted: signed in. StepUpCompleted: the challenge was of `beginStepUp`. "
            "BindingRequired: OTP is not bound; call `beginOtpBinding`."
        ),
    ),
]


@described(
    "Completes the login, or the step-up, with one code. A wrong one is a failed attempt of the account; the sixth "
    "in a row locks it for an hour and says so."
)
async def verify_factor(
    info: Info,
    sent: Annotated[
        VerifyFactorInput, strawberry.argument(name="input", description="Which login, which method, the code.")
    ],
) -> VerifyFactorResult:
    """The second step."""
    context = info.context
    context.factor = sent.kind.value
    outcome = await verification.verify_factor(
        context.runtime, sent.challenge, sent.kind, sent.code, context.origin, context.locale
    )
    return _present(outcome, info)


def _present(outcome: acceptance.StepOutcome, info: Info) -> VerifyFactorResult:
    match outcome:
        case outcomes.LoginCompleted():
            return LoginCompleted.of(outcome, info)
        case acceptance.SteppedUp(until):
            return StepUpCompleted(until=until)
        case outcomes.CodeRefused():
            return InvalidCode.of(outcome)
        case outcomes.BindingMissing():
            return BindingRequired()
        case outcomes.AccountLocked():
            return AccountLocked.of(outcome, info.context.now())
        # A parallel login recorded the email binding first (D3): this one is undone, to be started again.
        case outcomes.ChallengeEnded() | outcomes.BindingPresent():
            return ChallengeExpired()
        case outcomes.FactorDisabled():
            return FactorUnavailable()
        case _ as unreachable:
            assert_never(unreachable)
