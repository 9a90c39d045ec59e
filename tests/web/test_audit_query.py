"""The export's query takes the names of AuditEventFilter; a slip is refused and named (operations.md, rule E5)."""

import re
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from ostiary.policy.audit import AuditCategory, AuditEventType, AuditResult
from ostiary.policy.vocabulary import FailureReason
from ostiary.services.node_ids import encode_id
from ostiary.store.audit_filters import AuditFilter
from ostiary.web.audit_query import _READERS, QueryRefusedError, parse_audit_query

SCHEMA = Path(__file__).resolve().parents[2] / "schema.graphql"
USER = UUID("01900000-0000-7000-8000-000000000001")
USER_ID = encode_id("User", USER)
APPLICATION_ID = encode_id("Application", USER)
OTP = AuditEventType.SECONDARY_AUTHENTICATION_OTP
LOGIN = AuditEventType.LOGIN


@pytest.mark.parametrize(
    ("items", "narrowed"),
    [
        ([], AuditFilter()),
        ([("category", "USER_BEHAVIOR")], AuditFilter(category=AuditCategory.USER_BEHAVIOR)),
        ([("types", "LOGIN")], AuditFilter(types=(LOGIN,))),
        ([("types", "LOGIN"), ("types", "SECONDARY_AUTHENTICATION_OTP")], AuditFilter(types=(LOGIN, OTP))),
        ([("types", "LOGIN,SECONDARY_AUTHENTICATION_OTP")], AuditFilter(types=(LOGIN, OTP))),
        ([("result", "FAILURE")], AuditFilter(result=AuditResult.FAILURE)),
        ([("failureReason", "CODE_REUSED")], AuditFilter(failure_reason=FailureReason.CODE_REUSED)),
        ([("userId", USER_ID)], AuditFilter(user_id=USER)),
        ([("actorId", USER_ID)], AuditFilter(actor_id=USER)),
        ([("applicationId", APPLICATION_ID)], AuditFilter(application_id=USER)),
        ([("email", "Ann@Example.com")], AuditFilter(email="Ann@Example.com")),
        ([("userAgent", "curl/8")], AuditFilter(user_agent="curl/8")),
        ([("ip", "2001:DB8::0:1")], AuditFilter(ip="2001:db8::1")),
        ([("country", "de")], AuditFilter(country="DE")),
        ([("since", "2026-11-24T06:00:00Z")], AuditFilter(since=datetime(2026, 11, 24, 6, tzinfo=UTC))),
        ([("until", "2026-11-24T06:00:00+02:00")], AuditFilter(until=datetime(2026, 11, 24, 4, tzinfo=UTC))),
    ],
)
def test_a_query_narrows(items: list[tuple[str, str]], narrowed: AuditFilter) -> None:
    assert parse_audit_query(items) == narrowed


@pytest.mark.parametrize(
    ("items", "parameter"),
    [
        ([("category", "")], "category"),
        ([("category", "user_behavior")], "category"),
        ([("types", "")], "types"),
        ([("types", "LOGIN,")], "types"),
        ([("types", "LOGIN,NOTHING")], "types"),
        ([("result", "MAYBE")], "result"),
        ([("failureReason", "NONE")], "failureReason"),
        ([("userId", "1")], "userId"),
        ([("userId", APPLICATION_ID)], "userId"),
        ([("actorId", "\ud800")], "actorId"),
        ([("applicationId", USER_ID)], "applicationId"),
        ([("since", "2026-11-24T06:00:00Z"), ("until", "2026-11-24T06:00:00Z")], "until"),
        ([("email", "")], "email"),
        ([("email", "a\x00b")], "email"),
        ([("email", "\ud800")], "email"),
        ([("userAgent", "x" * 513)], "userAgent"),
        ([("ip", "localhost")], "ip"),
        ([("country", "DEU")], "country"),
        ([("country", "ＤＥ")], "country"),
        ([("since", "yesterday")], "since"),
        ([("since", "2026-11-24T06:00:00")], "since"),
        ([("since", "2026-11-24")], "since"),
        ([("until", "0001-01-01T00:00:00+14:00")], "until"),
        ([("until", "9999-12-31T23:59:59-14:00")], "until"),
        ([("ip", "1.1.1.1"), ("ip", "2.2.2.2")], "ip"),
        ([("user", USER_ID)], "user"),
        ([("typ", "LOGIN")], "typ"),
    ],
)
def test_a_slip_is_refused_by_its_name(items: list[tuple[str, str]], parameter: str) -> None:
    with pytest.raises(QueryRefusedError) as refused:
        parse_audit_query(items)
    assert refused.value.parameter == parameter


def test_the_names_are_those_of_the_schemas_filter() -> None:
    found = re.search(r"input AuditEventFilter \{(.*?)\n\}", SCHEMA.read_text("utf-8"), re.DOTALL)
    assert found is not None
    described = re.sub(r'""".*?"""|"[^"\n]*"|#[^\n]*', "", found[1], flags=re.DOTALL)
    names = set(re.findall(r"(\w+)\s*:", described))
    assert names == {*_READERS, "types"}
