"""Turning a factor off by the plain driver: the one UPDATE that it is made of, and the DELETE that it spares.

The floor is the UPDATE of the epoch, committed. The naive way is a DELETE of all bindings; it is rolled back, so that
they are there in the next round, and what is timed is the DELETE alone: its commit would come on top.
"""

import asyncio
import sqlite3
import time
from contextlib import closing
from typing import Protocol
from urllib.parse import unquote, urlsplit
from uuid import UUID

import asyncpg

from ostiary.store.database import CACHE_KIB

_OFF = "UPDATE factors SET epoch = epoch + 1, is_enabled = FALSE, binding_count = 0 WHERE id = $1"
_ON = "UPDATE factors SET epoch = epoch - 1, is_enabled = TRUE, binding_count = $2 WHERE id = $1"
_DELETE = "DELETE FROM bindings WHERE factor_id = $1"


class Driver(Protocol):
    """Used plainly. Answers milliseconds."""

    async def run(self, sql: str, *values: object) -> float:
        """One statement, committed."""
        ...

    async def undo(self, sql: str, *values: object) -> float:
        """One statement, rolled back; that takes no time here."""
        ...


def driver_of(url: str) -> Driver:
    """Of that database; a new connection for each statement, made before its time is taken."""
    return _Sqlite(unquote(urlsplit(url).path)) if url.startswith("sqlite:") else _Postgres(url)


async def turn_off(driver: Driver, factor_id: UUID) -> float:
    """The floor."""
    return await driver.run(_OFF, factor_id)


async def turn_on(driver: Driver, factor_id: UUID, bindings: int) -> None:
    """As before `turn_off`: its bindings, so many, live again."""
    await driver.run(_ON, factor_id, bindings)


async def delete_all(driver: Driver, factor_id: UUID) -> float:
    """The naive way."""
    return await driver.undo(_DELETE, factor_id)


class _Postgres:
    def __init__(self, url: str) -> None:
        self._url = url

    async def run(self, sql: str, *values: object) -> float:
        connection = await asyncpg.connect(self._url)
        try:
            began = time.perf_counter()
            await connection.execute(sql, *values)
            return (time.perf_counter() - began) * 1000
        finally:
            await connection.close()

    async def undo(self, sql: str, *values: object) -> float:
        connection = await asyncpg.connect(self._url)
        try:
            await connection.execute("BEGIN")
            began = time.perf_counter()
            await connection.execute(sql, *values)
            ended = time.perf_counter()
            await connection.execute("ROLLBACK")
            return (ended - began) * 1000
        finally:
            await connection.close()


class _Sqlite:
    """The settings are Ostiary's."""

    def __init__(self, path: str) -> None:
        self._path = path

    async def run(self, sql: str, *values: object) -> float:
        return await asyncio.to_thread(self._timed, sql, values, "COMMIT", is_timed_whole=True)

    async def undo(self, sql: str, *values: object) -> float:
        return await asyncio.to_thread(self._timed, sql, values, "ROLLBACK", is_timed_whole=False)

    def _timed(self, sql: str, values: tuple[object, ...], end: str, *, is_timed_whole: bool) -> float:
        taken = [str(value) if isinstance(value, UUID) else value for value in values]
        with closing(sqlite3.connect(self._path, timeout=30, isolation_level=None)) as connection:
            for pragma in ("synchronous = FULL", "foreign_keys = ON", f"cache_size = -{CACHE_KIB}"):
                connection.execute(f"PRAGMA {pragma}")
            began = time.perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(sql.replace("$", "?"), taken)
            done = time.perf_counter()
            connection.execute(end)
            return ((time.perf_counter() if is_timed_whole else done) - began) * 1000
