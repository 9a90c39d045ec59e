"""Migrations: once, under a lock, all or nothing; another's database is refused."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest

from ostiary.store import migrating
from ostiary.store.database import Database, DatabaseAddress
from ostiary.store.migrating import Migration, MigrationRefusedError, is_migrated, migrate, migrations_for
from ostiary.store.statements import rows_of
from tests.support.crew import Crew
from tests.support.databases import PostgresDatabases


@pytest.fixture
def empty_postgres_url(postgres_databases: PostgresDatabases) -> Iterator[str]:
    url = postgres_databases.empty()
    yield url
    postgres_databases.drop(url)


@pytest.fixture
def empty_sqlite_url(tmp_path: Path) -> str:
    return f"sqlite://{tmp_path}/empty.db"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def address(request: pytest.FixtureRequest) -> DatabaseAddress:
    return DatabaseAddress(request.getfixturevalue(f"empty_{request.param}_url"))


@pytest.fixture
async def empty(address: DatabaseAddress) -> AsyncIterator[DatabaseAddress]:
    """An empty database, bound to the test."""
    database = await Database.open(address.url)
    with database.bound():
        yield address
    await database.close()


def names(address: DatabaseAddress) -> list[str]:
    return [migration.name for migration in migrations_for(address)]


async def migrate_here(number: int, url: str) -> list[str]:
    return await migrate(DatabaseAddress(url))


async def test_every_file_is_applied_once_and_in_order(empty: DatabaseAddress) -> None:
    assert await migrate(empty) == names(empty) == sorted(names(empty))
    assert await migrate(empty) == []


async def test_a_database_is_migrated_after_migrating_and_not_before(empty: DatabaseAddress) -> None:
    assert not await is_migrated(empty)
    await migrate(empty)
    assert await is_migrated(empty)


async def test_a_newer_database_is_refused(empty: DatabaseAddress) -> None:
    await migrate(empty)
    await rows_of("INSERT INTO schema_migrations (number, name, checksum) VALUES (9999, 'later', 'x') RETURNING number")
    with pytest.raises(MigrationRefusedError, match="newer"):
        await migrate(empty)
    with pytest.raises(MigrationRefusedError, match="newer"):
        await is_migrated(empty)


async def test_a_newer_database_that_was_only_expanded_is_taken(empty: DatabaseAddress) -> None:
    await migrate(empty)
    added = "INSERT INTO schema_migrations (number, name, checksum) VALUES ($1, $2, 'x') RETURNING number"
    await rows_of(added, 9998, "9998_expand_more.sqlite.sql")
    assert await is_migrated(empty)
    assert await migrate(empty) == []
    await rows_of(added, 9999, "9999_contract.sqlite.sql")
    with pytest.raises(MigrationRefusedError, match="newer"):
        await is_migrated(empty)


async def test_a_database_migrated_by_another_text_is_refused(empty: DatabaseAddress) -> None:
    await migrate(empty)
    await rows_of("UPDATE schema_migrations SET checksum = 'other' WHERE number = 1 RETURNING number")
    with pytest.raises(MigrationRefusedError, match="0001"):
        await migrate(empty)
    with pytest.raises(MigrationRefusedError, match="0001"):
        await is_migrated(empty)


async def test_a_file_that_fails_leaves_nothing_of_itself_and_of_those_before(
    empty: DatabaseAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Migration(2, "0002_broken", "CREATE TABLE half (id INTEGER);\nCREATE TABLE half (id INTEGER);")
    known = migrations_for(empty)
    with monkeypatch.context() as patched:
        patched.setattr(migrating, "migrations_for", lambda _: [*known[:1], broken])
        with pytest.raises(Exception, match="half"):
            await migrate(empty)
    assert not await is_migrated(empty)
    assert await migrate(empty) == names(empty)


@pytest.fixture
async def other(empty_postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[asyncpg.Connection]:
    """A connection to a migrated database that one more file would change; patience ends after a second."""
    address = DatabaseAddress(empty_postgres_url)
    database = await Database.open(address.url)
    known = migrations_for(address)
    with database.bound():
        await migrate(address)
        more = Migration(9999, "9999_more", "ALTER TABLE users ADD COLUMN more INTEGER;")
        monkeypatch.setattr(migrating, "migrations_for", lambda _: [*known, more])
        monkeypatch.setattr(migrating, "LOCK_SECONDS", 1, raising=False)
        other = await asyncpg.connect(address.url)
        yield other
        await other.close()
    await database.close()


@pytest.mark.postgres
async def test_a_table_that_a_dump_holds_is_not_waited_for_before_all_logins(
    other: asyncpg.Connection, empty_postgres_url: str
) -> None:
    async with other.transaction():
        await other.execute("LOCK TABLE users IN ACCESS SHARE MODE")
        with pytest.raises(MigrationRefusedError, match="again when it has ended"):
            await asyncio.wait_for(migrate(DatabaseAddress(empty_postgres_url)), 10)
    assert not await rows_of("SELECT 1 AS one FROM schema_migrations WHERE number = 9999")
    assert await migrate(DatabaseAddress(empty_postgres_url)) == ["9999_more"]


@pytest.mark.postgres
async def test_another_migrator_is_waited_for_however_long_it_takes(
    other: asyncpg.Connection, empty_postgres_url: str
) -> None:
    async with other.transaction():
        await other.execute(f"SELECT pg_advisory_xact_lock({migrating._LOCK_ID})")
        waiting = asyncio.create_task(migrate(DatabaseAddress(empty_postgres_url)))
        assert await asyncio.wait({waiting}, timeout=1.5) == (set(), {waiting})
    assert await waiting == ["9999_more"]


async def test_four_migrators_in_parallel_apply_every_file_once(address: DatabaseAddress, crew: Crew) -> None:
    applied = [name for each in crew.run(migrate_here, address.url, address.url) for name in each]
    assert applied == names(address)


def test_both_dialects_have_the_same_numbers() -> None:
    numbers = {
        url: [migration.number for migration in migrations_for(DatabaseAddress(url))]
        for url in ("sqlite:///x.db", "postgres://x/y")
    }
    assert len({tuple(each) for each in numbers.values()}) == 1
