"""Keyset connections, written once (design, "Lists"; rule E5). Cursors are opaque: an instant and an id."""

import base64
import binascii
import struct
from collections.abc import Callable
from typing import Annotated, Generic, TypeVar
from uuid import UUID

import strawberry

from ostiary.api.arguments import given
from ostiary.api.described import described
from ostiary.api.errors import bad_input
from ostiary.policy.names import SEARCH_MAX, is_text
from ostiary.store.instants import from_micros, to_micros
from ostiary.store.pages import COUNT_MAX, PAGE_MAX, Page, PageWanted, Position, Total
from ostiary.store.user_search import SEARCH_COUNT_MAX

PAGE_DEFAULT = 20

_CURSOR = struct.Struct(">q16s")

Shown = TypeVar("Shown")
Row = TypeVar("Row")

First = Annotated[
    int | None, strawberry.argument(description="How many at most: 1 to 100; left out: 20. Else BAD_USER_INPUT.")
]
After = Annotated[
    str | None,
    strawberry.argument(description="A cursor of such a list: answers what follows it. Else BAD_USER_INPUT."),
]


@strawberry.type(description="Where a page lies in its list (Relay cursor connections).")
class PageInfo:
    """See the description."""

    has_next_page: bool = strawberry.field(description="Whether more follow: ask with `after: endCursor`.")
    has_previous_page: bool = strawberry.field(description="Whether the page was asked for with `after`.")
    start_cursor: str | None = strawberry.field(description="The cursor of the first edge; null: no edges.")
    end_cursor: str | None = strawberry.field(description="The cursor of the last edge; null: no edges.")


@strawberry.type(description="One place in a list.")
class Edge(Generic[Shown]):
    """See the description."""

    node: Shown = strawberry.field(description="What stands there.")
    cursor: str = strawberry.field(description="The place: opaque, stable while rows come and go.")


@strawberry.type(description="One page of a list, newest first.")
class Connection(Generic[Shown]):
    """See the description."""

    edges: list[Edge[Shown]] = strawberry.field(description="The page's places, newest first.")
    page_info: PageInfo = strawberry.field(description="Where the page lies in the list.")
    total: strawberry.Private[Total]

    @described(
        "How many the whole list has, all pages together, as narrowed by the arguments. "
        f"Counting stops at {COUNT_MAX}, of a search among users at {SEARCH_COUNT_MAX}: see `totalIsExact`. "
        "Counted only when asked for."
    )
    async def total_count(self) -> int:
        """Counted once, with the next."""
        return (await self.total.count()).rows

    @described("Whether `totalCount` is all of them; false: at least so many, counting was stopped.")
    async def total_is_exact(self) -> bool:
        """Counted once, with the last."""
        return (await self.total.count()).is_exact


def page_wanted(first: int | None, after: str | None) -> PageWanted:
    """The page that the arguments ask for; refuses what is beyond the limits."""
    size, cursor = given(first), given(after)
    if size is not None and not 1 <= size <= PAGE_MAX:
        raise bad_input("first", f"ask for 1 to {PAGE_MAX}")
    return PageWanted(PAGE_DEFAULT if size is None else size, None if cursor is None else _position(cursor))


def search_text(search: str | None) -> str:
    """What to search for; refuses what cannot be stored and so cannot be found."""
    text = given(search) or ""
    if len(text) > SEARCH_MAX or not is_text(text):
        raise bad_input("search", f"send at most {SEARCH_MAX} characters, no control characters")
    return text.strip()


def connection_of(
    page: Page[Row],
    wanted: PageWanted,
    show: Callable[[Row], Shown],
    place: Callable[[Row], Position],
) -> Connection[Shown]:
    """Present a page: `show` presents a row, `place` says where it stands."""
    edges = [Edge(node=show(row), cursor=_cursor(place(row))) for row in page.rows]
    return Connection(
        edges=edges,
        page_info=PageInfo(
            has_next_page=page.has_more,
            has_previous_page=wanted.after is not None,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        ),
        total=page.total,
    )


def _cursor(place: Position) -> str:
    packed = _CURSOR.pack(to_micros(place.instant), place.id.bytes)
    return base64.urlsafe_b64encode(packed).decode()


def _position(cursor: str) -> Position:
    try:
        micros, node_id = _CURSOR.unpack(base64.b64decode(cursor.encode("ascii"), b"-_", validate=True))
        return Position(from_micros(micros), UUID(bytes=node_id))
    except (binascii.Error, struct.error, UnicodeEncodeError, OverflowError):
        raise bad_input("after", "send a cursor of this list, as `pageInfo.endCursor` answered it") from None
