"""Old events leave the log in whole batches, and the rest verifies."""

from typing import Any

from ostiary.policy.audit import AuditEventType
from ostiary.services.audit_verifying import LogSummary
from ostiary.services.directory import Actor
from ostiary.services.retention import prune_next
from ostiary.store.statements import rows_of
from tests.audit.sealed_log import SealedLog
from tests.audit.tampering import LINES, placed, put, tamper
from tests.support.door import Door
from tests.support.rows import changed_by
from tests.support.scene import OFFICE

ANA = "ana@example.com"
COMMAND = Actor(None, OFFICE)
PERSONAL = ("user_id", "user_email", "user_email_key", "actor_id", "ip", "country", "user_agent", "details")


async def every_row() -> list[dict[str, Any]]:
    return await rows_of(f"SELECT * FROM {LINES} ORDER BY sequence")


async def test_retention_drops_whole_batches_and_the_rest_verifies(log: SealedLog) -> None:
    """All of the first two batches is older than the second one's newest event, and a part of the third."""
    second = log.batches[1]
    cutoff = log.scene.hands.now.fromtimestamp((second.newest_at + 1) / 1_000_000, log.scene.hands.now.tzinfo)
    while await prune_next(log.scene.runtime, cutoff):
        pass
    kept = [row["sequence"] for row in await every_row()]
    assert kept[0] > second.last_sequence
    assert (kept[0] - 1) in {batch.last_sequence for batch in log.batches}
    told = await log.verified(await log.anchor())
    assert isinstance(told, LogSummary)
    assert told.horizon is not None
    assert told.horizon.through_sequence == kept[0] - 1
    await tamper(f"DELETE FROM audit_events WHERE {placed(kept[0])}")
    assert (await log.found()).startswith(f"missing: event {kept[0]}:")


async def test_an_event_put_back_after_retention_is_found(log: SealedLog) -> None:
    [event] = await rows_of(f"SELECT * FROM audit_events WHERE {placed(1)}")
    [place] = await rows_of("SELECT * FROM audit_places WHERE sequence = 1")
    log.scene.hands.move(days=400)
    await prune_next(log.scene.runtime, log.scene.hands.now)
    await put("audit_events", event)
    assert (await log.found()).startswith(f"inserted: event without a place ({event['id']}):")
    await put("audit_places", place)
    assert (await log.found()).startswith("inserted: event 1:")


async def test_retention_by_hand_is_logged_and_by_setting_is_not(log: SealedLog, door: Door) -> None:
    await prune_next(log.scene.runtime, log.scene.hands.now)
    assert await log.scene.log(AuditEventType.AUDIT_PRUNED) == []
    log.scene.hands.move(days=1)
    await door.password(log.scene.users[ANA], "wrong password")
    await log.seal()
    log.scene.hands.move(days=1)
    await prune_next(log.scene.runtime, log.scene.hands.now, COMMAND)
    (event,) = await log.scene.log(AuditEventType.AUDIT_PRUNED)
    assert event.details[0] == ("through", str(log.length))


async def test_nothing_older_than_the_limit_means_nothing_goes(log: SealedLog) -> None:
    cutoff = log.scene.hands.now.replace(year=2000)
    assert await changed_by(lambda: prune_next(log.scene.runtime, cutoff)) == set()
