"""The chart's numbers are the log's, sealed or not, pruned or not, wherever a span begins and ends; or it says so."""

from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from ostiary.policy.audit import AuditCategory, AuditEventType, AuditResult
from ostiary.services.audit_log import histogram
from ostiary.services.retention import prune_next
from ostiary.store import audit_histogram, migrations
from ostiary.store.audit_events import append_event, every_event
from ostiary.store.audit_filters import AuditFilter
from ostiary.store.audit_removals import delete_between
from ostiary.store.database import Database
from ostiary.store.statements import is_sqlite, rows_of
from ostiary.store.unit_of_work import unit_of_work
from tests.audit.before_0013 import put_seals_back
from tests.audit.made_event import made_event
from tests.audit.sealed_log import SealedLog

BARE: list[dict[str, Any]] = [
    {},
    {"category": AuditCategory.USER_BEHAVIOR},
    {"result": AuditResult.SUCCESS},
    {"types": (AuditEventType.LOGIN, AuditEventType.USER_CREATED), "category": AuditCategory.USER_BEHAVIOR},
    {"types": ()},
]


async def written(log: SealedLog, days: int, sealed: bool = True) -> None:
    """Some further events an hour and a bit apart, over so many days."""
    for _ in range(days * 20):
        log.scene.hands.move(minutes=67, seconds=13)
        await append_event(made_event(log.scene.hands, ip="192.0.2.7"))
    if sealed:
        await log.seal()


async def in_the_log(narrowed: AuditFilter, edges: list[datetime]) -> list[tuple[int, int]]:
    """What one finds by reading every event."""
    events = [each async for each in every_event(narrowed)]
    return [
        tuple(
            sum(since <= each.occurred_at < until and each.result is result for each in events)
            for result in (AuditResult.SUCCESS, AuditResult.FAILURE)
        )  # type: ignore[misc]
        for since, until in pairwise(edges)
    ]


async def agree(narrowed: AuditFilter, since: datetime, until: datetime, buckets: int) -> None:
    found = await histogram(narrowed, since, until, buckets)
    edges = [found[0].since, *(each.until for each in found)]
    assert [(each.success, each.failure) for each in found] == await in_the_log(narrowed, edges)
    assert all(each.is_exact for each in found)


@pytest.mark.parametrize("narrowed", [*BARE, {"ip": "192.0.2.7"}])
async def test_it_adds_up_what_is_sealed_and_what_is_not(log: SealedLog, narrowed: dict[str, Any]) -> None:
    began = log.scene.hands.now - timedelta(hours=7, seconds=1)
    await written(log, 3)
    await written(log, 1, sealed=False)
    now = log.scene.hands.now
    for since, until, buckets in ((began, now, 1), (began, now, 7), (now - timedelta(minutes=203), now, 60)):
        await agree(AuditFilter(**narrowed), since, until, buckets)


async def test_what_retention_drops_is_no_longer_counted(log: SealedLog) -> None:
    began = log.scene.hands.now - timedelta(days=1)
    await written(log, 2)
    cutoff = log.scene.hands.now - timedelta(hours=20)
    while await prune_next(log.scene.runtime, cutoff):
        pass
    await agree(AuditFilter(), began, log.scene.hands.now, 3)
    log.scene.hands.move(days=1)
    while await prune_next(log.scene.runtime, log.scene.hands.now):
        pass
    assert await rows_of("SELECT * FROM audit_counts") == []


async def test_only_the_events_that_go_are_counted_out(log: SealedLog) -> None:
    """From both sides, as they are deleted."""
    for _ in range(4):
        await append_event(made_event(log.scene.hands))
    await log.seal()
    counted = "SELECT SUM(total) AS counted FROM audit_counts WHERE minutes = 5"
    (before,) = await rows_of(counted)
    async with unit_of_work():
        assert await delete_between(1, 3) == 2
    (after,) = await rows_of(counted)
    assert after["counted"] == before["counted"] - 2


@pytest.mark.parametrize("name", ["COUNTED_MAX", "SIEVED_MAX"])
async def test_counting_stops_at_its_bound_and_says_so(
    log: SealedLog, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_histogram, name, 3)
    began = log.scene.hands.now + timedelta(microseconds=1)
    if name == "COUNTED_MAX":
        for _ in range(5):
            log.scene.hands.move(seconds=1)
            await append_event(made_event(log.scene.hands))
        until, narrowed = began + timedelta(seconds=6), AuditFilter(category=AuditCategory.USER_BEHAVIOR)
    else:
        await written(log, 1, sealed=False)
        until, narrowed = log.scene.hands.now, AuditFilter(ip="192.0.2.7")
    [bucket] = await histogram(narrowed, began, until, 1)
    assert (bucket.success, bucket.failure, bucket.is_exact) == (3, 0, False)


async def test_what_is_not_sealed_yet_is_bounded_too(log: SealedLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_histogram, "SIEVED_MAX", 3)
    since = log.scene.hands.now
    await written(log, 2, sealed=False)
    [bucket] = await histogram(AuditFilter(), since, log.scene.hands.now, 1)
    assert not bucket.is_exact
    await log.seal()
    [bucket] = await histogram(AuditFilter(), since, log.scene.hands.now, 1)
    assert bucket.is_exact


async def test_a_log_that_was_sealed_before_is_counted_by_the_migration(log: SealedLog, database: Database) -> None:
    await written(log, 2)
    everything = "SELECT minutes, since, type, result, total FROM audit_counts ORDER BY 1, 2, 3, 4"
    counted = await rows_of(everything)
    await rows_of("DELETE FROM audit_counts RETURNING total")
    await put_seals_back(database.address)
    folder, engine = Path(migrations.__path__[0]), "sqlite" if is_sqlite() else "postgres"
    for statement in next(folder.glob(f"*_audit_counts.{engine}.sql")).read_text("utf-8").split(";"):
        if "INSERT" in statement:
            await rows_of(f"{statement} RETURNING total")
    assert await rows_of(everything) == counted
    assert {sum(each["total"] for each in counted if each["minutes"] == m) for m in (5, 60, 1440)} == {log.length}
