"""A log that was sealed while a seal was columns of its event moves, and is the same log."""

import pytest

from ostiary.services.audit_verifying import LogSummary
from ostiary.services.erasure import erase_user
from ostiary.store.audit_events import append_event
from ostiary.store.database import Database
from ostiary.store.migrating import is_migrated, migrate
from ostiary.store.statements import rows_of
from tests.audit.before_0013 import put_seals_back
from tests.audit.made_event import made_event
from tests.audit.sealed_log import SealedLog
from tests.audit.tampering import tamper
from tests.support.rows import state


@pytest.fixture
async def before(log: SealedLog, database: Database) -> None:
    """Something erased, something that waits."""
    await erase_user(log.scene.runtime, log.scene.actor, "ana@example.com")
    await log.seal()
    for _ in range(3):
        await append_event(made_event(log.scene.hands))


@pytest.mark.usefixtures("before")
async def test_a_sealed_log_moves_whole(log: SealedLog, database: Database) -> None:
    moved = await state()
    await put_seals_back(database.address)
    assert not await is_migrated(database.address)
    assert [name.split(".")[0] for name in await migrate(database.address)] == ["0013_seals_apart"]
    assert await state() == moved
    told = await log.verified()
    assert isinstance(told, LogSummary)
    assert (told.check.events, told.unsealed.count) == (log.length, 3)
    assert told.check.erased_parts > 0
    await log.seal()
    assert await log.found() == ""


@pytest.mark.parametrize("column", ["seal", "subject_salt", "type"])
async def test_what_was_done_to_it_before_is_still_found_after(log: SealedLog, database: Database, column: str) -> None:
    await put_seals_back(database.address)
    value = "'LOCK'" if column == "type" else "NULL"
    await tamper(f"UPDATE audit_events SET {column} = {value} WHERE sequence = 7")
    await migrate(database.address)
    assert (await log.found()).startswith("edited: event 7 ")


async def test_an_event_is_one_row_that_is_written_once_and_its_table_has_no_column_for_a_seal(log: SealedLog) -> None:
    written = await rows_of("SELECT * FROM audit_events ORDER BY id")
    await append_event(made_event(log.scene.hands))
    await log.seal()
    after = await rows_of("SELECT * FROM audit_events ORDER BY id")
    assert after[:-1] == written
    assert not {"sequence", "seal", "subject_salt", "origin_salt"} & set(after[-1])
