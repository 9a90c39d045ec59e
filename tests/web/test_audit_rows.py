"""Rows as CSV and JSON Lines: RFC 4180, safe to open in a spreadsheet, named as in the API (rule E5)."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from ostiary.policy.audit import AuditEventType, AuditResult
from ostiary.policy.vocabulary import FailureReason
from ostiary.services.node_ids import encode_id
from ostiary.store.records import AuditEventRecord
from ostiary.web.audit_rows import audit_row, csv_head, csv_lines, formula_safe, json_lines

ID = UUID("01900000-0000-7000-8000-000000000001")
EVENT = AuditEventRecord(
    id=ID,
    type=AuditEventType.SECONDARY_AUTHENTICATION_OTP,
    occurred_at=datetime(2026, 11, 24, 9, 0, 10, 5, tzinfo=UTC),
    ip="203.0.113.7",
    result=AuditResult.FAILURE,
    user_id=ID,
    user_email="ann@example.com",
    application_id=ID,
    country="DE",
    user_agent='Mozilla/5.0 "X", (Y)',
    failure_reason=FailureReason.CODE_REUSED,
    actor_token_id=ID,
    actor_name="nightly export",
    details=(("OTP", "off"), ("removedBindings", "128")),
)
ROW = {
    "id": encode_id("AuditEvent", ID),
    "type": "SECONDARY_AUTHENTICATION_OTP",
    "label": "Secondary authentication - OTP",
    "category": "USER_BEHAVIOR",
    "occurredAt": "2026-11-24T09:00:10.000005+00:00",
    "userId": encode_id("User", ID),
    "userEmail": "ann@example.com",
    "actorId": None,
    "applicationId": encode_id("Application", ID),
    "ip": "203.0.113.7",
    "country": "DE",
    "userAgent": 'Mozilla/5.0 "X", (Y)',
    "result": "FAILURE",
    "failureReason": "CODE_REUSED",
    "details": "OTP=off; removedBindings=128",
    "actorTokenId": encode_id("ApiToken", ID),
    "actorName": "nightly export",
}


def test_a_row_has_the_apis_names_and_ids() -> None:
    assert audit_row(EVENT) == ROW


def test_the_header_row_names_the_columns() -> None:
    assert csv_head() == ",".join(ROW) + "\r\n"


def test_a_csv_row_ends_in_crlf_and_doubles_quotes() -> None:
    line = csv_lines([audit_row(EVENT)])
    program = f"{ROW['actorTokenId']},nightly export"
    assert line.endswith(f',"Mozilla/5.0 ""X"", (Y)",FAILURE,CODE_REUSED,OTP=off; removedBindings=128,{program}\r\n')
    assert next(csv.reader(io.StringIO(line, newline=""))) == [value or "" for value in ROW.values()]


def test_a_json_line_is_one_object_with_nulls() -> None:
    lines = json_lines([audit_row(replace(EVENT, user_agent="a\nb 验证"))] * 2)
    assert lines.count("\n") == 2
    assert [json.loads(line) for line in lines.splitlines()] == [ROW | {"userAgent": "a\nb 验证"}] * 2


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_a_spreadsheet_would_run_is_disarmed(start: str) -> None:
    line = csv_lines([audit_row(replace(EVENT, user_agent=f"{start}HYPERLINK(1)"))])
    assert next(csv.reader(io.StringIO(line, newline="")))[11] == f"'{start}HYPERLINK(1)"


@pytest.mark.parametrize("cell", ["", "curl/8", "a=b", "'=1", " =1", "1-1"])
def test_any_other_cell_stays_as_it_is(cell: str) -> None:
    assert formula_safe(cell) == cell


def test_json_lines_are_not_disarmed() -> None:
    assert json.loads(json_lines([audit_row(replace(EVENT, user_agent="=1"))]))["userAgent"] == "=1"
