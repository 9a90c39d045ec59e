"""Tortoise's engine for PostgreSQL, so that losing a connection, or the whole server, is an ordinary event.

- No wait for a free connection or for an answer lasts for ever.
- A database that is away is `DatabaseAwayError`, with what is known of what was asked of it.
- A connection that failed is thrown away, and so are the others of its age: after a failover they lead to the same
  dead or read-only server, and new ones to the leader.
- Nothing ever sets a session's state, so there is none to be reset between two pieces of work.
- Where nothing is wrong a connection is taken and given back without a timer or a task: a second step does it twice.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any

import asyncpg
from asyncpg.pool import Pool
from asyncpg.transaction import Transaction
from tortoise.backends.asyncpg.client import AsyncpgDBClient

from ostiary.policy.rerunning import Outage
from ostiary.store.away import LOST, POOL_WAIT_SECONDS, DatabaseAwayError, is_connection_bad, outage_of
from ostiary.store.pool_line import Line
from ostiary.store.rerunning import note_write


class _ImpatientPool(Pool):
    """Gives up waiting for a free connection after POOL_WAIT_SECONDS; who waits longest comes first.

    The driver's own line lets whoever asks at the right moment pass those who wait, and sends them to its end.
    """

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.line = Line(settings["max_size"], self._take_back)
        self._returning: set[asyncio.Task[None]] = set()

    def acquire(self, *, timeout: float | None = None) -> Any:
        return super().acquire(timeout=POOL_WAIT_SECONDS if timeout is None else timeout)

    async def take(self) -> Any:
        """A connection. If one is free and of this age, nothing here waits."""
        passed_on = await self.line.enter(POOL_WAIT_SECONDS)
        if passed_on is not None:
            return passed_on
        try:
            return await self._take()
        except BaseException:
            self.line.leave()
            raise

    async def _take(self) -> Any:
        if not self._queue.empty() and not self._closing:
            holder = self._queue.get_nowait()
            if holder.is_connected() and holder._generation == self._generation:  # noqa: SLF001
                return await holder.acquire()
            self._queue.put_nowait(holder)
        return await self.acquire()

    async def give_back(self, connection: Any) -> None:
        """Take back what `take` gave. If it is at rest, nothing here waits; a task of its own does what may.

        At rest it goes straight to who waits for one: for the driver it is then in use all the time.
        """
        is_at_rest = self._is_at_rest(connection)
        if is_at_rest and self.line.is_awaited():
            self.line.leave(connection)
            return
        try:
            if not is_at_rest:
                await asyncio.shield(self.release(connection))
                return
            connection._con._on_release()  # noqa: SLF001 (as `release` does)
            await connection._holder.release(None)  # noqa: SLF001
        finally:
            self.line.leave()

    def _take_back(self, connection: Any) -> None:
        returning = asyncio.create_task(self.give_back(connection))
        self._returning.add(returning)
        returning.add_done_callback(self._returning.discard)

    def _is_at_rest(self, connection: Any) -> bool:
        """Whether a connection can be used again as it is: whatever the driver would wait for is not there."""
        held, holder = connection._con, connection._holder  # noqa: SLF001
        if held is None or held.is_closed() or held.is_in_transaction() or held._top_xact is not None:  # noqa: SLF001
            return False
        protocol = held._protocol  # noqa: SLF001
        is_young = protocol.queries_count < holder._max_queries and holder._generation == self._generation  # noqa: SLF001
        return is_young and not protocol._is_cancelling()  # noqa: SLF001


class _Connection(asyncpg.Connection):
    """Given back without a question to the server."""

    def get_reset_query(self) -> str:
        return ""

    async def reset(self, *, timeout: float | None = None) -> None:  # noqa: ASYNC109 (the driver's name)
        """Nothing of a session is ever set; what is in a transaction is not given back this way (`_is_at_rest`)."""
        if self.is_in_transaction() or self._top_xact is not None:
            await super().reset(timeout=timeout)


def is_closed(connection: Any) -> bool:
    """Whether this connection of the pool is over; the pool may have taken back one that was lost."""
    try:
        return bool(connection.is_closed())
    except asyncpg.InterfaceError:
        return True


class PostgresClient(AsyncpgDBClient):
    """The client of the engine `ostiary.store.postgres`."""

    connection_class = _Connection

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._closing: set[asyncio.Task[None]] = set()

    async def create_pool(self, **kwargs: Any) -> asyncpg.Pool:
        """The pool, connected once, so that a wrong address shows at the first query."""
        settings = {"max_queries": 50000, "max_inactive_connection_lifetime": 300.0, **kwargs}
        settings.setdefault("loop", None)
        settings["loop"] = settings["loop"] or asyncio.get_running_loop()
        return await _ImpatientPool(None, record_class=asyncpg.Record, **settings)

    async def take(self) -> Any:
        """A connection of the pool, to be given back. Raises DatabaseAwayError."""
        try:
            if self._pool is None:
                async with self._pool_init_lock:
                    if self._pool is None:
                        await self.create_connection(with_db=True)
            return await self._pool.take()  # type: ignore[union-attr]
        except Exception as error:
            outage = outage_of(error)
            if outage is None:
                raise
            if outage is Outage.DROPPED:
                outage = Outage.UNREACHABLE
            raise DatabaseAwayError("no connection to the database", outage) from error

    async def begin(self) -> tuple[Any, Transaction]:
        """A connection, to be given back, and its transaction that has begun. Raises DatabaseAwayError.

        A connection that turns out to be dead is replaced by a new one.
        """
        for is_last in (False, True):
            connection = await self.take()
            transaction = connection.transaction()
            try:
                await transaction.start()
            except BaseException as error:
                await self.give_back(connection, error)
                outage = outage_of(error)
                if outage is None:
                    raise
                if outage is Outage.DROPPED and not is_last:
                    continue
                raise DatabaseAwayError("the database went away", outage) from error
            return connection, transaction
        raise AssertionError("one of the two was the last")

    async def give_back(self, connection: Any, error: BaseException | None = None) -> None:
        """Back into the pool; thrown away if `error` says that it is bad, and all others of its age with it."""
        if error is None:
            await self._release(connection)
            return
        outage = outage_of(error)
        if is_connection_bad(outage):
            await self._expire_connections()
        if outage is Outage.UNREACHABLE:
            # The driver still tells the server to stop what took too long: nobody waits for that.
            closing = asyncio.create_task(self._release(connection))
            self._closing.add(closing)
            closing.add_done_callback(self._closing.discard)
            return
        if is_connection_bad(outage) and not is_closed(connection):
            connection.terminate()
        await asyncio.shield(self._release(connection))

    async def _release(self, connection: Any) -> None:
        if self._pool is not None:
            with suppress(*LOST):
                await self._pool.give_back(connection)

    def acquire_connection(self) -> Any:
        """For one statement outside a unit of work; the ORM calls it."""
        return _Loan(self)

    async def execute_query_dict(self, query: str, values: Sequence[Any] | None = None) -> list[dict[str, Any]]:
        """The rows of one statement outside a unit of work."""
        try:
            rows = await _rows_of(self, query, values or ())
        except Exception as error:  # noqa: BLE001 (told by `_translate_exceptions`, as if it had come up there)
            rows = await self._translate_exceptions(_after([error]), query, values or ())
        else:
            if not _is_read(query):
                note_write()
        return rows

    async def _translate_exceptions(self, func: Any, *args: Any, **kwargs: Any) -> Any:
        """Around each statement outside a unit of work. One that only reads is asked again if it was lost."""
        is_read = _is_read(str(args[0]))
        for is_last in (False, True):
            try:
                answer = await super()._translate_exceptions(func, *args, **kwargs)
            except DatabaseAwayError:
                raise
            except Exception as error:
                outage = outage_of(error)
                if outage is None:
                    raise
                if is_read and outage is Outage.DROPPED and not is_last:
                    continue
                if not is_read and outage in (Outage.DROPPED, Outage.UNREACHABLE):
                    outage = Outage.IN_DOUBT
                raise DatabaseAwayError("the database does not answer", outage) from error
            if not is_read:
                note_write()
            return answer
        raise AssertionError("one of the two was the last")


def _is_read(sql: str) -> bool:
    """Whether it begins with SELECT. A statement that begins with WITH may write, in its WITH alone too."""
    return sql.lstrip()[:6].upper() == "SELECT"


def _after(failures: list[Exception]) -> Any:
    """`_rows_of`, once these have been raised."""

    async def again(client: PostgresClient, sql: str, values: Sequence[Any]) -> list[dict[str, Any]]:
        if failures:
            raise failures.pop()
        return await _rows_of(client, sql, values)

    return again


async def _rows_of(client: PostgresClient, sql: str, values: Sequence[Any]) -> list[dict[str, Any]]:
    connection = await client.take()
    try:
        records = await connection.fetch(sql, *values)
    except BaseException as error:
        await client.give_back(connection, error)
        raise
    await client.give_back(connection)
    return [dict(record) for record in records]


class _Loan:
    """A connection for one statement."""

    def __init__(self, client: PostgresClient) -> None:
        self._client = client
        self._connection: Any = None

    async def __aenter__(self) -> Any:
        self._connection = await self._client.take()
        return self._connection

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, passed: TracebackType | None
    ) -> None:
        await self._client.give_back(self._connection, error)


client_class = PostgresClient
