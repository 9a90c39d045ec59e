"""The floor of an export: the plain driver hands out the same rows as CSV text, in the same order; nobody serves it.

PostgreSQL makes the text itself (COPY TO STDOUT); for SQLite Python's csv does, a thousand rows at a time. Nothing is
encoded, named or kept from a spreadsheet, and no session is asked for: the floor is lower than any export can come.
"""

import asyncio
import csv
import io
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import asyncpg

_ROWS = (
    "SELECT id, type, category, occurred_at, user_id, user_email, actor_id, application_id, ip, country, user_agent, "
    "result, failure_reason, details, actor_token_id, actor_name FROM audit_events ORDER BY occurred_at DESC, id DESC"
)
_AT_ONCE = 1_000


@dataclass
class Streamed:
    """What came out."""

    seconds: float
    size: int


async def streamed(url: str) -> Streamed:
    """The whole log, once."""
    return await (asyncio.to_thread(_from_sqlite, url) if url.startswith("sqlite:") else _from_postgres(url))


async def _from_postgres(url: str) -> Streamed:
    size, connection = 0, await asyncpg.connect(url)

    async def take(chunk: bytes) -> None:
        nonlocal size
        size += len(chunk)

    try:
        began = time.perf_counter()
        await connection.copy_from_query(_ROWS, output=take, format="csv", header=True)
        return Streamed(time.perf_counter() - began, size)
    finally:
        await connection.close()


def _from_sqlite(url: str) -> Streamed:
    with closing(sqlite3.connect(unquote(urlsplit(url).path))) as connection:
        size, began = 0, time.perf_counter()
        cursor = connection.execute(_ROWS)
        head = [[column[0] for column in cursor.description]]
        rows: list[tuple[object, ...]] | list[list[str]] = head
        while rows:
            text = io.StringIO()
            csv.writer(text, lineterminator="\r\n").writerows(rows)
            size += len(text.getvalue().encode())
            rows = cursor.fetchmany(_AT_ONCE)
        return Streamed(time.perf_counter() - began, size)
