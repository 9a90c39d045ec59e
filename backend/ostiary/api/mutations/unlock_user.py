"""`unlockUser`: set the count of wrong codes to zero and lift the lock (rules A3, A8)."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.types.administration_errors import NotFound
from ostiary.api.types.node import id_of
from ostiary.api.types.user import User
from ostiary.services import outcomes, user_security


@strawberry.input(description="Whom to unlock.")
class UnlockUserInput:
    """See the description."""

    user_id: strawberry.ID = strawberry.field(description="The global id of a User.")


@strawberry.type(description="The user may sign in again.")
class UserUnlocked:
    """See the description."""

    user: User = strawberry.field(description="The user as they are now.")


UnlockUserResult = Annotated[
    UserUnlocked | NotFound,
    strawberry.union("UnlockUserResult", description="Done, or that there is no such user."),
]


@described(
    "Lifts a user's lock, also one without an end, and sets the count of wrong codes to zero. For ADMIN and HELPDESK."
)
async def unlock_user(
    info: Info,
    sent: Annotated[UnlockUserInput, strawberry.argument(name="input", description="Whom to unlock.")],
) -> UnlockUserResult:
    """Unlock them."""
    user_id = id_of("User", sent.user_id)
    if user_id is None:
        return NotFound.of(outcomes.SubjectMissing("user"))
    context = info.context
    outcome = await user_security.unlock_user(context.runtime, context.actor_id(), user_id, context.origin)
    match outcome:
        case outcomes.UserChanged(user):
            return UserUnlocked(user=User.of(user, context.now()))
        case outcomes.SubjectMissing():
            return NotFound.of(outcome)
        case _ as unreachable:
            assert_never(unreachable)
