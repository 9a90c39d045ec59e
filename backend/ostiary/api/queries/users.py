"""`user` and `users` (document 3)."""

from typing import Annotated, Any
from uuid import UUID

import strawberry

from ostiary.api.arguments import given
from ostiary.api.connection import After, Connection, First, connection_of, page_wanted, search_text
from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.errors import bad_input
from ostiary.api.types.node import id_of
from ostiary.api.types.user import User, load_user
from ostiary.api.types.vocabulary import FactorKind, Role
from ostiary.store import user_list
from ostiary.store.pages import Position


def _field(description: str) -> Any:
    return strawberry.field(default=strawberry.UNSET, description=description)


@strawberry.input(description="Which users; every field narrows further, null and absent mean any.")
class UserFilter:
    """See the description."""

    bound: FactorKind | None = _field("Who has a live binding of this factor; with `applicationId`: there.")
    unbound: FactorKind | None = _field("Who has no live binding of this factor; with `applicationId`: there.")
    bypassed: bool | None = _field("Whether the bypass holds now, as `User.mfaBypassed`.")
    locked: bool | None = _field("Whether the account is locked now, as `User.lockedUntil`.")
    roles: list[Role] | None = _field("Any of these roles; an empty list matches nobody.")
    application_id: strawberry.ID | None = _field("Who may sign in there: the global id of an Application.")


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
    filter: Annotated[  # noqa: A002
        UserFilter | None, strawberry.argument(description="Which users; left out: all.")
    ] = strawberry.UNSET,
) -> Connection[User]:
    """One page."""
    wanted, now = page_wanted(first, after), info.context.now()
    page = await user_list.list_users(wanted, now, search_text(search), _narrowed(given(filter)))
    return connection_of(page, wanted, lambda row: User.of(row, now), lambda row: Position(row.created_at, row.id))


def _narrowed(sent: UserFilter | None) -> user_list.UserFilter:
    if sent is None:
        return user_list.UserFilter()
    roles = given(sent.roles)
    return user_list.UserFilter(
        bound=given(sent.bound),
        unbound=given(sent.unbound),
        is_bypassed=given(sent.bypassed),
        is_locked=given(sent.locked),
        roles=None if roles is None else tuple(roles),
        application_id=_application(given(sent.application_id)),
    )


def _application(sent: str | None) -> UUID | None:
    if sent is None:
        return None
    found = id_of("Application", sent)
    if found is None:
        raise bad_input("filter.applicationId", "send the id of a node of type Application")
    return found
