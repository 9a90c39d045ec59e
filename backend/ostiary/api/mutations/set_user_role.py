"""`setUserRole`: who administers (rules D2, D4)."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.arguments import given
from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.types.administration_errors import LastAdministrator, NotFound
from ostiary.api.types.node import id_of
from ostiary.api.types.user import User
from ostiary.api.types.vocabulary import Role
from ostiary.services import outcomes, roles


@strawberry.input(description="A user's role.")
class SetUserRoleInput:
    """See the description."""

    user_id: strawberry.ID = strawberry.field(description="The global id of a User.")
    role: Role | None = strawberry.field(
        default=strawberry.UNSET, description="The role; null or left out: none, and no access to the console."
    )


@strawberry.type(description="The role counts from the next request on.")
class UserRoleSet:
    """See the description."""

    user: User = strawberry.field(description="The user as they are now.")


SetUserRoleResult = Annotated[
    UserRoleSet | LastAdministrator | NotFound,
    strawberry.union("SetUserRoleResult", description="Done, or why not."),
]


@described("Gives, changes or takes a role. The last administrator stays one. For ADMIN, not for API tokens.")
async def set_user_role(
    info: Info,
    sent: Annotated[SetUserRoleInput, strawberry.argument(name="input", description="Whose, and which of them.")],
) -> SetUserRoleResult:
    """Set it."""
    user_id = id_of("User", sent.user_id)
    if user_id is None:
        return NotFound.of(outcomes.SubjectMissing("user"))
    context = info.context
    outcome = await roles.set_user_role(context.runtime, context.actor(), user_id, given(sent.role))
    match outcome:
        case outcomes.UserChanged(user):
            return UserRoleSet(user=User.of(user, context.now()))
        case outcomes.LastAdministrator():
            return LastAdministrator()
        case outcomes.SubjectMissing():
            return NotFound.of(outcome)
        case _ as unreachable:
            assert_never(unreachable)
