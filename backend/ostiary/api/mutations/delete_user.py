"""`deleteUser` (rules D4, E5)."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.errors import forbidden
from ostiary.api.types.administration_errors import LastAdministrator, NotFound
from ostiary.api.types.node import global_id, id_of
from ostiary.services import outcomes, roles


@strawberry.input(description="Whom to delete.")
class DeleteUserInput:
    """See the description."""

    user_id: strawberry.ID = strawberry.field(description="The global id of a User.")


@strawberry.type(description="The user is gone, with bindings, logins and sessions. The log keeps its lines.")
class UserDeleted:
    """See the description."""

    id: strawberry.ID = strawberry.field(description="The global id that the user had.")


DeleteUserResult = Annotated[
    UserDeleted | LastAdministrator | NotFound,
    strawberry.union("DeleteUserResult", description="Done, or why not."),
]


@described(
    "Deletes a user for good. The last administrator cannot be deleted. For ADMIN; "
    "with an API token nobody who has a role."
)
async def delete_user(
    info: Info,
    sent: Annotated[DeleteUserInput, strawberry.argument(name="input", description="Whom to delete.")],
) -> DeleteUserResult:
    """Delete them."""
    user_id = id_of("User", sent.user_id)
    if user_id is None:
        return NotFound.of(outcomes.SubjectMissing("user"))
    match await roles.delete_user(info.context.runtime, info.context.actor(), user_id):
        case outcomes.UserDeleted(user):
            return UserDeleted(id=global_id("User", user.id))
        case outcomes.LastAdministrator():
            return LastAdministrator()
        case outcomes.RoleInsufficient():
            raise forbidden()
        case outcomes.SubjectMissing() as missing:
            return NotFound.of(missing)
        case _ as unreachable:
            assert_never(unreachable)
