"""`discardFactors`: forget what you have staged (rule C1)."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.types.administration_errors import NotFound
from ostiary.api.types.application import Application
from ostiary.api.types.node import id_of
from ostiary.services import factor_settings, outcomes


@strawberry.input(description="Whose staged toggles to forget.")
class DiscardFactorsInput:
    """See the description."""

    application_id: strawberry.ID = strawberry.field(description="The global id of an Application.")


@strawberry.type(description="Nothing of yours is staged there any more.")
class FactorsDiscarded:
    """See the description."""

    application: Application = strawberry.field(description="The application.")


DiscardFactorsResult = Annotated[
    FactorsDiscarded | NotFound,
    strawberry.union("DiscardFactorsResult", description="Done, or that there is no such application."),
]


@described("Forgets your own staged toggles of an application. For ADMIN.")
async def discard_factors(
    info: Info,
    sent: Annotated[DiscardFactorsInput, strawberry.argument(name="input", description="Which application.")],
) -> DiscardFactorsResult:
    """Forget them."""
    application_id = id_of("Application", sent.application_id)
    if application_id is None:
        return NotFound.of(outcomes.SubjectMissing("application"))
    outcome = await factor_settings.discard_factors(info.context.actor_id(), application_id)
    match outcome:
        case outcomes.TogglesDiscarded(application):
            return FactorsDiscarded(application=Application.of(application))
        case outcomes.SubjectMissing():
            return NotFound.of(outcome)
        case _ as unreachable:
            assert_never(unreachable)
