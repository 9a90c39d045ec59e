"""`toggleFactor`: stage a change; nothing changes for anybody until `saveFactors` (document 1.1; rule C1)."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.types.administration_errors import NotFound
from ostiary.api.types.application import Application
from ostiary.api.types.factor import Factor
from ostiary.api.types.node import id_of
from ostiary.api.types.vocabulary import FactorKind
from ostiary.services import factor_settings, outcomes


@strawberry.input(description="A switch that you turn.")
class ToggleFactorInput:
    """See the description."""

    application_id: strawberry.ID = strawberry.field(description="The global id of an Application.")
    kind: FactorKind = strawberry.field(description="Which factor.")
    enabled: bool = strawberry.field(
        description="Where the switch stands now. Back where the saved one is: nothing stays staged."
    )


@strawberry.type(description="The toggle is remembered for you alone, also after a reload.")
class FactorToggled:
    """See the description."""

    application: Application = strawberry.field(description="The application.")
    factor: Factor = strawberry.field(description="The factor, with `stagedEnabled` as it is now.")


ToggleFactorResult = Annotated[
    FactorToggled | NotFound,
    strawberry.union("ToggleFactorResult", description="The toggle, or that there is no such application."),
]


@described("Stages a change of a factor for you; logins follow it from `saveFactors` on. For ADMIN.")
async def toggle_factor(
    info: Info,
    sent: Annotated[ToggleFactorInput, strawberry.argument(name="input", description="Which switch, where to.")],
) -> ToggleFactorResult:
    """Stage it."""
    application_id = id_of("Application", sent.application_id)
    if application_id is None:
        return NotFound.of(outcomes.SubjectMissing("application"))
    author_id = info.context.actor_id()
    outcome = await factor_settings.toggle_factor(
        info.context.runtime, author_id, application_id, sent.kind, sent.enabled
    )
    match outcome:
        case outcomes.ToggleStaged(application, factor):
            return FactorToggled(application=Application.of(application), factor=Factor.of(factor))
        case outcomes.SubjectMissing():
            return NotFound.of(outcome)
        case _ as unreachable:
            assert_never(unreachable)
