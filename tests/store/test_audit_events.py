"""The log is read newest first by keyset, complete and without repetition, and narrowed by each field (rule E5)."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from ostiary.policy.audit import AuditCategory, AuditEventType, AuditResult
from ostiary.policy.vocabulary import FailureReason
from ostiary.store import pages
from ostiary.store.audit_events import append_event, every_event, list_events
from ostiary.store.audit_filters import AuditFilter
from ostiary.store.database import Database
from ostiary.store.ids import new_id
from ostiary.store.pages import COUNT_MAX, Count, PageWanted, Position, Sought
from ostiary.store.records import AuditEventRecord
from ostiary.store.statements import rows_of
from tests.support.many_events import copy_events
from tests.support.passing_time import START

PLAIN = AuditEventRecord(new_id(), AuditEventType.LOGIN, START, "203.0.113.7", AuditResult.SUCCESS)
SPECIAL = AuditEventRecord(
    id=new_id(),
    type=AuditEventType.SECONDARY_AUTHENTICATION_OTP,
    occurred_at=START + timedelta(seconds=1),
    ip="2001:db8::1",
    result=AuditResult.FAILURE,
    user_id=new_id(),
    user_email="Ana@Example.com",
    actor_id=new_id(),
    actor_token_id=new_id(),
    actor_name="nightly",
    application_id=new_id(),
    country="NL",
    user_agent="Browser/1.0",
    failure_reason=FailureReason.INVALID_CODE,
    details=(("bypass", "on"), ("名", "值")),
)


async def test_an_event_comes_back_as_it_was_written(database: Database) -> None:
    await append_event(SPECIAL)
    assert [event async for event in every_event(AuditFilter())] == [SPECIAL]


@pytest.mark.parametrize(
    "narrowed",
    [
        {"category": AuditCategory.USER_BEHAVIOR, "types": (SPECIAL.type,)},
        {"types": (SPECIAL.type, AuditEventType.USER_DELETED)},
        {"result": AuditResult.FAILURE},
        {"failure_reason": FailureReason.INVALID_CODE},
        {"user_id": SPECIAL.user_id},
        {"email": "ana@example.COM"},
        {"actor_id": SPECIAL.actor_id},
        {"actor_token_id": SPECIAL.actor_token_id},
        {"application_id": SPECIAL.application_id},
        {"ip": SPECIAL.ip},
        {"country": "NL"},
        {"user_agent": "Browser/1.0"},
        {"since": SPECIAL.occurred_at},
        {"since": SPECIAL.occurred_at, "until": SPECIAL.occurred_at + timedelta(microseconds=1)},
    ],
)
async def test_each_field_narrows_the_log(database: Database, narrowed: dict[str, Any]) -> None:
    await append_event(PLAIN)
    await append_event(SPECIAL)
    assert [event async for event in every_event(AuditFilter(**narrowed))] == [SPECIAL]


@pytest.mark.parametrize(
    "narrowed",
    [
        {"types": ()},
        {"category": AuditCategory.ADMINISTRATION},
        {"email": "ana"},
        {"email": "%"},
        {"ip": "2001:db8::2"},
        {"since": SPECIAL.occurred_at + timedelta(microseconds=1)},
        {"until": START},
        {"result": AuditResult.SUCCESS, "country": "NL"},
    ],
)
async def test_what_nothing_matches_is_empty(database: Database, narrowed: dict[str, Any]) -> None:
    await append_event(PLAIN)
    await append_event(SPECIAL)
    page = await list_events(PageWanted(10), AuditFilter(**narrowed))
    assert (list(page.rows), page.has_more, await page.total.count()) == ([], False, Count(0, is_exact=True))


async def test_pages_follow_each_other_without_gap_and_repetition_also_within_one_instant(
    database: Database,
) -> None:
    written = [replace(PLAIN, id=new_id(), occurred_at=START + timedelta(seconds=n // 7)) for n in range(23)]
    for event in written:
        await append_event(event)
    read: list[AuditEventRecord] = []
    after = None
    while True:
        page = await list_events(PageWanted(5, after), AuditFilter())
        assert await page.total.count() == Count(23, is_exact=True)
        read += page.rows
        if not page.has_more:
            break
        after = Position(page.rows[-1].occurred_at, page.rows[-1].id)
    assert read == sorted(written, key=lambda event: (event.occurred_at, event.id), reverse=True)


@pytest.mark.parametrize(
    "narrowed",
    [
        {"types": tuple(AuditEventType)},
        {"types": (PLAIN.type, SPECIAL.type), "result": AuditResult.SUCCESS, "category": AuditCategory.USER_BEHAVIOR},
        {"result": AuditResult.SUCCESS},
        {"category": AuditCategory.USER_BEHAVIOR, "ip": PLAIN.ip},
    ],
)
async def test_pages_follow_each_other_also_where_several_lookups_are_merged(
    database: Database, narrowed: dict[str, Any]
) -> None:
    written = [replace(PLAIN, id=new_id(), occurred_at=START + timedelta(seconds=n // 3)) for n in range(10)]
    written += [replace(written[n], id=new_id(), type=SPECIAL.type) for n in range(10)]
    for event in written:
        await append_event(event)
    first = await list_events(PageWanted(7), AuditFilter(**narrowed))
    rest = await list_events(
        PageWanted(100, Position(first.rows[-1].occurred_at, first.rows[-1].id)), AuditFilter(**narrowed)
    )
    newest = sorted(written, key=lambda event: (event.occurred_at, event.id), reverse=True)
    assert ([*first.rows, *rest.rows], first.has_more, rest.has_more) == (newest, True, False)
    assert await first.total.count() == Count(20, is_exact=True)


async def test_counting_stops_at_its_bound_and_says_so(database: Database) -> None:
    await rows_of("DELETE FROM audit_events RETURNING id")
    await append_event(PLAIN)
    await copy_events(COUNT_MAX - 1)
    full = await list_events(PageWanted(1), AuditFilter())
    assert await full.total.count() == Count(COUNT_MAX, is_exact=True)
    await append_event(SPECIAL)
    beyond = await list_events(PageWanted(1), AuditFilter(category=AuditCategory.USER_BEHAVIOR))
    assert await beyond.total.count() == Count(COUNT_MAX, is_exact=False)
    assert await beyond.total.count() == Count(COUNT_MAX, is_exact=False)


async def test_nothing_is_counted_that_nobody_asks_for(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[Sought] = []

    async def count(sought: Sought) -> Count:
        counted.append(sought)
        return Count(0, is_exact=True)

    monkeypatch.setattr(pages, "count", count)
    for _ in range(2):
        await append_event(replace(PLAIN, id=new_id()))
    page = await list_events(PageWanted(1), AuditFilter())
    assert page.has_more
    assert counted == []
    await asyncio.gather(page.total.count(), page.total.count())
    assert len(counted) == 1

    whole = await list_events(PageWanted(100), AuditFilter())
    assert await whole.total.count() == Count(len(whole.rows), is_exact=True)
    assert len(counted) == 1, "a first page that is the last one tells the total"


async def test_an_event_that_comes_meanwhile_moves_no_page(database: Database) -> None:
    written = [replace(PLAIN, id=new_id(), occurred_at=START + timedelta(seconds=n)) for n in range(4)]
    for event in written:
        await append_event(event)
    first = await list_events(PageWanted(2), AuditFilter())
    await append_event(replace(PLAIN, id=new_id(), occurred_at=START + timedelta(minutes=1)))
    last = first.rows[-1]
    second = await list_events(PageWanted(2, Position(last.occurred_at, last.id)), AuditFilter())
    assert [*first.rows, *second.rows] == written[::-1]


async def test_an_export_is_whole_however_many_pages_it_has(database: Database) -> None:
    for number in range(250):
        await append_event(replace(PLAIN, id=new_id(), occurred_at=START + timedelta(seconds=number)))
    assert len([event async for event in every_event(AuditFilter())]) == 250
