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

from asyncpg.transaction import Transaction
from tortoise.backends.asyncpg.client import TransactionWrapper
from tortoise.backends.base.client import TransactionalDBClient
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionWrapper
from tortoise.connection import get_connections

from ostiary.policy.rerunning import Outage
from ostiary.store.away import DatabaseAwayError, is_connection_bad, is_file_unwritable, outage_of
from ostiary.store.postgres import PostgresClient, is_closed
from ostiary.store.rerunning import note_write
from ostiary.tracing import span


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

    Raises DatabaseAwayError if the database cannot be reached, lost the connection or undid the work; its outage says
    whether something may have been committed all the same.
    """
    client: Any = get_connections().get("default")
    if isinstance(client, TransactionalDBClient):
        raise RuntimeError("a unit of work does not nest: one use case, one transaction")
    begun = _on_sqlite(client) if isinstance(client, SqliteClient) else _on_postgres(client)
    with span("transaction"):
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
async def _on_postgres(client: PostgresClient) -> AsyncIterator[Work]:
    connection, transaction = await client.begin()
    failed: BaseException | None = None
    try:
        wrapper = TransactionWrapper(client)
        wrapper._connection = connection  # noqa: SLF001 (Tortoise's own context does the same)
        try:
            async with _current(wrapper) as work:
                yield work
        except BaseException as error:
            if not is_connection_bad(outage_of(error)) and not is_closed(connection):
                await asyncio.shield(transaction.rollback())
            raise
        await (transaction.rollback() if work.is_undone else _commit(connection, transaction))
    except BaseException as error:
        failed = error
        outage = outage_of(error)
        if outage is None or isinstance(error, DatabaseAwayError):
            raise
        raise DatabaseAwayError("the database went away", outage) from error
    finally:
        await client.give_back(connection, failed)


async def _commit(connection: Any, transaction: Transaction) -> None:
    """Commit. If the connection is lost meanwhile, nobody knows how it went, and it is said so."""
    if is_closed(connection):
        raise DatabaseAwayError("the connection was lost before the commit", Outage.DROPPED)
    try:
        await transaction.commit()
    except Exception as error:
        if not is_connection_bad(outage_of(error)):
            raise
        raise DatabaseAwayError("the connection was lost during the commit", Outage.IN_DOUBT) from error
    note_write()


@asynccontextmanager
async def _current(wrapper: Any) -> AsyncIterator[Work]:
    """Queries inside go through `wrapper`, in this task alone."""
    token = get_connections().set("default", wrapper)
    try:
        yield Work()
    finally:
        get_connections().reset(token)
