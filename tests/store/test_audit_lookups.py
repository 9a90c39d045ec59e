"""No filter of the log walks the table: the narrowest condition is looked up in an index in the log's order."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest

from ostiary.policy.audit import AuditCategory, AuditEventType, AuditResult
from ostiary.policy.vocabulary import FailureReason
from ostiary.store import audit_events, pages
from ostiary.store.audit_events import events_after, list_events
from ostiary.store.audit_filters import AuditFilter, lookup_of
from ostiary.store.database import Database
from ostiary.store.pages import PAGE_MAX, Count, PageWanted, Position, Sought
from ostiary.store.statements import rows_of
from tests.support.many_events import write_events
from tests.support.passing_time import START

SOMEBODY = UUID("00000000-0000-4000-8000-000000000003")
RARE: dict[str, Any] = {"ip": "203.0.113.250", "country": "IS", "user_agent": "Rare/1.0"}
INDEXES: dict[str, dict[str, Any]] = {
    "audit_events_by_time": {},
    "audit_events_by_category": {"category": AuditCategory.USER_BEHAVIOR},
    "audit_events_by_type": {"types": (AuditEventType.ACCOUNT_LOCKED, AuditEventType.LOGIN)},
    "audit_events_by_user": {"user_id": SOMEBODY},
    "audit_events_by_email": {"email": "user3@example.com"},
    "audit_events_by_actor": {"actor_id": SOMEBODY},
    "audit_events_by_application": {"application_id": SOMEBODY},
    "audit_events_by_ip": {"ip": "203.0.113.250"},
    "audit_events_by_country": {"country": "IS"},
    "audit_events_by_user_agent": {"user_agent": "Rare/1.0"},
    "audit_events_by_reason": {"failure_reason": FailureReason.CHALLENGE_EXPIRED},
}


@pytest.fixture
async def on_sqlite(sqlite_url: str) -> AsyncIterator[Database]:
    """Whose plans do not depend on what is in it."""
    database = await Database.open(sqlite_url)
    with database.bound():
        yield database
    await database.close()


async def plan_of(sought: Sought) -> list[str]:
    """What SQLite does at the table to answer a page."""
    told = await rows_of(f"EXPLAIN QUERY PLAN {sought.counted(PAGE_MAX)}", *sought.values)
    details = [row["detail"] for row in told]
    return [each for each in details if "audit_events" in each or "TEMP B-TREE" in each]


@pytest.mark.parametrize("index", INDEXES)
async def test_each_filter_has_an_index_in_the_order_of_the_log(on_sqlite: Database, index: str) -> None:
    """Beside the category, which a page of the console always asks for; nothing is sorted, nothing scanned."""
    for more in ({}, {"category": AuditCategory.USER_BEHAVIOR}) if INDEXES[index] else ({},):
        plan = await plan_of((await lookup_of(AuditFilter(**{**more, **INDEXES[index]}))).sought)
        assert {index in step for step in plan} == {True}, plan
        assert not any("TEMP B-TREE" in step for step in plan), plan
        assert not any("SCAN" in step for step in plan) or not INDEXES[index], plan


async def test_results_alone_are_looked_up_in_both_categories(on_sqlite: Database) -> None:
    plan = await plan_of((await lookup_of(AuditFilter(result=AuditResult.FAILURE))).sought)
    assert [("audit_events_by_category (category=? AND result=?)" in step) for step in plan] == [True, True]


@pytest.mark.parametrize("name", RARE)
async def test_of_several_conditions_the_narrowest_drives(database: Database, name: str) -> None:
    """Two thousand of the wide one are counted, one of the rare one."""
    await write_events(3_000, START)
    wide = {"country": "CN"} if name != "country" else {"application_id": SOMEBODY}
    for narrowed in ({name: RARE[name], **wide}, {**wide, name: RARE[name]}):
        lookup = await lookup_of(AuditFilter(category=AuditCategory.USER_BEHAVIOR, **narrowed))
        assert [each.split(" ")[0] for each in lookup.driving] == [name]


async def test_several_filters_at_once_find_the_same_however_few_rows_are_looked_at_at_a_time(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through many chunks, most of them without a row that fits; counted as far as the bound, and said so."""
    await write_events(600, START)
    narrowed = AuditFilter(country="NL", failure_reason=FailureReason.INVALID_CODE)
    whole = await list_events(PageWanted(PAGE_MAX), narrowed)
    assert len(whole.rows) > 5
    monkeypatch.setattr(pages, "CHUNK", 20)
    found, after = [], None
    while True:
        page = await list_events(PageWanted(2, after), narrowed)
        found += [each.id for each in page.rows]
        if not page.has_more:
            break
        after = Position(page.rows[-1].occurred_at, page.rows[-1].id)
    assert found == [each.id for each in whole.rows]
    monkeypatch.setattr(pages, "SIFTED_MAX", 20)
    counted = await (await list_events(PageWanted(2), narrowed)).total.count()
    assert counted.rows < len(found)
    assert not counted.is_exact


@pytest.mark.parametrize("place", [20, 30, 40], ids=["older than the bound", "at it", "newer"])
async def test_a_page_begins_at_the_narrower_of_its_two_bounds_alone(
    database: Database, monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    """Given both, planners begin at either: at five million events a deep page took ten times as long."""
    await write_events(60, START)
    everything = (await list_events(PageWanted(PAGE_MAX), AuditFilter())).rows
    cursor = Position(everything[30].occurred_at, everything[30].id)
    bound = everything[place].occurred_at
    asked: list[str] = []

    async def noted(sql: str, *values: Any) -> Any:
        asked.append(sql)
        return await rows_of(sql, *values)

    monkeypatch.setattr(pages, "rows_of", noted)
    page = await list_events(PageWanted(PAGE_MAX, cursor), AuditFilter(until=bound))
    expected = [
        e.id for e in everything if e.occurred_at < bound and (e.occurred_at, e.id) < (cursor.instant, cursor.id)
    ]
    assert [event.id for event in page.rows] == expected
    (sql,) = asked
    assert sql.count("<") == 1
    assert await page.total.count() == Count(sum(e.occurred_at < bound for e in everything), is_exact=True)

    asked.clear()
    monkeypatch.setattr(audit_events, "rows_of", noted)
    later = await events_after(AuditFilter(since=bound), cursor)
    newer = [e.id for e in everything if e.occurred_at >= bound and (e.occurred_at, e.id) > (cursor.instant, cursor.id)]
    assert [event.id for event in later] == newer[::-1]
    (sql,) = asked
    assert sql.count(">") == 1
