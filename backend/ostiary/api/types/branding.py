"""How an application looks to those who sign in to it, and why it may not look like that (rule D1)."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry

import ostiary.api.types.user as users
from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.types.user_errors import ExpectedFailure
from ostiary.api.types.vocabulary import LogoFault
from ostiary.policy import accent, branding
from ostiary.policy.access import Permission
from ostiary.policy.logo import LOGO_MAX, SIDE_MAX
from ostiary.services import outcomes
from ostiary.store.records import ApplicationRecord

if TYPE_CHECKING:
    from ostiary.api.types.user import User

_FAULTS = {
    LogoFault.TOO_LARGE: f"The file is larger than {LOGO_MAX // 1024} KiB. Send a smaller one.",
    LogoFault.UNKNOWN_KIND: "The file is neither a PNG nor an SVG. Send one of these.",
    LogoFault.DAMAGED: "The file is damaged: {found}. Save it again and send that.",
    LogoFault.DIMENSIONS: f"The picture's size is not within 1 to {SIDE_MAX} each way: {{found}}. Scale it.",
    LogoFault.ANIMATED: "The picture is animated. Send one that stands still.",
    LogoFault.NOT_UTF8: "The SVG is not UTF-8. Save it in UTF-8.",
    LogoFault.FORBIDDEN: "The picture holds what a logo may not: {found}. Remove it.",
}


@strawberry.type(
    description="An accent colour as one mode shows it: its lightness is moved at the same hue until it is readable."
)
class AccentColour:
    """See the description."""

    colour: str = strawberry.field(description="What is shown: `#rrggbb`.")
    label: str = strawberry.field(description="The text on a button of that colour: `#ffffff` or `#000000`.")
    contrast_before: float = strawberry.field(
        description="The lowest contrast of the colour as it was given with a ground of the mode (WCAG 2.2), 1 to 21."
    )
    contrast_after: float = strawberry.field(description="The same of the colour that is shown: at least 4.5.")

    @classmethod
    def of(cls, shown: accent.Accent | None) -> "AccentColour | None":
        """Present the colour."""
        if shown is None:
            return None
        return cls(
            colour=shown.colour,
            label=shown.label,
            contrast_before=shown.contrast_before,
            contrast_after=shown.contrast_after,
        )


@strawberry.type(description="How an application looks to those who sign in to it. Its name is `Application.name`.")
class Branding:
    """See the description."""

    saved: strawberry.Private[tuple[datetime | None, UUID | None]]
    accent: str | None = strawberry.field(description="The accent colour as it was given; null: the installation's.")
    accent_light: AccentColour | None = strawberry.field(description="The accent in the light mode.")
    accent_dark: AccentColour | None = strawberry.field(description="The accent in the dark mode.")
    logo_url: str | None = strawberry.field(
        description="The logo's path on this server, such as `/logos/…`: another logo has another one. null: none."
    )
    support_url: str | None = strawberry.field(description="Where users find help: `https:` or `mailto:`; null: none.")
    default_language: str | None = strawberry.field(
        description="`en` or `zh`: what its login page speaks to whoever wants neither; null: the installation's."
    )
    version: int = strawberry.field(description="Goes up with each `saveBranding`: send it back there.")

    @described("When `saveBranding` last changed it; null: never. FORBIDDEN without a role that sees applications.")
    def saved_at(self, info: Info) -> datetime | None:
        """The last save."""
        info.context.demand(Permission.SEE_APPLICATIONS)
        return self.saved[0]

    @described(
        "Who made that save; null: nobody, an API token, or a user who was deleted since. FORBIDDEN without a role "
        "that sees applications."
    )
    async def saved_by(self, info: Info) -> Annotated["User", strawberry.lazy("ostiary.api.types.user")] | None:
        """The administrator."""
        info.context.demand(Permission.SEE_APPLICATIONS)
        return await users.load_user(info, self.saved[1])

    @classmethod
    def of(cls, application: ApplicationRecord) -> "Branding":
        """Present what is saved."""
        saved = application.branding
        return cls(
            saved=(application.branding_saved_at, application.branding_saved_by_id),
            accent=saved.accent,
            accent_light=AccentColour.of(saved.accent_light),
            accent_dark=AccentColour.of(saved.accent_dark),
            logo_url=logo_url_of(saved),
            support_url=saved.support_url,
            default_language=saved.default_language,
            version=saved.version,
        )


@strawberry.type(description="The picture is none that may be shown. Nothing was saved.")
class LogoRefused(ExpectedFailure):
    """See the description."""

    fault: LogoFault = strawberry.field(description="What is wrong with it.")
    found: str | None = strawberry.field(
        description="What was found that may not be there, such as `<script>`; null where the fault says it all."
    )

    @classmethod
    def of(cls, outcome: outcomes.LogoRefused) -> "LogoRefused":
        """Present the outcome."""
        message = _FAULTS[outcome.fault].replace("{found}", outcome.found)
        return cls(message=message, fault=outcome.fault, found=outcome.found or None)


def logo_url_of(saved: branding.Branding) -> str | None:
    """Where the logo is served."""
    return f"/logos/{saved.logo_sha256}" if saved.logo_sha256 else None
