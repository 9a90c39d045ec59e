"""`setUserApplications`: which applications a user may sign in to (rule D1)."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.types.administration_errors import NotFound
from ostiary.api.types.node import id_of, ids_of
from ostiary.api.types.user import User
from ostiary.services import directory, outcomes


@strawberry.input(description="A user's assignments.")
class SetUserApplicationsInput:
    """See the description."""

    user_id: strawberry.ID = strawberry.field(description="The global id of a User.")
    application_ids: list[strawberry.ID] = strawberry.field(
        description="The global ids of all Applications that the user may sign in to; others are taken away."
    )


@strawberry.type(description="The assignments are exactly those; sessions elsewhere have ended.")
class UserApplicationsSet:
    """See the description."""

    user: User = strawberry.field(description="The user as they are now.")


SetUserApplicationsResult = Annotated[
    UserApplicationsSet | NotFound,
    strawberry.union(
        "SetUserApplicationsResult", description="Done, or that the user or an application does not exist."
    ),
]


@described("Makes a user's applications exactly those, and ends their sessions in the others. For ADMIN.")
async def set_user_applications(
    info: Info,
    sent: Annotated[
        SetUserApplicationsInput, strawberry.argument(name="input", description="Whose, and which of them.")
    ],
) -> SetUserApplicationsResult:
    """Set them."""
    user_id = id_of("User", sent.user_id)
    application_ids = ids_of("Application", sent.application_ids)
    if user_id is None or application_ids is None:
        return NotFound.of(outcomes.SubjectMissing("application" if user_id else "user"))
    context = info.context
    outcome = await directory.set_user_applications(context.runtime, context.actor(), user_id, application_ids)
    match outcome:
        case outcomes.UserChanged(user):
            return UserApplicationsSet(user=User.of(user, context.now()))
        case outcomes.SubjectMissing():
            return NotFound.of(outcome)
        case _ as unreachable:
            assert_never(unreachable)
