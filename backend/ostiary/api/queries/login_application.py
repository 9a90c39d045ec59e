"""`loginApplication`: what the login page shows before a login."""

from typing import Annotated

import strawberry

from ostiary.api.described import described
from ostiary.store.applications import application_by_client_id


@strawberry.type(description="What a login page may know of an application before anybody has signed in.")
class LoginApplication:
    """See the description."""

    client_id: str = strawberry.field(description="What a login names.")
    name: str = strawberry.field(description="The name that users see.")


@described("The application of a client id, for the login page; null: there is none.")
async def login_application(
    client_id: Annotated[str, strawberry.argument(description="The client id, exactly.")],
) -> LoginApplication | None:
    """Public: a client id and its name are on every login page."""
    record = await application_by_client_id(client_id)
    return LoginApplication(client_id=record.client_id, name=record.name) if record else None
