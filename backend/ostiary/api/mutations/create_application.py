"""`createApplication` (rules D1, E2)."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.arguments import given
from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.errors import bad_input
from ostiary.api.types.administration_errors import ClientIdTaken
from ostiary.api.types.application import Application
from ostiary.policy.names import CLIENT_ID_MAX, NAME_MAX, is_client_id, is_name
from ostiary.services import directory, outcomes


@strawberry.input(description="A new application.")
class CreateApplicationInput:
    """See the description."""

    name: str = strawberry.field(
        description="The name that users see: 1 to 100 characters, not blank, no control characters."
    )
    client_id: str | None = strawberry.field(
        default=strawberry.UNSET,
        description=(
            "What a login names: 1 to 64 ASCII letters, digits and `._~-`, beginning and ending with a letter or "
            "digit; cannot be changed. Left out: made from the name."
        ),
    )


@strawberry.type(description="The application is there, with both factors off and nobody assigned.")
class ApplicationCreated:
    """See the description."""

    application: Application = strawberry.field(description="The application.")


CreateApplicationResult = Annotated[
    ApplicationCreated | ClientIdTaken,
    strawberry.union("CreateApplicationResult", description="The new application, or that its id is taken."),
]


@described("Makes an application. For ADMIN. BAD_USER_INPUT for names of another shape.")
async def create_application(
    info: Info,
    sent: Annotated[CreateApplicationInput, strawberry.argument(name="input", description="What to make.")],
) -> CreateApplicationResult:
    """Make it."""
    client_id = given(sent.client_id)
    if not is_name(sent.name):
        raise bad_input("input.name", f"send 1 to {NAME_MAX} characters, not blank, no control characters")
    if client_id is not None and not is_client_id(client_id):
        raise bad_input("input.clientId", f"send 1 to {CLIENT_ID_MAX} ASCII letters, digits and ._~-")
    outcome = await directory.create_application(info.context.runtime, info.context.actor(), sent.name, client_id)
    match outcome:
        case outcomes.ApplicationCreated(application):
            return ApplicationCreated(application=Application.of(application))
        case outcomes.ClientIdTaken():
            return ClientIdTaken()
        case _ as unreachable:
            assert_never(unreachable)
