"""`beginStepUp`: prove the second step once more, for what takes a fresh one (design/security.md)."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.types.login import LoginChallenge
from ostiary.api.types.user_errors import AccountLocked, ChallengeExpired, FactorUnavailable
from ostiary.services import outcomes, step_up

BeginStepUpResult = Annotated[
    LoginChallenge | AccountLocked | FactorUnavailable | ChallengeExpired,
    strawberry.union(
        "BeginStepUpResult",
        description=(
            "LoginChallenge: send its token to `sendEmailCode` and `verifyFactor`, as in a login. "
            "FactorUnavailable: you have no factor in the console, so nothing asks for it. "
            "ChallengeExpired: the session ended meanwhile."
        ),
    ),
]


@described(
    "Opens a challenge by which this very session proves its second step once more: `verifyFactor` then answers "
    "StepUpCompleted and makes no session. Call it where an operation answers STEP_UP_REQUIRED, and then send that "
    "operation again. Wrong codes count like those of a login. For sessions of the console with a role."
)
async def begin_step_up(info: Info) -> BeginStepUpResult:
    """Open it."""
    context = info.context
    outcome = await step_up.begin_step_up(context.runtime, context.signed_in())
    match outcome:
        case outcomes.LoginPending():
            return LoginChallenge.of(outcome, context.now())
        case outcomes.AccountLocked():
            return AccountLocked.of(outcome, context.now())
        case outcomes.FactorDisabled():
            return FactorUnavailable()
        case outcomes.ChallengeEnded():
            return ChallengeExpired()
        case _ as unreachable:
            assert_never(unreachable)
