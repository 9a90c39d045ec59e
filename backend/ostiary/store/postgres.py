"""Tortoise's engine for PostgreSQL with two changes: no wait for a free connection lasts for ever, and a
database that is away is `DatabaseAwayError`, also for queries outside a transaction."""

import asyncio
from typing import Any

import asyncpg
from asyncpg.pool import Pool
from tortoise.backends.asyncpg.client import AsyncpgDBClient

from ostiary.store.away import AWAY, POOL_WAIT_SECONDS, DatabaseAwayError


class _ImpatientPool(Pool):
    """Gives up waiting for a free connection after POOL_WAIT_SECONDS."""

    def acquire(self, *, timeout: float | None = None) -> Any:
        return super().acquire(timeout=POOL_WAIT_SECONDS if timeout is None else timeout)


class PostgresClient(AsyncpgDBClient):
    """The client of the engine `ostiary.store.postgres`."""

    async def create_pool(self, **kwargs: Any) -> asyncpg.Pool:
        """The pool, connected once, so that a wrong address shows at the first query."""
        settings = {"max_queries": 50000, "max_inactive_connection_lifetime": 300.0, **kwargs}
        settings.setdefault("loop", None)
        settings["loop"] = settings["loop"] or asyncio.get_running_loop()
        return await _ImpatientPool(None, record_class=asyncpg.Record, **settings)

    async def _translate_exceptions(self, func: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return await super()._translate_exceptions(func, *args, **kwargs)
        except AWAY as error:
            raise DatabaseAwayError("the database does not answer") from error


client_class = PostgresClient
