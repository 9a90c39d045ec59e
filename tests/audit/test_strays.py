"""An event has a place or waits for one: whoever parts them behind the product's back is named, and sealing goes on."""

from collections.abc import Sequence

import pytest
from structlog.testing import capture_logs

from ostiary.policy.audit_chain import SealedEvent
from ostiary.services import audit_sealing
from ostiary.services.audit_sealing import seal_next
from ostiary.store import audit_strays
from ostiary.store.audit_events import append_event
from ostiary.store.audit_seals import give_places
from ostiary.store.records import AuditEventRecord
from ostiary.store.statements import rows_of
from tests.audit.made_event import made_event
from tests.audit.sealed_log import SealedLog
from tests.audit.tampering import placed, put, tamper
from tests.support.rows import changed_by


@pytest.fixture
async def waiting(log: SealedLog) -> AuditEventRecord:
    """An event that is not sealed yet, later than all that are."""
    log.scene.hands.move(minutes=1)
    event = made_event(log.scene.hands)
    await append_event(event)
    return event


async def test_an_event_that_waits_no_longer_and_is_not_sealed_is_named(
    log: SealedLog, waiting: AuditEventRecord
) -> None:
    await tamper("DELETE FROM audit_unsealed WHERE event_id = $1", waiting.id)
    assert (await log.found()).startswith(f"inserted: event without a place ({waiting.id}): it does not wait")


async def test_so_is_one_that_waits_under_another_time(log: SealedLog, waiting: AuditEventRecord) -> None:
    await tamper("UPDATE audit_unsealed SET occurred_at = occurred_at + 1 WHERE event_id = $1", waiting.id)
    assert (await log.found()).startswith(f"inserted: event without a place ({waiting.id}): it does not wait")


async def test_an_event_that_was_deleted_before_it_was_sealed_is_missing(
    log: SealedLog, waiting: AuditEventRecord
) -> None:
    await tamper("DELETE FROM audit_events WHERE id = $1", waiting.id)
    assert (await log.found()).startswith(f"missing: event without a place ({waiting.id}):")


async def test_what_is_gone_keeps_nothing_else_from_being_sealed(log: SealedLog, waiting: AuditEventRecord) -> None:
    later = made_event(log.scene.hands)
    await append_event(later)
    await tamper("DELETE FROM audit_events WHERE id = $1", waiting.id)
    await log.seal()
    assert await log.id_of(log.length) == str(later.id)
    assert [str(row["event_id"]) for row in await rows_of("SELECT * FROM audit_unsealed")] == [str(waiting.id)]


async def test_a_sealed_event_that_is_made_to_wait_again_is_named_and_gets_no_second_place(log: SealedLog) -> None:
    [event] = await rows_of(f"SELECT id, occurred_at FROM audit_events WHERE {placed(7)}")
    await put("audit_unsealed", {"event_id": event["id"], "occurred_at": event["occurred_at"]})
    assert (await log.found()).startswith(f"inserted: event ({event['id']}): it is sealed")

    async def seal() -> None:
        assert await seal_next(log.scene.runtime.key_ring, log.scene.hands.now) is None

    with capture_logs() as lines:
        assert await changed_by(seal) == set()
    assert [(line["log_level"], line["event"]) for line in lines] == [("error", "audit_sealing_failed")]


async def test_a_place_that_is_taken_is_not_given_again(log: SealedLog, waiting: AuditEventRecord) -> None:
    [place] = await rows_of("SELECT * FROM audit_places WHERE sequence = 7")
    await put("audit_places", place | {"sequence": log.length + 1, "event_id": made_event(log.scene.hands).id})

    async def seal() -> None:
        assert await seal_next(log.scene.runtime.key_ring, log.scene.hands.now) is None

    assert await changed_by(seal) == set()


async def test_what_waits_no_longer_when_its_place_is_given_undoes_the_batch(
    log: SealedLog, waiting: AuditEventRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def after_it_was_taken(events: Sequence[SealedEvent]) -> bool:
        await tamper("DELETE FROM audit_unsealed WHERE event_id = $1", waiting.id)
        return await give_places(events)

    monkeypatch.setattr(audit_sealing, "give_places", after_it_was_taken)

    async def seal() -> None:
        assert await seal_next(log.scene.runtime.key_ring, log.scene.hands.now) is None

    assert await changed_by(seal) == set()


@pytest.mark.parametrize("chunk", [1, 2, 5, 10_000])
@pytest.mark.parametrize("which", [0, 1, 5, -1])
async def test_an_event_that_nobody_knows_of_is_found_wherever_it_is_and_however_many_are_looked_at_at_a_time(
    log: SealedLog, monkeypatch: pytest.MonkeyPatch, chunk: int, which: int
) -> None:
    monkeypatch.setattr(audit_strays, "CHUNK", chunk)
    assert await audit_strays.neither_placed_nor_waiting() is None
    ids = [row["id"] for row in await rows_of("SELECT id FROM audit_events ORDER BY id")]
    await tamper("DELETE FROM audit_places WHERE event_id = $1", ids[which])
    assert await audit_strays.neither_placed_nor_waiting() == str(ids[which])


async def test_it_is_found_in_a_log_of_which_nothing_is_sealed_as_well(
    log: SealedLog, waiting: AuditEventRecord
) -> None:
    for table in ("audit_places", "audit_batches"):
        await rows_of(f"DELETE FROM {table}")
    found = await log.found()
    assert found.startswith("inserted: event without a place (")
    assert str(waiting.id) not in found
