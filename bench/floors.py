"""What `verifyFactor` is measured against: Starlette routes that do its SQL without anything of Ostiary around it.

`/right` and `/wrong` send the statements one by one through the plain driver, in one transaction, after the SELECT;
`/empty` answers. No code is looked at, no token is signed: the floor is lower than any real step can come. Served by
uvicorn with the same loop and parser; the database is FLOOR_DATABASE_URL.
"""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Protocol
from uuid import UUID

import aiosqlite
import asyncpg
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from uuid_utils import uuid7

from bench.statements import LOAD, RIGHT, WRONG
from ostiary.store.tokens import hash_of, make_token

URL = os.environ.get("FLOOR_DATABASE_URL", "")


class Floor(Protocol):
    """A driver, used plainly."""

    async def run(self, token: str, time_step: int | None) -> None:
        """The statements of a right code with its time step, or of a wrong one."""
        ...

    async def close(self) -> None:
        """Close the connections."""
        ...


class PostgresFloor:
    """A pool of ten, as Ostiary has, without the reset between its users."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool

    @classmethod
    async def open(cls) -> "PostgresFloor":
        """Connect."""

        async def no_reset(connection: Any) -> None:
            del connection

        return cls(await asyncpg.create_pool(URL, min_size=1, max_size=10, reset=no_reset))

    async def run(self, token: str, time_step: int | None) -> None:
        """See Floor."""
        async with self._pool.acquire() as connection:
            row = await connection.fetchrow(LOAD, hash_of(token), "OTP")
            async with connection.transaction():
                for sql, values in statements(row, time_step):
                    await connection.fetchrow(sql, *values)

    async def close(self) -> None:
        """See Floor."""
        await self._pool.close()


class SqliteFloor:
    """One connection, one transaction at a time; the settings are Ostiary's."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self._alone = asyncio.Lock()

    @classmethod
    async def open(cls) -> "SqliteFloor":
        """Connect."""
        connection = await aiosqlite.connect(URL.removeprefix("sqlite://"), isolation_level=None)
        connection.row_factory = aiosqlite.Row
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "busy_timeout = 5000", "foreign_keys = ON"):
            await connection.execute(f"PRAGMA {pragma}")
        return cls(connection)

    async def run(self, token: str, time_step: int | None) -> None:
        """See Floor."""
        async with self._alone:
            await self._connection.execute("BEGIN IMMEDIATE")
            async with self._connection.execute(numbered(LOAD), (hash_of(token), "OTP")) as cursor:
                row = await cursor.fetchone()
            for sql, values in statements(row, time_step):
                async with self._connection.execute(numbered(sql), [plain(each) for each in values]) as cursor:
                    await cursor.fetchone()
            await self._connection.commit()

    async def close(self) -> None:
        """See Floor."""
        await self._connection.close()


def statements(row: Any, time_step: int | None) -> list[tuple[str, tuple[Any, ...]]]:
    """The statements that follow the SELECT, each with its values."""
    now = time.time_ns() // 1000
    about = (row["user_id"], row["email"], row["application_id"])
    first, second = new_id(), new_id()
    if time_step is None:
        charge, event, unsealed = WRONG
        return [(charge, (row["user_id"], now)), (event, (first, now, *about)), (unsealed, (now, first))]
    account, challenge, binding, session, step, login, unsealed = RIGHT
    return [
        (account, (row["user_id"], now)),
        (challenge, (row["challenge_id"], now)),
        (binding, (row["binding_id"], time_step, now)),
        (session, (new_id(), hash_of(make_token()), row["user_id"], row["application_id"], row["binding_id"], now)),
        (step, (first, now, *about)),
        (login, (second, now, *about)),
        (unsealed, (now, first, second)),
    ]


def new_id() -> UUID:
    """As Ostiary makes them."""
    return UUID(int=uuid7().int)


def numbered(sql: str) -> str:
    """SQLite's parameters are `?1`, and it has no row locks."""
    return sql.replace("$", "?")


def plain(value: Any) -> Any:
    """SQLite keeps ids as text."""
    return str(value) if isinstance(value, UUID) else value


async def right(request: Request) -> Response:
    """A code that is right."""
    sent = await request.json()
    await request.app.state.floor.run(sent["challenge"], sent["timeStep"])
    return JSONResponse({"completed": True})


async def wrong(request: Request) -> Response:
    """A code that is wrong."""
    sent = await request.json()
    await request.app.state.floor.run(sent["challenge"], None)
    return JSONResponse({"refused": True})


async def empty(request: Request) -> Response:
    """Nothing but HTTP and JSON."""
    await request.json()
    return JSONResponse({"empty": True})


async def ready(request: Request) -> Response:
    """For the bench."""
    del request
    return JSONResponse({"ready": True})


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    """Connect and close."""
    floor: Floor = await (SqliteFloor if URL.startswith("sqlite:") else PostgresFloor).open()
    app.state.floor = floor
    yield
    await floor.close()


app = Starlette(
    routes=[
        Route("/ready", ready),
        *(Route(f"/{route.__name__}", route, methods=["POST"]) for route in (right, wrong, empty)),
    ],
    lifespan=lifespan,
)
