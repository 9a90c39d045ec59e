"""What it looks like when the database is not there."""

import asyncio

import asyncpg

POOL_WAIT_SECONDS = 3.0
"""How long a request waits for a free connection before it is answered 503."""


class DatabaseAwayError(Exception):
    """The database did not answer; nothing was changed, and the caller may ask again."""


AWAY: tuple[type[BaseException], ...] = (
    OSError,
    asyncio.TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # between the server's last word and the end of its connection
    asyncpg.exceptions.AdminShutdownError,
    asyncpg.exceptions.CannotConnectNowError,
    asyncpg.exceptions.TooManyConnectionsError,
)
