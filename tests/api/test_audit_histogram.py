"""`auditHistogram`: the chart's numbers are the log's, in buckets that leave no gap (ux.md 8)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from ostiary.policy.audit import AuditResult
from ostiary.services.node_ids import encode_id
from ostiary.store.audit_events import append_event
from ostiary.store.ids import new_id
from tests.api.caller import Caller
from tests.support.passing_time import START
from tests.web.test_audit_rows import EVENT

HISTOGRAM = """
query ($since: DateTime!, $until: DateTime!, $buckets: Int, $filter: AuditEventFilter) {
  auditHistogram(since: $since, until: $until, buckets: $buckets, filter: $filter) {
    since until success failure isExact
  }
}
"""
DAY = START - timedelta(days=2)


async def events(*minutes: int, result: AuditResult = AuditResult.SUCCESS, ip: str = "192.0.2.9") -> None:
    for minute in minutes:
        moved = {"occurred_at": DAY + timedelta(minutes=minute), "result": result, "ip": ip}
        await append_event(replace(EVENT, id=new_id(), failure_reason=None, **moved))  # type: ignore[arg-type]


async def counted(api: Caller, admin: str, minutes: int, buckets: int, **narrowed: Any) -> list[tuple[int, int]]:
    until = (DAY + timedelta(minutes=minutes)).isoformat()
    wanted = {"since": DAY.isoformat(), "until": until, "buckets": buckets, "filter": narrowed or None}
    found = (await api.ask(HISTOGRAM, wanted, admin))["auditHistogram"]
    assert all(bucket["isExact"] for bucket in found)
    return [(bucket["success"], bucket["failure"]) for bucket in found]


async def test_each_event_is_in_the_bucket_of_its_instant_under_its_result(api: Caller, admin: str) -> None:
    await events(0, 9, 10, 29, 30)
    await events(10, 20, result=AuditResult.FAILURE)
    assert await counted(api, admin, 30, 3) == [(2, 0), (1, 1), (1, 1)]


@pytest.mark.parametrize(
    "narrowed",
    [
        {"ip": "192.0.2.10"},
        {"ip": "192.0.2.10", "category": "USER_BEHAVIOR", "types": [EVENT.type.value]},
        {"ip": "192.0.2.10", "since": "2000-01-01T00:00:00Z", "until": "2000-01-02T00:00:00Z"},
    ],
)
async def test_the_filter_narrows_what_is_counted(api: Caller, admin: str, narrowed: dict[str, Any]) -> None:
    await events(0, 1)
    await events(2, result=AuditResult.FAILURE, ip="192.0.2.10")
    assert await counted(api, admin, 10, 1, **narrowed) == [(0, 1)]


@pytest.mark.parametrize(
    ("narrowed", "counts"),
    [
        ({"types": []}, (0, 0)),
        ({"result": "FAILURE"}, (0, 1)),
        ({"category": "USER_BEHAVIOR", "result": "SUCCESS"}, (1, 0)),
        ({"category": "ADMINISTRATION"}, (0, 0)),
        ({"userId": encode_id("User", new_id())}, (0, 0)),
    ],
)
async def test_results_and_categories_are_counted_in_their_index(
    api: Caller, admin: str, narrowed: dict[str, Any], counts: tuple[int, int]
) -> None:
    await events(0)
    await events(2, result=AuditResult.FAILURE)
    assert await counted(api, admin, 10, 1, **narrowed) == [counts]


async def test_buckets_follow_each_other_without_a_gap_also_where_they_divide_badly(api: Caller, admin: str) -> None:
    until = START + timedelta(microseconds=100)
    wanted = {"since": START.isoformat(), "until": until.isoformat(), "buckets": 7}
    found = (await api.ask(HISTOGRAM, wanted, admin))["auditHistogram"]
    assert (found[0]["since"], found[-1]["until"], len(found)) == (START.isoformat(), until.isoformat(), 7)
    assert [bucket["until"] for bucket in found[:-1]] == [bucket["since"] for bucket in found[1:]]


async def test_a_range_shorter_than_its_buckets_has_as_many_as_fit(api: Caller, admin: str) -> None:
    wanted = {"since": START.isoformat(), "until": (START + timedelta(microseconds=3)).isoformat(), "buckets": 60}
    assert len((await api.ask(HISTOGRAM, wanted, admin))["auditHistogram"]) == 3


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"buckets": 0}, "buckets"),
        ({"buckets": 61}, "buckets"),
        ({"until": START.isoformat()}, "until"),
        ({"since": "2026-11-24"}, "since"),
        ({"filter": {"ip": "nowhere"}}, "filter.ip"),
    ],
)
async def test_what_cannot_be_meant_is_named(api: Caller, admin: str, change: dict[str, Any], field: str) -> None:
    wanted = {"since": START.isoformat(), "until": (START + timedelta(days=1)).isoformat(), **change}
    status, error = await api.refusal(HISTOGRAM, wanted, admin)
    assert (status, error["extensions"]) == (200, {"code": "BAD_USER_INPUT", "field": field})
