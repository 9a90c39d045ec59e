"""Migration 0013 on PostgreSQL, where somebody may have forgotten to stop a server of the version before."""

import asyncio

import asyncpg
import pytest

from ostiary.store import migrating
from ostiary.store.database import Database
from ostiary.store.migrating import migrate
from tests.audit.before_0013 import put_seals_back
from tests.audit.sealed_log import SealedLog

PAUSE = "SELECT pg_sleep(1)"


@pytest.fixture
def database_url(postgres_url: str) -> str:
    return postgres_url


async def test_no_event_is_sealed_between_the_move_of_what_is_and_the_move_of_what_waits(
    log: SealedLog, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would be in neither."""
    await put_seals_back(database.address)
    statements_of = migrating.statements_of

    def with_a_pause(sql: str) -> list[str]:
        found = statements_of(sql)
        place = next(number for number, each in enumerate(found) if each.startswith("INSERT INTO audit_unsealed"))
        return [*found[:place], PAUSE, *found[place:]]

    monkeypatch.setattr(migrating, "statements_of", with_a_pause)
    other = await asyncpg.connect(database.address.url)
    migration = asyncio.create_task(migrate(database.address))
    own = "state = 'active' AND datname = current_database()"
    paused = f"SELECT 1 FROM pg_stat_activity WHERE query = '{PAUSE}' AND {own}"
    while not await other.fetchval(paused):
        assert not migration.done()
        await asyncio.sleep(0.02)
    await other.execute("SET lock_timeout = '100ms'")
    with pytest.raises(asyncpg.LockNotAvailableError):
        await other.execute("UPDATE audit_events SET sequence = sequence")
    await other.close()
    assert await migration
    assert await log.found() == ""
