"""`accentPreview`: what a colour would look like, before anybody saves it."""

from typing import Annotated

import strawberry

from ostiary.api.described import described
from ostiary.api.errors import bad_input
from ostiary.api.types.branding import AccentColour
from ostiary.policy.accent import is_colour
from ostiary.policy.branding import Branding


@strawberry.type(description="A colour as each mode would show it.")
class AccentPreview:
    """See the description."""

    light: AccentColour | None = strawberry.field(description="In the light mode.")
    dark: AccentColour | None = strawberry.field(description="In the dark mode.")


@described("How an accent colour would be shown, corrected for each mode. Saves nothing.")
async def accent_preview(
    colour: Annotated[str, strawberry.argument(description="The colour, `#rrggbb`.")],
) -> AccentPreview:
    """The same correction as of what is saved."""
    if not is_colour(colour):
        raise bad_input("colour", "send a colour as # and six hexadecimal digits, such as #17615a")
    shown = Branding(colour)
    return AccentPreview(light=AccentColour.of(shown.accent_light), dark=AccentColour.of(shown.accent_dark))
