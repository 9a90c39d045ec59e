"""`createUser` (rules D1, D2, E2)."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.arguments import given
from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.errors import bad_input
from ostiary.api.types.administration_errors import EmailTaken, NotFound
from ostiary.api.types.node import ids_of
from ostiary.api.types.user import User
from ostiary.api.types.vocabulary import Role
from ostiary.policy.access import Permission
from ostiary.policy.addresses import EMAIL_MAX, is_email
from ostiary.services import directory, outcomes
from ostiary.services.new_passwords import password_objection


@strawberry.input(description="A new user.")
class CreateUserInput:
    """See the description."""

    email: str = strawberry.field(
        description="A plain address such as `ada@example.com`, ASCII, at most 254 characters."
    )
    password: str = strawberry.field(
        description="8 to 256 characters, never trimmed; none of the most common passwords, nor the email itself."
    )
    application_ids: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="The global ids of the Applications that the user may sign in to."
    )
    role: Role | None = strawberry.field(
        default=strawberry.UNSET, description="A role for the console; null or left out: none."
    )


@strawberry.type(description="The user is there and may sign in.")
class UserCreated:
    """See the description."""

    user: User = strawberry.field(description="The user as they are now.")


CreateUserResult = Annotated[
    UserCreated | EmailTaken | NotFound,
    strawberry.union("CreateUserResult", description="NotFound: one of the applications does not exist."),
]


@described(
    "Makes a user. For ADMIN; with an API token without a role. "
    "BAD_USER_INPUT for an email or a password of another shape, and for a password that is guessed first."
)
async def create_user(
    info: Info,
    sent: Annotated[CreateUserInput, strawberry.argument(name="input", description="Whom to make.")],
) -> CreateUserResult:
    """Make them, all of it or nothing."""
    if not is_email(sent.email):
        raise bad_input("input.email", f"send one plain address of at most {EMAIL_MAX} ASCII characters")
    if (objection := password_objection(sent.password, sent.email)) is not None:
        raise bad_input("input.password", objection)
    if given(sent.role) is not None:
        info.context.demand(Permission.CHANGE_ROLES)
        await info.context.demand_proof()
    application_ids = ids_of("Application", sent.application_ids)
    if application_ids is None:
        return NotFound.of(outcomes.SubjectMissing("application"))
    new = directory.NewUser(sent.email, sent.password, application_ids, given(sent.role))
    match await directory.create_user(info.context.runtime, info.context.actor(), new):
        case outcomes.UserChanged(user):
            return UserCreated(user=User.of(user, info.context.now()))
        case outcomes.EmailTaken():
            return EmailTaken()
        case outcomes.SubjectMissing() as missing:
            return NotFound.of(missing)
        case _ as unreachable:
            assert_never(unreachable)
