"""Fresh, migrated databases by the dozen: a copied file on SQLite, a copied template on PostgreSQL."""

import shutil
import uuid
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg

from ostiary.store.database import Database, DatabaseAddress
from ostiary.store.migrating import migrate
from tests.support.aside import run_aside
from tests.support.rows import TABLES


async def migrate_at(url: str) -> list[str]:
    """Bring the database at `url` to this version."""
    database = await Database.open(url)
    try:
        with database.bound():
            return await migrate(DatabaseAddress(url))
    finally:
        await database.close()


class SqliteFiles:
    """Copies of one migrated file."""

    def __init__(self, folder: Path) -> None:
        self._template = folder / "template.db"
        run_aside(migrate_at(f"sqlite://{self._template}"))

    def fresh(self, folder: Path) -> str:
        """The address of a new migrated database in `folder`."""
        path = folder / "ostiary.db"
        shutil.copy(self._template, path)
        return f"sqlite://{path}"


class PostgresDatabases:
    """Copies of one migrated template, on the server of `server_url`.

    Making a copy takes thirty times as long as emptying one, so those given back are emptied and used again.
    """

    def __init__(self, server_url: str) -> None:
        self._server = server_url
        self._template = f"ostiary_template_{uuid.uuid4().hex[:12]}"
        self._emptied: list[str] = []
        self._execute(f"CREATE DATABASE {self._template}")
        run_aside(migrate_at(self._url(self._template)))
        self._migrations = self._asked(_MIGRATIONS, self._url(self._template))

    def fresh(self) -> str:
        """The address of a migrated database without a row."""
        if self._emptied:
            return self._emptied.pop()
        return self._url(self._create(f"TEMPLATE {self._template}"))

    def empty(self) -> str:
        """The address of a new database without a table."""
        return self._url(self._create(""))

    def give_back(self, url: str) -> None:
        """End whatever is still connected, and keep the database for the next test if it is still at this version."""
        self._execute(_END_OTHERS, url)
        if self._asked(_MIGRATIONS, url) != self._migrations:
            self.drop(url)
            return
        self._execute(_EMPTY, url)
        self._emptied.append(url)

    def drop(self, url: str) -> None:
        """Remove it, whoever is still connected."""
        self._execute(f"DROP DATABASE IF EXISTS {urlsplit(url).path.lstrip('/')} WITH (FORCE)")

    def close(self) -> None:
        """Remove the template and its copies."""
        for url in (*self._emptied, self._url(self._template)):
            self.drop(url)

    def _create(self, options: str) -> str:
        name = f"ostiary_test_{uuid.uuid4().hex[:12]}"
        self._execute(f"CREATE DATABASE {name} {options}")
        return name

    def _url(self, name: str) -> str:
        return urlsplit(self._server)._replace(path=f"/{name}").geturl()

    def _execute(self, sql: str, url: str | None = None) -> None:
        async def execute() -> None:
            connection = await asyncpg.connect(url or self._server)
            try:
                await connection.execute(sql)
            finally:
                await connection.close()

        run_aside(execute())

    def _asked(self, sql: str, url: str) -> object:
        async def ask() -> object:
            connection = await asyncpg.connect(url)
            try:
                return await connection.fetchval(sql)
            finally:
                await connection.close()

        return run_aside(ask())


_MIGRATIONS = "SELECT string_agg(concat(number, name, checksum), ' ' ORDER BY number) FROM schema_migrations"
_END_OTHERS = (
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
_EMPTY = "; ".join(
    (
        *(f"DELETE FROM {table}" for table in reversed(TABLES) if table != "mail_delivery"),
        "UPDATE mail_delivery SET last_delivered_at = NULL, last_failed_at = NULL, last_failure_reference = NULL",
    )
)
