"""`resetPassword`: set a new password with a mailed link (rules A3, M4: the second step stays)."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.arguments import new_password
from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.types.password_errors import PasswordRefused, ResetLinkExpired
from ostiary.services import outcomes
from ostiary.services.password_reset import reset_password as reset


@strawberry.input(description="A link's token, and the password that it shall set.")
class ResetPasswordInput:
    """See the description."""

    token: str = strawberry.field(description="What follows `#reset=` in the mailed link.")
    new_password: str = strawberry.field(description="8 to 256 characters, never trimmed.")


@strawberry.type(
    description=(
        "The new password counts. Nobody is signed in by it: the next login asks for its second step as ever, and a "
        "lock goes on."
    )
)
class PasswordReset:
    """See the description."""

    ended_sessions: int = strawberry.field(description="How many sessions of the user ended, in every application.")


ResetPasswordResult = Annotated[
    PasswordReset | ResetLinkExpired | PasswordRefused,
    strawberry.union("ResetPasswordResult", description="PasswordRefused leaves the link good: choose another."),
]


@described(
    "Sets a new password with the token of a mailed link, which is spent by it. Ends every session and open login of "
    "the user and mails a notice. Bindings, bypass, lock and count stay. Public. "
    "BAD_USER_INPUT for a length out of bounds."
)
async def reset_password(
    info: Info,
    sent: Annotated[ResetPasswordInput, strawberry.argument(name="input", description="Token and password.")],
) -> ResetPasswordResult:
    """Set it."""
    context = info.context
    password = new_password("input.newPassword", sent.new_password)
    match await reset(context.runtime, sent.token, password, context.origin):
        case outcomes.PasswordReplaced(ended):
            return PasswordReset(ended_sessions=ended)
        case outcomes.ResetLinkEnded():
            return ResetLinkExpired()
        case outcomes.PasswordRefused() as refused:
            return PasswordRefused.of(refused)
        case _ as unreachable:
            assert_never(unreachable)
