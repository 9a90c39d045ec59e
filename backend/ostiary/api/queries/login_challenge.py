"""`loginChallenge`: a reload or a second tab goes on where the login was (rule L3)."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.types.login import LoginChallenge
from ostiary.api.types.user_errors import ChallengeExpired
from ostiary.services import outcomes
from ostiary.services.challenges import read_challenge

LoginChallengeResult = Annotated[
    LoginChallenge | ChallengeExpired,
    strawberry.union("LoginChallengeResult", description="Where the login stands, or that it is over."),
]


@described("A login that waits for its second step, by its handle. Asking changes nothing and charges nothing.")
async def login_challenge(
    info: Info,
    token: Annotated[str, strawberry.argument(description="`LoginChallenge.token` of `startLogin`.")],
) -> LoginChallengeResult:
    """Where it stands."""
    match await read_challenge(info.context.runtime, token):
        case outcomes.LoginPending() as pending:
            return LoginChallenge.of(pending, info.context.now())
        case outcomes.ChallengeEnded():
            return ChallengeExpired()
        case _ as unreachable:
            assert_never(unreachable)
