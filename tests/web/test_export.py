"""/export/audit.csv and /export/audit.jsonl: streams for whom the log is meant (operations.md, rule E5)."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from starlette.requests import Request

from ostiary.policy.audit import AuditResult
from ostiary.store.audit_filters import AuditFilter
from ostiary.store.away import DatabaseAwayError
from ostiary.store.records import AuditEventRecord
from ostiary.web.export import ExportRefusal, ExportSource, export_routes
from tests.web.conftest import Browse
from tests.web.test_audit_rows import EVENT


class Log:
    """A log of `length` events that notes what it was asked for and how far it was read."""

    def __init__(self, length: int, refusal: ExportRefusal | None = None) -> None:
        self.length = length
        self.refusal = refusal
        self.asked: list[AuditFilter] = []
        self.read = 0

    async def refusal_of(self, request: Request) -> ExportRefusal | None:
        return self.refusal

    async def every_event(self, narrowed: AuditFilter) -> AsyncIterator[AuditEventRecord]:
        self.asked.append(narrowed)
        for number in range(self.length):
            self.read += 1
            yield replace(EVENT, user_agent=str(number))

    @property
    def source(self) -> ExportSource:
        return ExportSource(self.refusal_of, self.every_event)


async def test_csv_holds_every_event_under_one_header(browse: Browse) -> None:
    async with browse(*export_routes(Log(250).source)) as client:
        answer = await client.get("/export/audit.csv")
    lines = answer.text.split("\r\n")
    assert (answer.status_code, len(lines), lines[-1]) == (200, 252, "")
    assert lines[0].startswith("id,type,label,category,occurredAt,")
    assert [line.split(",")[11] for line in lines[1:-1]] == [str(number) for number in range(250)]


async def test_json_lines_hold_every_event(browse: Browse) -> None:
    async with browse(*export_routes(Log(250).source)) as client:
        answer = await client.get("/export/audit.jsonl")
    assert [json.loads(line)["userAgent"] for line in answer.text.splitlines()] == [str(n) for n in range(250)]


@pytest.mark.parametrize(
    ("name", "body", "media_type"),
    [
        ("csv", "id,type,label,category,occurredAt,", "text/csv; charset=utf-8; header=present"),
        ("jsonl", "", "application/jsonl; charset=utf-8"),
    ],
)
async def test_an_empty_log_is_an_empty_file(browse: Browse, name: str, body: str, media_type: str) -> None:
    async with browse(*export_routes(Log(0).source)) as client:
        answer = await client.get(f"/export/audit.{name}")
    assert (answer.status_code, answer.text[:34], len(answer.text.splitlines())) == (200, body, len(body) // 34)
    assert answer.headers["content-type"] == media_type
    assert answer.headers["content-disposition"] == f'attachment; filename="audit.{name}"'
    assert answer.headers["cache-control"] == "no-store"


async def test_the_query_narrows_the_log(browse: Browse) -> None:
    log = Log(1)
    async with browse(*export_routes(log.source)) as client:
        await client.get("/export/audit.csv", params={"result": "FAILURE", "ip": "203.0.113.7"})
    assert log.asked == [AuditFilter(result=AuditResult.FAILURE, ip="203.0.113.7")]


async def test_a_slip_in_the_query_is_400_and_reads_nothing(browse: Browse) -> None:
    log = Log(1)
    async with browse(*export_routes(log.source)) as client:
        answer = await client.get("/export/audit.csv?since=yesterday")
    assert (answer.status_code, log.asked) == (400, [])
    assert answer.json() == {
        "errors": [
            {
                "message": "since: must be an ISO 8601 instant with a time zone, such as 2026-11-24T06:00:00Z",
                "extensions": {"code": "BAD_USER_INPUT", "parameter": "since"},
            }
        ]
    }


@pytest.mark.parametrize(
    "query", ["since=%00", "email=%ff%fe", "%ff=1", "userId=" + "x" * 10000, "a&b=&&=", "ip=%ED%A0%80"]
)
async def test_no_query_is_a_500(browse: Browse, query: str) -> None:
    async with browse(*export_routes(Log(1).source)) as client:
        assert (await client.get(f"/export/audit.csv?{query}")).status_code in {200, 400}


@pytest.mark.parametrize(("refusal", "code"), [(ExportRefusal.UNAUTHENTICATED, 401), (ExportRefusal.FORBIDDEN, 403)])
async def test_who_may_not_gets_nothing(browse: Browse, refusal: ExportRefusal, code: int) -> None:
    log = Log(1, refusal)
    async with browse(*export_routes(log.source)) as client:
        answer = await client.get("/export/audit.csv?since=yesterday")
    assert (answer.status_code, log.asked) == (code, [])
    assert answer.json()["errors"][0]["extensions"] == {"code": refusal.value}


async def test_a_database_that_is_away_is_503_before_the_stream_begins(browse: Browse) -> None:
    async def every_event(narrowed: AuditFilter) -> AsyncIterator[AuditEventRecord]:
        if narrowed == AuditFilter():
            raise DatabaseAwayError
        yield EVENT

    async with browse(*export_routes(ExportSource(Log(0).refusal_of, every_event))) as client:
        assert (await client.get("/export/audit.csv")).status_code == 503


async def test_head_reads_nothing(browse: Browse) -> None:
    log = Log(10_000)
    async with browse(*export_routes(log.source)) as client:
        answer = await client.head("/export/audit.csv")
    assert (answer.status_code, answer.content, log.read) == (200, b"", 0)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
