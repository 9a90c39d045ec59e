"""`startLogin`: the first step, the password (document 2; rules L1, L2)."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.types.login import LoginChallenge, LoginCompleted
from ostiary.api.types.user_errors import AccountLocked, InvalidCredentials, RateLimited
from ostiary.api.types.vocabulary import TokenDelivery
from ostiary.services import login, outcomes


@strawberry.input(description="The first step of a login. Nothing in it is BAD_USER_INPUT for its content.")
class StartLoginInput:
    """See the description."""

    client_id: str = strawberry.field(description="The application to sign in to; administrators sign in to `console`.")
    email: str = strawberry.field(description="The user's address, any letter case.")
    password: str = strawberry.field(description="The password exactly as typed: it is never trimmed.")
    delivery: TokenDelivery = strawberry.field(
        default=TokenDelivery.BODY, description="How the session's token is wanted once the login is complete."
    )


StartLoginResult = Annotated[
    LoginChallenge | LoginCompleted | InvalidCredentials | AccountLocked | RateLimited,
    strawberry.union(
        "StartLoginResult",
        description=(
            "LoginChallenge: a second step is due. LoginCompleted: none is needed. AccountLocked is told after "
            "the right password alone. RateLimited: too many wrong passwords from this address."
        ),
    ),
]


@described("Checks the password, then opens a login challenge, or completes the login where none is due.")
async def start_login(
    info: Info,
    sent: Annotated[StartLoginInput, strawberry.argument(name="input", description="Who, where, how.")],
) -> StartLoginResult:
    """The password step."""
    step = login.PasswordStep(sent.client_id, sent.email, sent.password, sent.delivery)
    return _present(await login.start_login(info.context.runtime, step, info.context.origin), info)


def _present(outcome: login.LoginOutcome, info: Info) -> StartLoginResult:
    match outcome:
        case outcomes.LoginPending():
            return LoginChallenge.of(outcome, info.context.now())
        case outcomes.LoginCompleted():
            return LoginCompleted.of(outcome, info)
        case outcomes.CredentialsRefused():
            return InvalidCredentials()
        case outcomes.AccountLocked():
            return AccountLocked.of(outcome, info.context.now())
        case outcomes.RateLimited():
            return RateLimited.of(outcome, info.context.now())
        case _ as unreachable:
            assert_never(unreachable)
