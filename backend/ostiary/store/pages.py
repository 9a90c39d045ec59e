"""Keyset pages, newest first: constant work however deep (design/stack.md, measured)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from ostiary.store.statements import rows_of, uuid_of

T = TypeVar("T")

PAGE_MAX = 100


@dataclass(frozen=True)
class Position:
    """A place in a list: the row's instant and id."""

    instant: datetime
    id: UUID


@dataclass(frozen=True)
class PageWanted:
    """The `first` rows (1 to 100) after a place, or from the top."""

    first: int
    after: Position | None = None


@dataclass(frozen=True)
class Page(Generic[T]):
    """Rows of one page, whether there are more, and how many there are in all."""

    rows: Sequence[T]
    has_more: bool
    total: int


def escaped_like(search: str) -> str:
    """A pattern for `LIKE … ESCAPE '!'` that contains `search` literally, in lower case."""
    literal = search.lower().replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return f"%{literal}%"


async def newest_first(
    table: str, instant: str, conditions: Sequence[str], values: Sequence[Any], wanted: PageWanted
) -> tuple[list[UUID], bool, int]:
    """The ids of one page, whether more follow, and the total. `conditions` use `$1` … for `values`.

    `table`, `instant` and `conditions` are our own words, never a caller's.
    """
    where = " AND ".join(conditions) or "TRUE"
    total = await rows_of(f"SELECT COUNT(*) AS total FROM {table} WHERE {where}", *values)  # noqa: S608
    bounds, bound_values = list(conditions), list(values)
    if wanted.after is not None:
        number = len(bound_values) + 1
        bounds.append(f"({instant}, id) < (CAST(${number} AS BIGINT), ${number + 1})")
        bound_values += [wanted.after.instant, wanted.after.id]
    rows = await rows_of(
        f"SELECT id FROM {table} WHERE {' AND '.join(bounds) or 'TRUE'} "  # noqa: S608
        f"ORDER BY {instant} DESC, id DESC LIMIT {int(wanted.first) + 1}",
        *bound_values,
    )
    ids = [uuid_of(row["id"]) for row in rows]
    return ids[: wanted.first], len(ids) > wanted.first, int(total[0]["total"])
