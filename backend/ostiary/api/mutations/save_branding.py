"""`saveBranding` (rules D1, E2): name, accent, support link and language in one."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.arguments import given
from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.errors import bad_input
from ostiary.api.types.administration_errors import BrandingConflict, NotFound
from ostiary.api.types.application import Application
from ostiary.api.types.node import id_of
from ostiary.policy.accent import is_colour
from ostiary.policy.branding import SUPPORT_URL_MAX, Branding, is_language, is_support_url
from ostiary.policy.names import NAME_MAX, is_name
from ostiary.services import branding, outcomes


@strawberry.input(description="How an application is to look; what is left out or null is as the installation has it.")
class SaveBrandingInput:
    """See the description."""

    application_id: strawberry.ID = strawberry.field(description="The global id of an Application.")
    version: int = strawberry.field(description="`Branding.version` of what was edited.")
    name: str = strawberry.field(
        description="The name that users see: 1 to 100 characters, not blank, no control characters."
    )
    accent: str | None = strawberry.field(
        default=strawberry.UNSET, description="The accent colour, `#rrggbb`. Any will do: what is shown is readable."
    )
    support_url: str | None = strawberry.field(
        default=strawberry.UNSET,
        description=(
            "Where users find help: an `https:` or `mailto:` address of at most 500 characters, without a user name or "
            "password. `http:` is for loopback hosts alone."
        ),
    )
    default_language: str | None = strawberry.field(
        default=strawberry.UNSET, description="`en` or `zh`: for whoever wants neither."
    )


@strawberry.type(description="The application looks like this from now on, in its login page and its mails.")
class BrandingSaved:
    """See the description."""

    application: Application = strawberry.field(description="The application as saved.")


SaveBrandingResult = Annotated[
    BrandingSaved | BrandingConflict | NotFound,
    strawberry.union("SaveBrandingResult", description="Saved whole, or why nothing was."),
]


@described("Sets name, accent, support link and default language of an application. For ADMIN.")
async def save_branding(
    info: Info,
    sent: Annotated[SaveBrandingInput, strawberry.argument(name="input", description="What is to be shown.")],
) -> SaveBrandingResult:
    """Save them."""
    wanted = _wanted(sent)
    application_id = id_of("Application", sent.application_id)
    if application_id is None:
        return NotFound.of(outcomes.SubjectMissing("application"))
    outcome = await branding.save_branding(info.context.runtime, info.context.actor(), application_id, wanted)
    match outcome:
        case outcomes.BrandingSaved(application):
            return BrandingSaved(application=Application.of(application))
        case outcomes.BrandingConflict():
            return BrandingConflict.of(outcome)
        case outcomes.SubjectMissing():
            return NotFound.of(outcome)
        case _ as unreachable:
            assert_never(unreachable)


def _wanted(sent: SaveBrandingInput) -> branding.BrandingWanted:
    """The input in the shapes that it has to have."""
    accent, link, language = given(sent.accent), given(sent.support_url), given(sent.default_language)
    if not is_name(sent.name):
        raise bad_input("input.name", f"send 1 to {NAME_MAX} characters, not blank, no control characters")
    if accent is not None and not is_colour(accent):
        raise bad_input("input.accent", "send a colour as # and six hexadecimal digits, such as #17615a, or null")
    if link is not None and not is_support_url(link):
        raise bad_input(
            "input.supportUrl",
            f"send an https: or mailto: address of at most {SUPPORT_URL_MAX} characters without user name and "
            "password, or null",
        )
    if language is not None and not is_language(language):
        raise bad_input("input.defaultLanguage", "send en, zh or null")
    return branding.BrandingWanted(sent.name, Branding(accent, link, language, version=sent.version))
