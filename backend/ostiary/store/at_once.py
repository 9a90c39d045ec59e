"""Whole transactions of SQLite in one hop to the connection's thread, those that wait together in one commit.

A commit flushes the disk, and statement by statement each one is two hops between threads. Here a transaction is a
list of guarded statements: each must change exactly one row, or that transaction is undone, and no other that shares
its commit (SAVEPOINT). Nothing is answered before the commit that holds it has returned.
"""

import asyncio
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from tortoise.backends.sqlite.client import SqliteClient

from ostiary.store.away import DatabaseAwayError, is_file_unwritable
from ostiary.store.statements import Guarded, Row, all_for_sqlite, sqlite_text

_MOST_AT_ONCE = 64


@dataclass
class _Transaction:
    statements: list[Guarded]
    answer: "asyncio.Future[Row | None]"


async def all_or_nothing(client: SqliteClient, statements: Sequence[Guarded]) -> Row | None:
    """Run them in one transaction; the first one's row. None: a guard said no, and nothing was changed."""
    texts = [(sqlite_text(sql), all_for_sqlite(values)) for sql, values in statements]
    transaction = _Transaction(list(texts), asyncio.get_running_loop().create_future())
    _queues.setdefault(client, _Queue()).add(client, transaction)
    return await transaction.answer


class _Queue:
    """The transactions that wait for one connection, first come, first served."""

    def __init__(self) -> None:
        self._waiting: list[_Transaction] = []
        self._work: asyncio.Task[None] | None = None

    def add(self, client: SqliteClient, transaction: _Transaction) -> None:
        self._waiting.append(transaction)
        if self._work is None:
            self._work = asyncio.create_task(self._run(client))

    async def _run(self, client: SqliteClient) -> None:
        """A task of its own: a request that is given up takes nobody else's transaction with it."""
        try:
            while self._waiting:
                async with client.acquire_connection() as connection:
                    batch, self._waiting = self._waiting[:_MOST_AT_ONCE], self._waiting[_MOST_AT_ONCE:]
                    await _settle(connection, batch)
        finally:
            self._work = None


_queues: "WeakKeyDictionary[SqliteClient, _Queue]" = WeakKeyDictionary()


async def _settle(connection: Any, batch: list[_Transaction]) -> None:
    """Run a batch, and tell everybody in it."""
    try:
        answers = await connection._execute(_run_batch, connection._conn, [each.statements for each in batch])  # noqa: SLF001
    except sqlite3.Error as error:
        answers = [_failure(error)] * len(batch)
    except BaseException as error:
        for each in batch:
            each.answer.cancel()
        raise error
    for each, answer in zip(batch, answers, strict=True):
        if each.answer.done():
            continue
        if isinstance(answer, Exception):
            each.answer.set_exception(answer)
        else:
            each.answer.set_result(answer)


def _failure(error: sqlite3.Error) -> Exception:
    if is_file_unwritable(error):
        away = DatabaseAwayError("the database's file cannot be written")
        away.__cause__ = error
        return away
    return error


def _run_batch(raw: sqlite3.Connection, batch: list[list[Guarded]]) -> list[Row | Exception | None]:
    """In the connection's thread. Raises what undoes the whole batch."""
    raw.execute("BEGIN IMMEDIATE")
    try:
        answers = [_run_one(raw, statements) for statements in batch]
        raw.execute("COMMIT")
    except BaseException:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
        raise
    return answers


def _run_one(raw: sqlite3.Connection, statements: list[Guarded]) -> Row | Exception | None:
    raw.execute("SAVEPOINT one")
    first: Row | None = None
    try:
        for number, (sql, values) in enumerate(statements):
            rows = raw.execute(sql, values).fetchall()
            if len(rows) != 1:
                raw.execute("ROLLBACK TO one")
                first = None
                break
            first = dict(rows[0]) if number == 0 else first
    except sqlite3.Error as error:
        if not raw.in_transaction or is_file_unwritable(error):
            raise
        raw.execute("ROLLBACK TO one")
        raw.execute("RELEASE one")
        return error
    raw.execute("RELEASE one")
    return first
