"""Expected failures of administrators' mutations (rules C2, C3, D4)."""

from typing import TYPE_CHECKING, Annotated

import strawberry

import ostiary.api.types.application as applications
from ostiary.api.types.factor import Factor
from ostiary.api.types.user_errors import ExpectedFailure, says
from ostiary.services import outcomes

if TYPE_CHECKING:
    from ostiary.api.types.application import Application


@strawberry.type(
    description="Saving would destroy bindings for good, and `confirmBindingRemoval` was not set. Nothing was saved."
)
class BindingRemovalUnconfirmed(ExpectedFailure):
    """See the description."""

    binding_count: int = strawberry.field(description="Exactly how many bindings would be gone.")

    @classmethod
    def of(cls, outcome: outcomes.RemovalUnconfirmed) -> "BindingRemovalUnconfirmed":
        """Present the outcome."""
        return cls(
            message="Saving removes bindings irreversibly. Send `confirmBindingRemoval: true` if that is meant.",
            binding_count=outcome.binding_count,
        )


@strawberry.type(
    description="Somebody else saved this factor since you toggled it. Nothing was saved; your toggles are kept."
)
class EditConflict(ExpectedFailure):
    """See the description."""

    factor: Factor = strawberry.field(
        description="The factor as the other one saved it: see `savedBy`, `savedAt` and `enabled`."
    )

    @classmethod
    def of(cls, outcome: outcomes.EditConflict) -> "EditConflict":
        """Present the outcome."""
        return cls(
            message="Somebody else saved this factor meanwhile. Look at it, then toggle again or discard.",
            factor=Factor.of(outcome.factor),
        )


@strawberry.type(description="Somebody else saved the application's branding since you read it. Nothing was saved.")
class BrandingConflict(ExpectedFailure):
    """See the description."""

    application: Annotated["Application", strawberry.lazy("ostiary.api.types.application")] = strawberry.field(
        description=(
            "The application as the other one saved it: see `savedBy` and `savedAt` of its `branding`. To overwrite "
            "that, send its `branding.version`."
        )
    )

    @classmethod
    def of(cls, outcome: outcomes.BrandingConflict) -> "BrandingConflict":
        """Present the outcome."""
        return cls(
            message="Somebody else saved the branding meanwhile. Look at it, then save again with its version.",
            application=applications.Application.of(outcome.application),
        )


@strawberry.type(description="What the input names does not exist (any more). Nothing was done.")
class NotFound(ExpectedFailure):
    """See the description."""

    @classmethod
    def of(cls, outcome: outcomes.SubjectMissing) -> "NotFound":
        """Present the outcome."""
        return cls(message=f"There is no such {outcome.what}. Check the id.")


@strawberry.type(description="Another user has this email address; letter case does not count.")
class EmailTaken(ExpectedFailure):
    """See the description."""

    message: str = says("Another user has this email address. Choose another one.")


@strawberry.type(description="Another application has this client id.")
class ClientIdTaken(ExpectedFailure):
    """See the description."""

    message: str = says("Another application has this client id. Choose another one, or leave it out.")


@strawberry.type(description="Nobody resets or bypasses their own second step, or erases themselves. Nothing was done.")
class OwnAccount(ExpectedFailure):
    """See the description."""

    message: str = says("This is your own account. Another administrator has to do it.")


@strawberry.type(description="Nobody would be left to administer. Nothing was done.")
class LastAdministrator(ExpectedFailure):
    """See the description."""

    message: str = says("This is the last administrator. Make another user ADMIN first.")
