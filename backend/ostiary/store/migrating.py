"""Migrations: plain SQL, one file per number and dialect, under a lock, with checksums of what was applied.

A database that is newer than this program, or whose applied files read differently now, is refused; except where
all that is newer is named `NNNN_expand_…`: such a file only adds what an older program does not look at, so that
servers can be replaced one by one (docs/operations.md, "Upgrade").
"""

import hashlib
import re
from dataclasses import dataclass
from importlib.resources import files

import asyncpg
from tortoise.connection import get_connections

from ostiary.store.database import DatabaseAddress
from ostiary.store.statements import rows_of
from ostiary.store.unit_of_work import unit_of_work

_NAME = re.compile(r"(\d{4})_\w+\.(sqlite|postgres)\.sql")
_STATEMENT = re.compile(r"\s*CREATE TRIGGER\b.*?\bEND;|[^;]+(?:;|\Z)", re.DOTALL)
_EXPANDING = re.compile(r"\d{4}_expand_\w+\.(sqlite|postgres)\.sql")
_LOCK_ID = 0x6F737469
"""PostgreSQL's advisory transaction lock for migrators ("osti")."""
LOCK_SECONDS = 3
"""How long to wait for a table on PostgreSQL: whoever wants it afterwards, each login, waits behind us as long."""


class MigrationRefusedError(Exception):
    """The database and this program do not belong together; the message says what to do."""


@dataclass(frozen=True)
class Migration:
    """One file."""

    number: int
    name: str
    sql: str

    @property
    def checksum(self) -> str:
        """SHA-256 of the text, in hex."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


def migrations_for(address: DatabaseAddress) -> list[Migration]:
    """The dialect's files in order."""
    dialect = "sqlite" if address.is_sqlite else "postgres"
    found = []
    for entry in files("ostiary.store").joinpath("migrations").iterdir():
        match = _NAME.fullmatch(entry.name)
        if match and match[2] == dialect:
            found.append(Migration(int(match[1]), entry.name, entry.read_text("utf-8")))
    return sorted(found, key=lambda migration: migration.number)


async def migrate(address: DatabaseAddress) -> list[str]:
    """Bring the database to this version, all of it or nothing; answers the names of the files applied now.

    Raises MigrationRefusedError, also if somebody holds a table for longer than LOCK_SECONDS.
    """
    try:
        async with unit_of_work():
            if not address.is_sqlite:
                await rows_of("SELECT pg_advisory_xact_lock(CAST($1 AS BIGINT))", _LOCK_ID)
                await rows_of("SELECT set_config('lock_timeout', $1, true)", f"{LOCK_SECONDS}s")
            await get_connections().get("default").execute_query(_LEDGER)
            missing = _missing(migrations_for(address), await _applied())
            for migration in missing:
                await _apply(migration)
    except asyncpg.LockNotAvailableError:
        raise MigrationRefusedError(
            "Something else holds a table of the database, such as a running dump: nothing was changed; "
            "run `ostiary migrate` again when it has ended."
        ) from None
    return [migration.name for migration in missing]


async def _apply(migration: Migration) -> None:
    client = get_connections().get("default")
    for statement in statements_of(migration.sql):
        await client.execute_query(statement)
    await rows_of(
        "INSERT INTO schema_migrations (number, name, checksum) VALUES ($1, $2, $3) RETURNING number",
        migration.number,
        migration.name,
        migration.checksum,
    )


async def is_migrated(address: DatabaseAddress) -> bool:
    """Whether the database is at this version, or expanded beyond. Raises MigrationRefusedError if it is another's."""
    exists = (
        "sqlite_master WHERE type = 'table' AND name"
        if address.is_sqlite
        else ("information_schema.tables WHERE table_schema = current_schema() AND table_name")
    )
    if not await rows_of(f"SELECT 1 AS found FROM {exists} = 'schema_migrations'"):  # noqa: S608
        return False
    return not _missing(migrations_for(address), await _applied())


def statements_of(sql: str) -> list[str]:
    """The statements of one file: SQLite runs one at a time inside a transaction. A trigger ends with `END;`."""
    bare = "\n".join(line for line in sql.splitlines() if not line.lstrip().startswith("--"))
    return [part.strip().removesuffix(";") for part in _STATEMENT.findall(bare) if part.strip()]


async def _applied() -> dict[int, tuple[str, str]]:
    rows = await rows_of("SELECT number, name, checksum FROM schema_migrations ORDER BY number")
    return {row["number"]: (row["name"], row["checksum"]) for row in rows}


def _missing(known: list[Migration], applied: dict[int, tuple[str, str]]) -> list[Migration]:
    newer = set(applied) - {migration.number for migration in known}
    if not all(_EXPANDING.fullmatch(applied[number][0]) for number in newer):
        raise MigrationRefusedError("The database is newer than this Ostiary: install the newer version again.")
    for migration in known:
        if applied.get(migration.number, ("", migration.checksum))[1] != migration.checksum:
            raise MigrationRefusedError(
                f"The database was migrated by another text of {migration.name}: restore the matching version."
            )
    return [migration for migration in known if migration.number not in applied]


_LEDGER = (
    "CREATE TABLE IF NOT EXISTS schema_migrations "
    "(number INTEGER PRIMARY KEY, name VARCHAR(100) NOT NULL, checksum CHAR(64) NOT NULL)"
)
