"""What it looks like when the database is not there."""

import asyncio
import sqlite3

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
    asyncpg.exceptions.DiskFullError,
)

_UNWRITABLE = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_BUSY})


def is_file_unwritable(error: BaseException) -> bool:
    """Whether SQLite could not write for now: the disk is full or fails, or another program holds the file.

    `error`: the driver's, or the ORM's around it.
    """
    cause = error if isinstance(error, sqlite3.Error) else error.__context__
    return isinstance(cause, sqlite3.OperationalError) and (cause.sqlite_errorcode & 0xFF) in _UNWRITABLE
