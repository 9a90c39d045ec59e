"""`saveFactors`: all of your staged toggles apply, or none (document 1.1, 1.2; rules C2, C3)."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.types.administration_errors import BindingRemovalUnconfirmed, EditConflict, NotFound
from ostiary.api.types.application import Application
from ostiary.api.types.node import id_of
from ostiary.services import factor_settings, outcomes


@strawberry.input(description="What to save.")
class SaveFactorsInput:
    """See the description."""

    application_id: strawberry.ID = strawberry.field(description="The global id of an Application.")
    confirm_binding_removal: bool = strawberry.field(
        default=False,
        description="true: a factor that goes off may take its users' bindings with it, irreversibly.",
    )


@strawberry.type(description="Your toggles apply to every login from now on.")
class FactorsSaved:
    """See the description."""

    application: Application = strawberry.field(description="The application, nothing staged.")
    removed_bindings: int = strawberry.field(description="How many bindings are gone for good.")


SaveFactorsResult = Annotated[
    FactorsSaved | BindingRemovalUnconfirmed | EditConflict | NotFound,
    strawberry.union("SaveFactorsResult", description="Saved whole, or why nothing was."),
]


@described(
    "Applies your staged toggles of an application in one transaction. Turning a factor off removes every "
    "binding of it there. With nothing staged it changes nothing. For ADMIN."
)
async def save_factors(
    info: Info,
    sent: Annotated[SaveFactorsInput, strawberry.argument(name="input", description="Where, and how far.")],
) -> SaveFactorsResult:
    """Save them."""
    application_id = id_of("Application", sent.application_id)
    if application_id is None:
        return NotFound.of(outcomes.SubjectMissing("application"))
    context = info.context
    return _present(
        await factor_settings.save_factors(
            context.runtime,
            context.actor_id(),
            application_id,
            sent.confirm_binding_removal,
            context.origin,
        )
    )


def _present(outcome: factor_settings.SaveOutcome) -> SaveFactorsResult:
    match outcome:
        case outcomes.FactorsSaved(application, removed):
            return FactorsSaved(application=Application.of(application), removed_bindings=removed)
        case outcomes.RemovalUnconfirmed():
            return BindingRemovalUnconfirmed.of(outcome)
        case outcomes.EditConflict():
            return EditConflict.of(outcome)
        case outcomes.SubjectMissing():
            return NotFound.of(outcome)
        case _ as unreachable:
            assert_never(unreachable)
