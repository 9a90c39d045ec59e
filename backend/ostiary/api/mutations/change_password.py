"""`changePassword`: a new password for whoever is signed in (rules A7, E2)."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.arguments import new_password
from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.types.password_errors import PasswordRefused, WrongPassword
from ostiary.api.types.user_errors import RateLimited
from ostiary.services import outcomes
from ostiary.services.password_change import NewPassword
from ostiary.services.password_change import change_password as change


@strawberry.input(description="The password as it is, and as it shall be.")
class ChangePasswordInput:
    """See the description."""

    current_password: str = strawberry.field(description="The present password, exactly as typed.")
    new_password: str = strawberry.field(description="8 to 256 characters, never trimmed.")


@strawberry.type(description="The new password counts. This session goes on; no other is left.")
class PasswordChanged:
    """See the description."""

    ended_sessions: int = strawberry.field(description="How many other sessions of yours ended, in every application.")


ChangePasswordResult = Annotated[
    PasswordChanged | WrongPassword | PasswordRefused | RateLimited,
    strawberry.union(
        "ChangePasswordResult",
        description="RateLimited: too many wrong passwords from this address, here and while signing in together.",
    ),
]


@described(
    "Changes your own password. Ends your other sessions and open logins in every application and mails you a notice; "
    "bindings stay. For everybody who is signed in, not for API tokens. BAD_USER_INPUT for a length out of bounds."
)
async def change_password(
    info: Info,
    sent: Annotated[ChangePasswordInput, strawberry.argument(name="input", description="Both passwords.")],
) -> ChangePasswordResult:
    """Change it."""
    context = info.context
    viewer = context.signed_in()
    typed = NewPassword(sent.current_password, new_password("input.newPassword", sent.new_password))
    match await change(context.runtime, viewer, typed, context.origin):
        case outcomes.PasswordReplaced(ended):
            return PasswordChanged(ended_sessions=ended)
        case outcomes.CurrentPasswordWrong():
            return WrongPassword()
        case outcomes.PasswordRefused() as refused:
            return PasswordRefused.of(refused)
        case outcomes.RateLimited() as limited:
            return RateLimited.of(limited, context.now())
        case _ as unreachable:
            assert_never(unreachable)
