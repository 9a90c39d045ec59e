"""`user` and `users` (document 3)."""

from typing import Annotated

import strawberry

from ostiary.api.connection import After, Connection, First, connection_of, page_wanted, search_text
from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.types.node import id_of
from ostiary.api.types.user import User, load_user
from ostiary.store.accounts import list_users
from ostiary.store.pages import Position


@described("One user; null: there is none with this id.")
async def user(
    info: Info,
    id: Annotated[  # noqa: A002
        strawberry.ID, strawberry.argument(description="The global id of a User.")
    ],
) -> User | None:
    """Read by id."""
    return await load_user(info, id_of("User", id))


@described("The users, newest first.")
async def users(
    info: Info,
    first: First = strawberry.UNSET,
    after: After = strawberry.UNSET,
    search: Annotated[
        str | None,
        strawberry.argument(description="A part of the email address, any letter case; at most 200 characters."),
    ] = strawberry.UNSET,
) -> Connection[User]:
    """One page."""
    wanted, now = page_wanted(first, after), info.context.now()
    page = await list_users(wanted, search_text(search))
    return connection_of(page, wanted, lambda row: User.of(row, now), lambda row: Position(row.created_at, row.id))
