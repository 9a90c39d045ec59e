"""What the login page asks first, answered before it asks: see web/login_page.py.

The operation `Entrance` of frontend/src/login/operations/entrance.graphql; a test holds the two together.
"""

from typing import Any

from ostiary.api.queries.login_application import LoginApplication
from ostiary.api.types.branding import AccentColour
from ostiary.store.applications import application_by_client_id


async def entrance_of(client_id: str, *, is_demo: bool) -> dict[str, Any]:
    """The data of the answer, as JSON's values. Public, like the operation."""
    record = await application_by_client_id(client_id)
    application = LoginApplication.of(record) if record else None
    told = application and {
        "name": application.name,
        "logoUrl": application.logo_url,
        "accentLight": _accent(application.accent_light),
        "accentDark": _accent(application.accent_dark),
        "supportUrl": application.support_url,
        "defaultLanguage": application.default_language,
    }
    return {"loginApplication": told, "service": {"isDemo": is_demo}}


def _accent(shown: AccentColour | None) -> dict[str, str] | None:
    return {"colour": shown.colour, "label": shown.label} if shown else None
