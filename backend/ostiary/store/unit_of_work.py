"""The one transaction: begun at once (BEGIN IMMEDIATE on SQLite), committed at its end, or undone whole.

Stock Tortoise leaks a pool slot when BEGIN fails, waits for ever for a free connection, and begins deferred on
SQLite, where a transaction that reads first loses its write to "database is locked".
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import TransactionalDBClient
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionWrapper
from tortoise.connection import get_connections

from ostiary.store.away import AWAY, DatabaseAwayError, is_file_unwritable


@dataclass
class Work:
    """What is being done in one transaction."""

    is_undone: bool = False

    def undo(self) -> None:
        """Roll everything back at the end instead of committing: a guard said no, which is not a bug."""
        self.is_undone = True


@asynccontextmanager
async def unit_of_work() -> AsyncIterator[Work]:
    """Everything inside commits together or not at all. Cannot be nested.

    Raises DatabaseAwayError if the database cannot be reached or lost the connection.
    """
    client: Any = get_connections().get("default")
    if isinstance(client, TransactionalDBClient):
        raise RuntimeError("a unit of work does not nest: one use case, one transaction")
    begun = _on_sqlite(client) if isinstance(client, SqliteClient) else _on_postgres(client)
    async with begun as work:
        yield work


@asynccontextmanager
async def _on_sqlite(client: SqliteClient) -> AsyncIterator[Work]:
    async with client.acquire_connection() as connection:
        wrapper = SqliteTransactionWrapper(client)
        wrapper._connection = connection  # noqa: SLF001 (made before the connection may have been)
        try:
            await _begin_immediate(connection)
            async with _current(wrapper) as work:
                yield work
            await (connection.rollback() if work.is_undone else connection.commit())
        except BaseException as error:
            await asyncio.shield(connection.rollback())
            if is_file_unwritable(error):
                raise DatabaseAwayError("the database's file cannot be written") from error
            raise


async def _begin_immediate(connection: Any) -> None:
    """Inside the `try`: a BEGIN that is cancelled happens all the same, in aiosqlite's thread."""
    try:
        await connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        raise DatabaseAwayError("another program holds the database's file") from error


@asynccontextmanager
async def _on_postgres(client: AsyncpgDBClient) -> AsyncIterator[Work]:
    pool = await _pool_of(client)
    try:
        connection = await pool.acquire()
    except AWAY as error:
        raise DatabaseAwayError("no connection to the database") from error
    try:
        transaction = connection.transaction()
        await transaction.start()
        try:
            wrapper = TransactionWrapper(client)
            wrapper._connection = connection  # noqa: SLF001 (Tortoise's own context does the same)
            async with _current(wrapper) as work:
                yield work
            await (transaction.rollback() if work.is_undone else transaction.commit())
        except BaseException:
            if not connection.is_closed():
                await asyncio.shield(transaction.rollback())
            raise
    except AWAY as error:
        raise DatabaseAwayError("the database went away") from error
    finally:
        await asyncio.shield(pool.release(connection))


@asynccontextmanager
async def _current(wrapper: Any) -> AsyncIterator[Work]:
    """Queries inside go through `wrapper`, in this task alone."""
    token = get_connections().set("default", wrapper)
    try:
        yield Work()
    finally:
        get_connections().reset(token)


async def _pool_of(client: AsyncpgDBClient) -> Any:
    if client._pool is None:  # noqa: SLF001 (made once, under Tortoise's own lock)
        async with client._pool_init_lock:  # noqa: SLF001
            if client._pool is None:  # noqa: SLF001
                try:
                    await client.create_connection(with_db=True)
                except AWAY as error:
                    raise DatabaseAwayError("no connection to the database") from error
    return client._pool  # noqa: SLF001
