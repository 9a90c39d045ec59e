"""SQL of the guards: one text for both databases, rows back, parameters `$1`, `$2`, …

Instants go in and come out as microseconds, ids as UUIDs. `execute_query` of Tortoise drops the rows of
RETURNING, so everything goes through `execute_query_dict`.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.backends.sqlite.client import SqliteClient
from tortoise.connection import get_connections

from ostiary.store.instants import to_micros

Row = dict[str, Any]


async def rows_of(sql: str, *values: Any) -> list[Row]:
    """Run one statement in the current transaction, or by itself, and answer its rows."""
    client: Any = get_connections().get("default")
    if isinstance(client, SqliteClient):
        text = re.sub(r"\$(\d+)", r"?\1", sql.replace(" FOR UPDATE", "").replace(" FOR SHARE", ""))
        return list(await client.execute_query_dict(text, [_for_sqlite(value) for value in values]))
    return list(await client.execute_query_dict(sql, [_plain(value) for value in values]))


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


def uuid_of(value: Any) -> UUID:
    """An id column's value: SQLite keeps text."""
    return value if isinstance(value, UUID) else UUID(str(value))


def placeholders(values: Sequence[Any], first: int = 1) -> str:
    """`$first, $first+1, …`, one for each value."""
    return ", ".join(f"${number}" for number in range(first, first + len(values)))


def _plain(value: Any) -> Any:
    return to_micros(value) if isinstance(value, datetime) else value


def _for_sqlite(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else _plain(value)
