"""Input: whatever is typed into any field gets a clear answer, never a 500, and changes and echoes nothing (L1, L8)."""

import json
from typing import Any

import pytest

from tests.attack.marks import attack
from tests.attack.siege import Siege
from tests.processes.documents import mutation
from tests.processes.installation import PASSWORD

MARK = "zq7marker"
TEXTS = [
    pytest.param("", marks=attack("I-01"), id="nothing"),
    pytest.param(f"\x00{MARK}", marks=attack("I-02"), id="a NUL"),
    pytest.param(f"\ud800{MARK}", marks=attack("I-03"), id="a lone surrogate"),
    pytest.param(MARK + "a" * 10_000, marks=attack("I-04"), id="ten kilobytes"),
    pytest.param("１２３４５６", marks=attack("I-05"), id="full-width digits"),
    pytest.param(f"\u202e{MARK}", marks=attack("I-06"), id="right-to-left override"),
    pytest.param(f"{MARK}\r\nBcc: all@example.com", marks=attack("I-07"), id="a line break"),
    pytest.param(f"'; DROP TABLE users; -- {MARK}", marks=attack("I-08"), id="SQL"),
    pytest.param(f"{{{{7*7}}}}${{7*7}}{MARK}", marks=attack("I-09"), id="a template"),
    pytest.param(f"<script>{MARK}</script>", marks=attack("I-10"), id="markup"),
    pytest.param(f"../../../../etc/passwd{MARK}", marks=attack("I-11"), id="a path"),
    pytest.param(f"%s%n%d{MARK}", marks=attack("I-12"), id="a format"),
]
VALUES = [
    pytest.param(123456, marks=attack("I-13"), id="a number"),
    pytest.param(10**400, marks=attack("I-14"), id="a huge number"),
    pytest.param(1.5, marks=attack("I-15"), id="a fraction"),
    pytest.param(True, marks=attack("I-16"), id="a boolean"),
    pytest.param(None, marks=attack("I-17"), id="null"),
    pytest.param(["123456"], marks=attack("I-18"), id="a list"),
    pytest.param({"toString": MARK}, marks=attack("I-19"), id="an object"),
    pytest.param(json.loads("[" * 40 + "]" * 40), marks=attack("I-20"), id="a deep list"),
]


def _check(answered: Any) -> None:
    """No 500, and nothing of what was sent comes back."""
    assert answered.status_code < 500, answered.text
    assert MARK not in answered.text


async def _everywhere(siege: Siege, value: Any) -> list[Any]:
    """The value in each field that a stranger, and an administrator, can type into."""
    sent = [
        ("startLogin", {"clientId": value, "email": "who@example.com", "password": PASSWORD}),
        ("startLogin", {"clientId": "console", "email": value, "password": PASSWORD}),
        ("startLogin", {"clientId": "console", "email": "who@example.com", "password": value}),
        ("beginOtpBinding", {"challenge": value}),
        ("sendEmailCode", {"challenge": value}),
        ("verifyFactor", {"challenge": "x" * 43, "kind": "OTP", "code": value}),
        ("verifyFactor", {"challenge": "x" * 43, "kind": value, "code": "123456"}),
        ("confirmOtpBinding", {"challenge": value, "code": value, "emailCode": value}),
        ("unlockUser", {"userId": value}),
        ("resetOtp", {"userId": value, "applicationId": value}),
        ("toggleFactor", {"applicationId": value, "kind": "OTP", "enabled": True}),
        ("setUserRole", {"userId": value, "role": value}),
        ("setUserApplications", {"userId": value, "applicationIds": [value]}),
    ]
    queries = [
        ("query ($v: String) { users(search: $v, first: 1) { totalCount } }", value),
        ("query ($v: String) { applications(after: $v, first: 1) { totalCount } }", value),
        ("query ($v: ID!) { node(id: $v) { id } }", value),
        ("query ($v: String!) { loginChallenge(token: $v) { __typename } }", value),
        ("query ($v: AuditEventFilter) { auditEvents(filter: $v, first: 1) { totalCount } }", {"email": value}),
        ("query ($v: AuditEventFilter) { auditEvents(filter: $v, first: 1) { totalCount } }", {"since": value}),
    ]
    answers = [await siege.admin.post(mutation(name), {"input": values}) for name, values in sent]
    return answers + [await siege.admin.post(query, {"v": each}) for query, each in queries]


@pytest.mark.parametrize("value", TEXTS)
async def test_a_text_is_taken_as_text_or_refused(siege: Siege, value: str) -> None:
    before = await siege.sql("SELECT count(*), sum(failed_attempts) FROM users")
    for answered in await _everywhere(siege, value):
        _check(answered)
    assert await siege.sql("SELECT count(*), sum(failed_attempts) FROM users") == before


@pytest.mark.parametrize("value", VALUES)
async def test_a_value_of_another_type_is_refused_without_an_echo(siege: Siege, value: Any) -> None:
    before = await siege.sql("SELECT count(*), sum(failed_attempts) FROM users")
    for answered in await _everywhere(siege, value):
        _check(answered)
    assert await siege.sql("SELECT count(*), sum(failed_attempts) FROM users") == before


CODES = [
    pytest.param("１２３４５６", marks=attack("I-21"), id="full-width digits"),
    pytest.param("١٢٣٤٥٦", marks=attack("I-22"), id="Arabic digits"),
    pytest.param("¹²³⁴⁵⁶", marks=attack("I-23"), id="superscripts"),
    pytest.param("12345", marks=attack("I-24"), id="five digits"),
    pytest.param("1234567", marks=attack("I-25"), id="seven digits"),
    pytest.param("+12345", marks=attack("I-26"), id="a sign"),
    pytest.param("0x1234", marks=attack("I-27"), id="hexadecimal"),
    pytest.param("1e5000", marks=attack("I-28"), id="an exponent"),
    pytest.param("123456\x00", marks=attack("I-29"), id="a NUL behind it"),
]


@pytest.mark.parametrize("code", CODES)
async def test_what_is_no_code_is_a_wrong_code(siege: Siege, code: str) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    answer = await siege.api.verify(await siege.challenge(victim, client_id), code)
    assert (answer["__typename"], answer["attemptsRemaining"]) == ("InvalidCode", 5)


@attack("I-30")
async def test_a_password_is_not_cut_at_its_end_or_at_a_nul(siege: Siege) -> None:
    client_id = await siege.application()
    ids = [siege.applications[client_id]]
    long = "p" * 80 + "end"
    email = f"{client_id}@example.com"
    made = await siege.admin.do("createUser", email=email, password=long, applicationIds=ids)
    assert made["__typename"] == "UserCreated"
    for near in (long[:72], long[:-1], long + " ", " " + long, long + "\x00", long.upper()):
        assert (await siege.api.start(email, near, client_id))["__typename"] == "InvalidCredentials"
    assert (await siege.api.start(email, long, client_id))["__typename"] == "LoginCompleted"
