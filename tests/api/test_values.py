"""Hostile values in every place that takes one, on both engines: a clear answer, never a 500, never an echo."""

import json

import pytest
from structlog.testing import capture_logs

from tests.api.caller import START_LOGIN, Caller
from tests.api.sampling import RootField, root_fields
from tests.support.scene import PASSWORD, Scene

CANARY = "canary7bird"
HOSTILE = {
    "nothing": "",
    "blank": " ",
    "10 kB": CANARY * 1000,
    "NUL": f"{CANARY}\x00",
    "lone surrogate": f"{CANARY}\ud800",
    "reversed surrogates": f"{CANARY}\udc00\ud800",
    "full-width digits": "１２３４５６",
    "bold digits": "𝟏𝟐𝟑𝟒𝟓𝟔",
    "control characters": f"{CANARY}\r\nBcc: x@example.com\t\x1b[31m",
    "right to left": f"\u202e{CANARY}",
    "LIKE": "%_!\\'\"; DROP TABLE users; --",
    "base64": "VXNlcjp4",
    "an integer": 7,
    "a long integer": 10**30,
    "a negative": -1,
    "a fraction": 1.5,
    "true": True,
    "null": None,
    "a list": [CANARY],
    "a deep list": [[[[[[CANARY]]]]]],
    "a list of nulls": [None],
    "an empty list": [],
    "an object": {CANARY: CANARY},
    "an empty object": {},
    "a deep object": {"a": {"a": {"a": {"a": CANARY}}}},
}

POSTED = [field for field in root_fields() if field.kind != "subscription"]
"""What is answered to a plain POST; streams have their own tests in tests/processes/test_live_tail.py."""


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(f"{request.param}_url"))


async def test_no_value_in_any_place_is_a_500_or_comes_back(api: Caller, admin: str) -> None:
    faults = []
    with capture_logs() as logged:
        for field in POSTED:
            for path in field.inputs():
                for name, value in HOSTILE.items():
                    answer = await api.post(field.document, field.with_value(path, value), admin)
                    if not is_clear(answer.status_code, answer.text):
                        faults.append((field.name, path, name, answer.status_code, answer.text[:200]))
    assert faults == []
    assert CANARY not in json.dumps(logged, default=str)


def is_clear(status: int, text: str) -> bool:
    """Data, or one of the errors that say what to do; nothing of what was sent."""
    answer = json.loads(text)
    codes = {error["extensions"]["code"] for error in answer.get("errors", ())}
    return status == 200 and codes <= {"BAD_USER_INPUT"} and CANARY not in text


@pytest.mark.parametrize("field", [field for field in POSTED if field.field.args], ids=str)
async def test_a_variable_that_is_missing_is_named(api: Caller, admin: str, field: RootField) -> None:
    for name in field.variables:
        others = {each: value for each, value in field.variables.items() if each != name}
        status, error = await api.refusal(field.document, others, admin)
        assert (status, error["extensions"]) == (200, {"code": "BAD_USER_INPUT", "field": name})


@pytest.mark.parametrize("name", ["nothing", "10 kB", "NUL", "lone surrogate", "control characters", "LIKE"])
@pytest.mark.parametrize("field", ["clientId", "email", "password"])
async def test_whatever_is_typed_at_the_door_is_refused_alike(api: Caller, scene: Scene, name: str, field: str) -> None:
    right = {"clientId": "console", "email": scene.admin.email, "password": PASSWORD}
    answer = await api.ask(START_LOGIN, {"input": {**right, field: HOSTILE[name]}})
    assert answer["startLogin"] == {
        "__typename": "InvalidCredentials",
        "message": "Email or password is incorrect. Check both and try again.",
    }


@pytest.mark.parametrize(
    ("variables", "field", "words"),
    [
        ({"input": None}, "input", "send an object with the fields challenge, kind, code: it is required"),
        ({"input": CANARY}, "input", "send an object with the fields challenge, kind, code"),
        ({"input": {}}, "input.challenge", "send a string: it is required"),
        (
            {"input": {"challenge": "x", "kind": CANARY, "code": "1"}},
            "input.kind",
            "send one of OTP, EMAIL",
        ),
        ({"input": {"challenge": "x", "kind": "OTP", "code": 123456}}, "input.code", "send a string"),
        (
            {"input": {"challenge": "x", "kind": "OTP", "code": "1", CANARY: 1}},
            "input",
            "send an object with the fields challenge, kind, code",
        ),
    ],
)
async def test_a_variable_that_does_not_fit_is_named_by_its_path(
    api: Caller, variables: dict[str, object], field: str, words: str
) -> None:
    document = "mutation ($input: VerifyFactorInput!) { verifyFactor(input: $input) { __typename } }"
    status, error = await api.refusal(document, variables)
    assert status == 200
    assert error == {
        "message": f"{field}: {words}",
        "extensions": {"code": "BAD_USER_INPUT", "field": field},
    }


async def test_items_of_a_list_are_named_by_their_number(api: Caller) -> None:
    document = "query ($types: [AuditEventType!]) { auditEvents(filter: {types: $types}) { totalCount } }"
    _, error = await api.refusal(document, {"types": ["LOGIN", CANARY]})
    assert error["extensions"]["field"] == "types.1"


async def test_a_null_where_a_default_stands_is_not_the_default(api: Caller) -> None:
    document = """
      mutation ($delivery: TokenDelivery) {
        startLogin(input: {clientId: "a", email: "b", password: "c", delivery: $delivery}) { __typename }
      }
    """
    assert await api.code(document, {"delivery": None}) == "BAD_USER_INPUT"
    assert await api.code(document, {}) is None
