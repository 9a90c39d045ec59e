"""Keyset pages, newest first: constant work however deep; counting stops at a bound (design/stack.md, measured)."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from ostiary.store.instants import from_micros
from ostiary.store.statements import rows_of, uuid_of

T = TypeVar("T")

PAGE_MAX = 100
COUNT_MAX = 10_000
"""Where counting stops: beyond it a list is said to have more than that."""
CHUNK = 10_000
"""How many rows one statement looks at, where each must be read to know whether it fits: some tens of milliseconds."""
SIFTED_MAX = 5 * CHUNK
"""How many such rows are looked at to count."""


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
class Count:
    """How many rows there are: exactly `rows`, or more than that."""

    rows: int
    is_exact: bool


class Total:
    """How many rows the whole list has, counted at most once, when somebody asks."""

    def __init__(self, read: Callable[[], Awaitable[Count]]) -> None:
        self._read = read
        self._counted: asyncio.Future[Count] | None = None

    async def count(self) -> Count:
        """The count; those who ask at the same time share it."""
        if self._counted is None:
            self._counted = asyncio.ensure_future(self._read())
        return await self._counted


@dataclass(frozen=True)
class Page(Generic[T]):
    """Rows of one page, whether there are more, and how many there are in all."""

    rows: Sequence[T]
    has_more: bool
    total: Total


@dataclass(frozen=True)
class Sought:
    """Which rows of a table, in SQL: all `conditions` and, where there are any, one of `alternatives`.

    No row may fit two alternatives. Each is looked up by itself, so that each has an index in the list's order.
    `conditions` and `alternatives` are our own words with `$1` … for `values`, never a caller's.
    """

    table: str
    instant: str
    conditions: Sequence[str] = ()
    values: Sequence[Any] = ()
    alternatives: Sequence[str] = ()
    sieve: Sequence[str] = ()
    """Further conditions, that no index helps with: a page looks at CHUNK rows at a time."""

    def selects(self, columns: str, *more: str, is_sifted: bool = True) -> list[str]:
        """`SELECT columns …`, once for each alternative. `more`: further conditions."""
        every = [*self.conditions, *(self.sieve if is_sifted else ()), *more]
        return [
            f"SELECT {columns} FROM {self.table} WHERE {' AND '.join([each, *every] if each else every) or 'TRUE'}"  # noqa: S608
            for each in self.alternatives or ("",)
        ]

    @property
    def order(self) -> str:
        """Newest first."""
        return f"ORDER BY {self.instant} DESC, id DESC"

    def counted(self, most: int) -> str:
        """Counts the rows, up to `most`: asked for in order, or PostgreSQL without statistics reads them all."""
        selects = [f"{each} {self.order} LIMIT {most}" for each in self.selects("1 AS one")]
        return f"SELECT COUNT(*) AS total FROM (SELECT * FROM ({union_of(selects)}) AS parts LIMIT {most}) AS counted"  # noqa: S608


@dataclass
class Conditions:
    """SQL of our own words, with the values of its parameters."""

    sql: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)
    sieve: list[str] = field(default_factory=list)
    """Those that no index helps with (`Sought.sieve`)."""

    @property
    def every(self) -> list[str]:
        """All of them."""
        return [*self.sql, *self.sieve]

    def add(self, sql: str, *values: Any) -> None:
        """`sql` names its parameters `{0}`, `{1}`, …"""
        self.sql.append(self.numbered(sql, *values))

    def sift(self, sql: str, *values: Any) -> None:
        """The same, where each row must be looked at."""
        self.sieve.append(self.numbered(sql, *values))

    def numbered(self, sql: str, *values: Any) -> str:
        """`sql` with the numbers of its parameters, whose values are added."""
        numbers = [f"${len(self.values) + place}" for place in range(1, len(values) + 1)]
        self.values += values
        return sql.format(*numbers)


def escaped_like(search: str) -> str:
    """A pattern for `LIKE … ESCAPE '!'` that contains `search` literally, in lower case."""
    literal = search.lower().replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return f"%{literal}%"


def union_of(selects: Sequence[str]) -> str:
    """All their rows, as something to select from."""
    return " UNION ALL ".join(f"SELECT * FROM ({each}) AS part{number}" for number, each in enumerate(selects))  # noqa: S608


async def newest_first(sought: Sought, wanted: PageWanted) -> tuple[list[UUID], bool, Total]:
    """The ids of one page, whether more follow, and the total."""
    if sought.sieve:
        return cut(await sifted(sought, wanted) or [], wanted, lambda: count(sought))
    bounds, values = _between(sought, wanted.after, None)
    order = f"{sought.order} LIMIT {int(wanted.first) + 1}"
    selects = [f"{each} {order}" for each in sought.selects(f"id, {sought.instant}", *bounds)]
    merged = f"SELECT id FROM ({union_of(selects)}) AS found {order}"  # noqa: S608
    rows = await rows_of(merged if len(selects) > 1 else selects[0], *values)
    return cut([uuid_of(row["id"]) for row in rows], wanted, lambda: count(sought))


def cut(
    ids: list[UUID], wanted: PageWanted, count_all: Callable[[], Awaitable[Count]]
) -> tuple[list[UUID], bool, Total]:
    """One page of the rows that were found, of which one more than wanted was asked for; whether it follows; the total.

    A first page that is the last one needs no counting.
    """
    has_more = len(ids) > wanted.first

    async def counted() -> Count:
        return await count_all() if has_more or wanted.after is not None else Count(len(ids), is_exact=True)

    return ids[: wanted.first], has_more, Total(counted)


async def count(sought: Sought) -> Count:
    """How many rows there are, as far as is counted."""
    if sought.sieve:
        return await _count_sifted(sought)
    counted = await rows_of(sought.counted(COUNT_MAX + 1), *sought.values)
    total = int(counted[0]["total"])
    return Count(min(total, COUNT_MAX), is_exact=total <= COUNT_MAX)


async def sifted(sought: Sought, wanted: PageWanted, most: int | None = None) -> list[UUID] | None:
    """The page's ids and one more, a chunk at a time: short statements, so that others are answered in between.

    None: `most` rows were looked at, and the page is not full.
    """
    ids: list[UUID] = []
    after, size, looked_at = wanted.after, CHUNK // 10, 0
    while most is None or looked_at < most:
        looked_at += size
        end = await _end_of_chunk(sought, after, size)
        bounds, values = _between(sought, after, end)
        order = f"{sought.order} LIMIT {int(wanted.first) + 1 - len(ids)}"
        selects = [f"{each} {order}" for each in sought.selects(f"id, {sought.instant}", *bounds)]
        rows = await rows_of(f"SELECT id FROM ({union_of(selects)}) AS found {order}", *values)  # noqa: S608
        ids += [uuid_of(row["id"]) for row in rows]
        if len(ids) > wanted.first or end is None:
            return ids
        after, size = end, CHUNK
    return None


async def _count_sifted(sought: Sought) -> Count:
    """The count, as far as COUNT_MAX rows, or SIFTED_MAX that were looked at."""
    total, after = 0, None
    for _ in range(SIFTED_MAX // CHUNK):
        end = await _end_of_chunk(sought, after, CHUNK)
        bounds, values = _between(sought, after, end)
        selects = union_of(sought.selects("1 AS one", *bounds))
        found = f"SELECT * FROM ({selects}) AS parts LIMIT {COUNT_MAX + 1 - total}"  # noqa: S608
        total += int((await rows_of(f"SELECT COUNT(*) AS total FROM ({found}) AS found", *values))[0]["total"])  # noqa: S608
        if end is None or total > COUNT_MAX:
            return Count(min(total, COUNT_MAX), is_exact=total <= COUNT_MAX)
        after = end
    return Count(total, is_exact=False)


async def _end_of_chunk(sought: Sought, after: Position | None, size: int) -> Position | None:
    """The last of the next `size` rows, sifted or not; None: there are not so many."""
    bounds, values = _between(sought, after, None)
    # Asked for and never looked for: so the statement has all parameters, and no row is read for it.
    unread = f"(SELECT COUNT(*) FROM {sought.table} WHERE FALSE AND {' AND '.join(sought.sieve)}) AS unread"  # noqa: S608
    selects = sought.selects(f"id, {sought.instant}, {unread}", *bounds, is_sifted=False)
    if len(selects) > 1:
        parts = union_of([f"{each} {sought.order} LIMIT {size}" for each in selects])
        selects = [f"SELECT id, {sought.instant} FROM ({parts}) AS found"]  # noqa: S608
    rows = await rows_of(f"{selects[0]} {sought.order} LIMIT 1 OFFSET {size - 1}", *values)
    return Position(from_micros(rows[0][sought.instant]), uuid_of(rows[0]["id"])) if rows else None


def _between(sought: Sought, after: Position | None, through: Position | None) -> tuple[list[str], list[Any]]:
    """The bounds of what follows one place, up to another with it, and the values with their parameters."""
    bounds, values = [], list(sought.values)
    for sign, place in (("<", after), (">=", through)):
        if place is not None:
            number = len(values) + 1
            bounds.append(f"({sought.instant}, id) {sign} (CAST(${number} AS BIGINT), ${number + 1})")
            values += [place.instant, place.id]
    return bounds, values
