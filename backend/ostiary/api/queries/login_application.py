"""`loginApplication`: what the login page shows before a login."""

from typing import Annotated

import strawberry

from ostiary.api.described import described
from ostiary.api.types.branding import AccentColour, logo_url_of
from ostiary.store.applications import application_by_client_id
from ostiary.store.records import ApplicationRecord


@strawberry.type(description="What a login page may know of an application before anybody has signed in.")
class LoginApplication:
    """See the description."""

    client_id: str = strawberry.field(description="What a login names.")
    name: str = strawberry.field(description="The name that users see.")
    logo_url: str | None = strawberry.field(description="The logo's path on this server; null: none.")
    accent_light: AccentColour | None = strawberry.field(
        description="The accent colour in the light mode; null: the installation's."
    )
    accent_dark: AccentColour | None = strawberry.field(description="The same in the dark mode.")
    support_url: str | None = strawberry.field(
        description="Where users find help: an `https:` or `mailto:` address; null: none."
    )
    default_language: str | None = strawberry.field(
        description="`en` or `zh`: what to speak to whoever wants neither; null: the installation's."
    )

    @classmethod
    def of(cls, record: ApplicationRecord) -> "LoginApplication":
        """Present the record."""
        branding = record.branding
        return cls(
            client_id=record.client_id,
            name=record.name,
            logo_url=logo_url_of(branding),
            accent_light=AccentColour.of(branding.accent_light),
            accent_dark=AccentColour.of(branding.accent_dark),
            support_url=branding.support_url,
            default_language=branding.default_language,
        )


@described("The application of a client id, for the login page; null: there is none.")
async def login_application(
    client_id: Annotated[str, strawberry.argument(description="The client id, exactly.")],
) -> LoginApplication | None:
    """Public: a client id, its name and its looks are on every login page."""
    record = await application_by_client_id(client_id)
    return LoginApplication.of(record) if record else None
