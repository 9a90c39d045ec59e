"""One database, opened once: the ORM's context, its connection, and which dialect it speaks.

The ORM keeps its state in a context variable; requests run in tasks of their own, so whoever handles one
enters `Database.bound()` first. SQLite: WAL, FULL, busy timeout, foreign keys, one server process.
"""

import os
import sqlite3
from contextlib import AbstractContextManager, closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import asyncpg
from tortoise.backends.base.executor import EXECUTOR_CACHE
from tortoise.connection import get_connections
from tortoise.context import TortoiseContext, _current_context
from tortoise.exceptions import BaseORMException

from ostiary.policy.rerunning import Outage
from ostiary.store.away import DatabaseAwayError

CACHE_KIB = 16 * 1024
"""SQLite's page cache, which grows as it is used. Its own 2 MiB do not hold what one page of a long log is made of."""


class DatabaseRefusedError(Exception):
    """The database's address is missing or of an unknown kind; the message says what to do."""


@dataclass(frozen=True)
class DatabaseAddress:
    """Where the database is: `sqlite:///absolute/path.db` or `postgres://user:pass@host:port/name`."""

    url: str

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of SQLite."""
        return self.url.startswith("sqlite:")

    def credentials(self, pool: int, statement_cache: int, seconds: float | None) -> dict[str, Any]:
        """Tortoise's connection settings. `seconds`: how long a statement may take. Raises DatabaseRefusedError."""
        try:
            parts = urlsplit(self.url)
        except ValueError:  # such as a bracket that is not closed
            raise DatabaseRefusedError(_ADVICE) from None
        if self.is_sqlite:
            path = unquote(parts.path)
            if not self.url.startswith("sqlite:////") and not path.startswith("/"):
                raise DatabaseRefusedError(_ADVICE)
            return {
                "engine": "tortoise.backends.sqlite",
                "credentials": {
                    "file_path": path,
                    "journal_mode": "WAL",
                    "synchronous": "FULL",
                    "busy_timeout": 5000,
                    "foreign_keys": "ON",
                    "cache_size": -CACHE_KIB,
                },
            }
        if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
            raise DatabaseRefusedError(_ADVICE)
        return {"engine": "ostiary.store.postgres", "credentials": self._postgres(pool, statement_cache, seconds)}

    def _postgres(self, pool: int, statement_cache: int, seconds: float | None) -> dict[str, Any]:
        parts = urlsplit(self.url)
        try:
            port = parts.port or 5432
        except ValueError:
            raise DatabaseRefusedError(_ADVICE) from None
        return {
            "host": unquote(parts.hostname or "localhost"),
            "port": port,
            "user": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "database": unquote(parts.path.strip("/")),
            "minsize": 1,
            "maxsize": pool,
            "statement_cache_size": statement_cache,
            "application_name": "ostiary",
            "timeout": 5,
            "command_timeout": seconds,
            # What a pooler says of its server is what it once heard; writing then tells whether it is the leader.
            "target_session_attrs": "any" if statement_cache == 0 else "read-write",
        }


class _Bound(AbstractContextManager[None]):
    """A class, because every request enters one."""

    def __init__(self, context: TortoiseContext) -> None:
        self._context = context

    def __enter__(self) -> None:
        self._token = _current_context.set(self._context)

    def __exit__(self, *_raised: object) -> None:
        _current_context.reset(self._token)


class Database:
    """An open database. `async with await Database.open(url)` closes it at the end."""

    def __init__(self, context: TortoiseContext, address: DatabaseAddress) -> None:
        self._context = context
        self.address = address

    @classmethod
    async def open(
        cls, url: str, *, pool: int = 10, statement_cache: int = 100, seconds: float | None = None
    ) -> "Database":
        """Prepare the connection; it is made at the first query. Raises DatabaseRefusedError.

        On PostgreSQL `pool` is how many connections there may be; `statement_cache` how many statements each keeps
        prepared, 0 if a pooler is in between; `seconds` how long one statement may take, None for ever.
        """
        address = DatabaseAddress(url)
        database = cls(TortoiseContext(), address)
        if address.is_sqlite:
            _make_private(Path(unquote(urlsplit(url).path)))
        # Tortoise keeps its INSERT texts by the connection's name, not by its dialect.
        EXECUTOR_CACHE.clear()
        with database.bound():
            await database._context.init(
                config={
                    "connections": {"default": address.credentials(pool, statement_cache, seconds)},
                    "apps": {"store": {"models": ["ostiary.store.models"], "default_connection": "default"}},
                },
                use_tz=True,
                timezone="UTC",
            )
        return database

    def bound(self) -> AbstractContextManager[None]:
        """Make this the database of everything that runs inside, in this task."""
        return _Bound(self._context)

    async def check(self) -> None:
        """Ask the database something. Raises DatabaseRefusedError or DatabaseAwayError, each with what to do."""
        try:
            if self.address.is_sqlite:
                _open_file(unquote(urlsplit(self.address.url).path))
            await get_connections().get("default").execute_query_dict("SELECT 1 AS one")
        except (asyncpg.PostgresError, BaseORMException, sqlite3.Error):
            raise DatabaseRefusedError(
                "The database refuses the connection: correct user, password and name in OSTIARY_DATABASE_URL, "
                "or, for SQLite, make its folder."
            ) from None
        except DatabaseAwayError as error:
            if error.outage is Outage.READ_ONLY:
                raise DatabaseRefusedError(
                    "The database only reads: let OSTIARY_DATABASE_URL lead to the server that takes writes."
                ) from None
            raise DatabaseRefusedError(
                "The database does not answer: start it, or correct host and port in OSTIARY_DATABASE_URL."
            ) from None

    async def close(self) -> None:
        """Close its connections."""
        with self.bound():
            await self._context.close_connections()


def _make_private(path: Path) -> None:
    """A new file is its owner's alone; SQLite gives the files beside it the same mode. `check` tells what fails."""
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _open_file(path: str) -> None:
    """Without aiosqlite, whose thread writes a traceback when a file that cannot be opened ends the program."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA schema_version")


_ADVICE = "Set OSTIARY_DATABASE_URL to sqlite:///absolute/path.db or postgres://user:password@host:port/name."
