"""SQL of the guards: one text for both databases, rows back, parameters `$1`, `$2`, …

Instants go in and come out as microseconds, ids as UUIDs. `execute_query` of Tortoise drops the rows of
RETURNING, so everything goes through `execute_query_dict`.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from tortoise.backends.sqlite.client import SqliteClient
from tortoise.connection import get_connections

from ostiary.store.instants import to_micros

Row = dict[str, Any]
Guarded = tuple[str, Sequence[Any]]
"""A statement with RETURNING, its parameters `$1`, `$2`, …, and their values."""
_ROW_LOCK = re.compile(r" FOR (UPDATE|SHARE)( SKIP LOCKED)?")


async def rows_of(sql: str, *values: Any) -> list[Row]:
    """Run one statement in the current transaction, or by itself, and answer its rows."""
    client: Any = get_connections().get("default")
    if isinstance(client, SqliteClient):
        return list(await client.execute_query_dict(sqlite_text(sql), all_for_sqlite(values)))
    return list(await client.execute_query_dict(sql, all_plain(values)))


async def row_of(sql: str, *values: Any) -> Row | None:
    """The only row, or None: a guard that found nothing to change answers None."""
    rows = await rows_of(sql, *values)
    return rows[0] if rows else None


async def count_of(sql: str, *values: Any) -> int:
    """How many rows the statement answered: give a write `RETURNING` and it is what the write changed."""
    return len(await rows_of(sql, *values))


async def is_done(sql: str, *values: Any) -> bool:
    """Whether a write with RETURNING changed exactly one row."""
    return await count_of(sql, *values) == 1


async def run_many(sql: str, many: Sequence[Sequence[Any]]) -> None:
    """Run one statement once for each list of values, inside the current transaction."""
    client: Any = get_connections().get("default")
    if not many:
        return
    if isinstance(client, SqliteClient):
        await client.execute_many(sqlite_text(sql), [all_for_sqlite(row) for row in many])
    else:
        await client.execute_many(sql, [all_plain(row) for row in many])


async def count_of_many(sql: str, many: Sequence[Sequence[Any]]) -> int:
    """`run_many` on SQLite; how many rows it has changed in all."""
    client: Any = get_connections().get("default")
    async with client.acquire_connection() as connection:
        return int((await connection.executemany(sqlite_text(sql), [all_for_sqlite(row) for row in many])).rowcount)


def is_sqlite() -> bool:
    """Whether the current database is SQLite, where a transaction that writes is alone."""
    return isinstance(get_connections().get("default"), SqliteClient)


def uuid_of(value: Any) -> UUID:
    """An id column's value: SQLite keeps text."""
    return value if isinstance(value, UUID) else UUID(str(value))


def placeholders(values: Sequence[Any], first: int = 1) -> str:
    """`$first, $first+1, …`, one for each value."""
    return ", ".join(f"${number}" for number in range(first, first + len(values)))


@lru_cache(512)
def sqlite_text(sql: str) -> str:
    """The statement as SQLite takes it: `?1`, and no row locks, since a transaction that writes is alone there."""
    return re.sub(r"\$(\d+)", r"?\1", _ROW_LOCK.sub("", sql))


def all_plain(values: Iterable[Any]) -> list[Any]:
    """Values as PostgreSQL's driver takes them."""
    return [to_micros(value) if isinstance(value, datetime) else value for value in values]


def all_for_sqlite(values: Iterable[Any]) -> list[Any]:
    """Values as SQLite takes them."""
    return [str(value) if isinstance(value, UUID) else value for value in all_plain(values)]
