"""`application` and `applications`."""

from typing import Annotated

import strawberry

from ostiary.api.connection import After, Connection, First, connection_of, page_wanted, search_text
from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.types.application import Application
from ostiary.api.types.node import id_of
from ostiary.store.applications import list_applications
from ostiary.store.pages import Position


@described("One application; null: there is none with this id.")
async def application(
    info: Info,
    id: Annotated[  # noqa: A002
        strawberry.ID, strawberry.argument(description="The global id of an Application.")
    ],
) -> Application | None:
    """Read by id."""
    application_id = id_of("Application", id)
    record = await info.context.loaders.applications.load(application_id) if application_id else None
    return Application.of(record) if record else None


@described("The applications, newest first, the console among them.")
async def applications(
    first: First = strawberry.UNSET,
    after: After = strawberry.UNSET,
    search: Annotated[
        str | None,
        strawberry.argument(
            description="A part of the name or of the client id, any letter case; at most 200 characters."
        ),
    ] = strawberry.UNSET,
) -> Connection[Application]:
    """One page."""
    wanted = page_wanted(first, after)
    page = await list_applications(wanted, search_text(search))
    return connection_of(page, wanted, Application.of, lambda row: Position(row.created_at, row.id))
