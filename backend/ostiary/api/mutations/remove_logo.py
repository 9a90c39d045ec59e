"""`removeLogo` (rules D1, E2)."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.types.administration_errors import NotFound
from ostiary.api.types.application import Application
from ostiary.api.types.node import id_of
from ostiary.services import branding, outcomes


@strawberry.input(description="Whose logo to remove.")
class RemoveLogoInput:
    """See the description."""

    application_id: strawberry.ID = strawberry.field(description="The global id of an Application.")


@strawberry.type(description="No logo of the application's own is shown.")
class LogoRemoved:
    """See the description."""

    application: Application = strawberry.field(description="The application without a logo.")


RemoveLogoResult = Annotated[
    LogoRemoved | NotFound,
    strawberry.union("RemoveLogoResult", description="Done, or that there is no such application."),
]


@described("Removes an application's logo for good. Where there is none, nothing happens. For ADMIN.")
async def remove_logo(
    info: Info,
    sent: Annotated[RemoveLogoInput, strawberry.argument(name="input", description="Which application.")],
) -> RemoveLogoResult:
    """Remove it."""
    application_id = id_of("Application", sent.application_id)
    if application_id is None:
        return NotFound.of(outcomes.SubjectMissing("application"))
    outcome = await branding.remove_logo(info.context.runtime, info.context.actor(), application_id)
    match outcome:
        case outcomes.BrandingSaved(application):
            return LogoRemoved(application=Application.of(application))
        case outcomes.SubjectMissing():
            return NotFound.of(outcome)
        case _ as unreachable:
            assert_never(unreachable)
