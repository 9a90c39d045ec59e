"""`saveLogo` (rules D1, E2): a small PNG or SVG, checked before anybody sees it."""

import binascii
from base64 import b64decode
from typing import Annotated, assert_never

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.errors import bad_input
from ostiary.api.types.administration_errors import NotFound
from ostiary.api.types.application import Application
from ostiary.api.types.branding import LogoRefused
from ostiary.api.types.node import id_of
from ostiary.services import branding, outcomes


@strawberry.input(description="A logo for an application.")
class SaveLogoInput:
    """See the description."""

    application_id: strawberry.ID = strawberry.field(description="The global id of an Application.")
    content: str = strawberry.field(
        description=(
            "The file in Base64 (RFC 4648, 4), with padding and without line breaks. A PNG of 1 to 1024 pixels each "
            "way that stands still, or an SVG that is nothing but a picture; at most 32 KiB before Base64."
        )
    )


@strawberry.type(description="The logo is shown from now on.")
class LogoSaved:
    """See the description."""

    application: Application = strawberry.field(description="The application with its new logo.")


SaveLogoResult = Annotated[
    LogoSaved | LogoRefused | NotFound,
    strawberry.union("SaveLogoResult", description="The new logo, or why it is not shown."),
]


@described("Shows a logo on the application's login page, instead of the one before. For ADMIN.")
async def save_logo(
    info: Info,
    sent: Annotated[SaveLogoInput, strawberry.argument(name="input", description="Which logo, and where.")],
) -> SaveLogoResult:
    """Check it and save it."""
    content = _decoded(sent.content)
    application_id = id_of("Application", sent.application_id)
    if application_id is None:
        return NotFound.of(outcomes.SubjectMissing("application"))
    outcome = await branding.save_logo(info.context.runtime, info.context.actor(), application_id, content)
    match outcome:
        case outcomes.BrandingSaved(application):
            return LogoSaved(application=Application.of(application))
        case outcomes.LogoRefused():
            return LogoRefused.of(outcome)
        case outcomes.SubjectMissing():
            return NotFound.of(outcome)
        case _ as unreachable:
            assert_never(unreachable)


def _decoded(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise bad_input("input.content", "send a file in Base64, with padding and without line breaks") from None
