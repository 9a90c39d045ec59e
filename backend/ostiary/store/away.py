"""What it looks like when the database is not there, or lost what it was doing."""

import asyncio
import sqlite3

import asyncpg
from tortoise.exceptions import BaseORMException

from ostiary.policy.rerunning import Outage

POOL_WAIT_SECONDS = 3.0
"""How long a request waits for a free connection before it is answered 503."""


class DatabaseAwayError(Exception):
    """The database did not do it. Unless the outage is IN_DOUBT nothing was changed, and the caller may ask again."""

    def __init__(self, message: str = "", outage: Outage = Outage.UNREACHABLE) -> None:
        super().__init__(message)
        self.outage = outage


IN_DOUBT = "The database was lost while it saved this: look whether it happened before you try again."
"""What the caller is told when nobody knows."""


def is_in_doubt(error: BaseException) -> bool:
    """Whether something may have been committed all the same."""
    return isinstance(error, DatabaseAwayError) and error.outage is Outage.IN_DOUBT


LOST: tuple[type[BaseException], ...] = (
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # between the server's last word and the end of its connection
    asyncpg.exceptions.OperatorInterventionError,
    asyncpg.exceptions.PostgresSystemError,
)
_UNAVAILABLE: tuple[type[BaseException], ...] = (
    TimeoutError,
    asyncio.TimeoutError,
    asyncpg.exceptions.CannotConnectNowError,
    asyncpg.exceptions.InsufficientResourcesError,
)
_UNDONE: tuple[type[BaseException], ...] = (
    asyncpg.exceptions.SerializationError,
    asyncpg.exceptions.DeadlockDetectedError,
)


def outage_of(error: BaseException) -> Outage | None:
    """What kind of absence an error of PostgreSQL's driver tells, also inside the ORM's. None: it tells no absence."""
    while isinstance(error, BaseORMException) and error.__cause__ is not None:
        error = error.__cause__
    if isinstance(error, DatabaseAwayError):
        return error.outage
    kinds: tuple[tuple[tuple[type[BaseException], ...], Outage], ...] = (
        (
            (asyncpg.ReadOnlySQLTransactionError, asyncpg.exceptions.TargetServerAttributeNotMatched),
            Outage.READ_ONLY,
        ),
        ((asyncpg.exceptions.StatementCompletionUnknownError,), Outage.IN_DOUBT),
        (_UNDONE, Outage.CONFLICT),
        (_UNAVAILABLE, Outage.UNREACHABLE),
        (LOST, Outage.DROPPED),
    )
    return next((outage for types, outage in kinds if isinstance(error, types)), None)


def is_connection_bad(outage: Outage | None) -> bool:
    """Whether the connection that told it is not to be used again."""
    return outage is not None and outage is not Outage.CONFLICT


_UNWRITABLE = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_BUSY})


def is_file_unwritable(error: BaseException) -> bool:
    """Whether SQLite could not write for now: the disk is full or fails, or another program holds the file.

    `error`: the driver's, or the ORM's around it.
    """
    cause = error if isinstance(error, sqlite3.Error) else error.__context__
    return isinstance(cause, sqlite3.OperationalError) and (cause.sqlite_errorcode & 0xFF) in _UNWRITABLE
