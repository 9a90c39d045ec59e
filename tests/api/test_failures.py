"""What goes wrong inside stays inside (contract, INTERNAL_SERVER_ERROR; design/security.md, "Failure"; rule E3)."""

import dataclasses
from typing import Any

import pytest
from structlog.testing import capture_logs

from ostiary.policy.rerunning import Outage
from ostiary.services.passwords import Passwords, PasswordsBusyError
from ostiary.store.away import IN_DOUBT, DatabaseAwayError
from ostiary.store.key_ring import UnknownKeyError
from ostiary.store.sealing import SealBrokenError
from tests.api.caller import START_LOGIN, Caller, Wiring
from tests.support.scene import Scene

CANARY = "canary7bird"
LOGIN = {"input": {"clientId": "console", "email": f"{CANARY}@example.com", "password": CANARY}}


class BrokenPasswords(Passwords):
    """Raises what it is given."""

    def __init__(self, error: Exception) -> None:
        super().__init__(memory_kib=8, passes=1)
        self.error = error

    async def verify(self, password_hash: str | None, password: str) -> bool:
        raise self.error


def broken(api: Caller, error: Exception) -> Caller:
    return Caller(dataclasses.replace(api.runtime, passwords=BrokenPasswords(error)), api.wiring)


async def test_a_refusal_for_who_the_caller_is_has_a_line_with_its_code_and_nothing_that_was_sent(api: Caller) -> None:
    with capture_logs() as logged:
        await api.post(f"{{ {CANARY}: users {{ totalCount }} }}")
    (line,) = [each for each in logged if each["event"] == "not_allowed"]
    assert (line["code"], line["log_level"], bool(line["correlation_id"])) == ("UNAUTHENTICATED", "info", True)
    assert CANARY not in repr(logged)


@pytest.mark.parametrize("error", [SealBrokenError(CANARY), UnknownKeyError(CANARY)])
async def test_a_secret_that_does_not_open_is_masked_and_told_to_the_log_as_an_alarm(
    api: Caller, error: Exception
) -> None:
    with capture_logs() as logged:
        answer = await broken(api, error).post(START_LOGIN, LOGIN)
    assert answer.json()["errors"][0]["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    assert [(line["event"], line["log_level"]) for line in logged] == [("sealed_value_does_not_open", "critical")]
    assert CANARY not in repr(logged)


async def test_a_bug_is_masked_under_the_correlation_id_of_the_logs_line(api: Caller) -> None:
    with capture_logs() as logged:
        answer = await broken(api, RuntimeError(f"secret {CANARY}")).post(START_LOGIN, LOGIN)
    error: dict[str, Any] = answer.json()["errors"][0]
    correlation_id = error["extensions"].pop("correlationId")
    assert (answer.status_code, error) == (
        500,
        {
            "message": "Something went wrong on our side.",
            "locations": [{"line": 3, "column": 3}],
            "path": ["startLogin"],
            "extensions": {"code": "INTERNAL_SERVER_ERROR"},
        },
    )
    assert [(line["event"], line["correlation_id"]) for line in logged] == [("a resolver failed", correlation_id)]
    assert len(correlation_id) == 16


async def test_the_log_says_where_a_bug_is_and_nothing_of_what_was_sent(api: Caller) -> None:
    with capture_logs() as logged:
        await broken(api, RuntimeError(f"secret {CANARY}")).post(START_LOGIN, LOGIN)
    assert logged[0]["kinds"] == ["builtins.RuntimeError"]
    assert any(" verify" in line for line in logged[0]["passed"])
    assert CANARY not in str(logged)


@pytest.mark.parametrize("error", [PasswordsBusyError(), DatabaseAwayError("the database went away")])
async def test_what_is_over_in_a_moment_is_a_503_that_says_when_to_come_back(api: Caller, error: Exception) -> None:
    answer = await broken(api, error).post(START_LOGIN, LOGIN)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    told = answer.json()["errors"][0]
    assert told["message"] == "Ostiary cannot answer right now. Try again in a moment."
    assert told["extensions"]["code"] == "SERVICE_UNAVAILABLE"
    assert len(told["extensions"]["correlationId"]) == 16


class UnluckyPasswords(Passwords):
    """Raises the first errors that it is given, one a time."""

    def __init__(self, *errors: Exception) -> None:
        super().__init__(memory_kib=8, passes=1)
        self.errors = list(errors)

    async def verify(self, password_hash: str | None, password: str) -> bool:
        if self.errors:
            raise self.errors.pop(0)
        return await super().verify(password_hash, password)


async def test_a_request_that_the_database_undid_is_run_again_and_answered_and_counted_once(
    api: Caller, wiring: Wiring
) -> None:
    errors = [DatabaseAwayError("", outage) for outage in (Outage.CONFLICT, Outage.DROPPED)]
    unlucky = dataclasses.replace(api.runtime, passwords=UnluckyPasswords(*errors))
    answer = await Caller(unlucky, wiring).post(START_LOGIN, LOGIN)
    assert (answer.status_code, answer.json()["data"]["startLogin"]["__typename"]) == (200, "InvalidCredentials")
    assert wiring.counted == [("startLogin", "InvalidCredentials")]


async def test_a_request_whose_outcome_is_in_doubt_is_not_run_again_and_says_so(api: Caller, wiring: Wiring) -> None:
    passwords = UnluckyPasswords(DatabaseAwayError("", Outage.IN_DOUBT))
    answer = await Caller(dataclasses.replace(api.runtime, passwords=passwords), wiring).post(START_LOGIN, LOGIN)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert answer.json()["errors"][0]["message"] == IN_DOUBT
    assert wiring.counted == [("startLogin", "SERVICE_UNAVAILABLE")]


async def test_a_database_that_is_away_before_anything_is_run_is_a_503_too(
    api: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise DatabaseAwayError("the database does not answer")

    monkeypatch.setattr("ostiary.api.identity.authenticate", away)
    answer = await api.post("{ viewer { id } }", token="x" * 43)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")


async def test_only_the_first_of_several_errors_is_told(api: Caller) -> None:
    answer = await api.post('{ application(id: "x") { id } user(id: "x") { id } service { version } }')
    told = answer.json()
    assert [error["extensions"]["code"] for error in told["errors"]] == ["UNAUTHENTICATED"]
    assert told["data"] == {"application": None, "user": None, "service": {"version": "0.1.0"}}


async def test_mutations_are_counted_by_name_and_result_whatever_the_caller_calls_them(
    api: Caller, wiring: Wiring, scene: Scene
) -> None:
    await api.post("mutation { mine: signOut { ok } }")
    await api.post(START_LOGIN, LOGIN)
    await api.post('mutation { unlockUser(input: {userId: "x"}) { __typename } }')
    await api.post("{ viewer { id } }")
    assert wiring.counted == [
        ("signOut", "SignedOut"),
        ("startLogin", "InvalidCredentials"),
        ("unlockUser", "UNAUTHENTICATED"),
    ]


async def test_whatever_is_answered_is_ascii(api: Caller, admin: str) -> None:
    document = """
      mutation ($input: CreateApplicationInput!) {
        createApplication(input: $input) { ... on ApplicationCreated { application { name } } }
      }
    """
    answer = await api.post(document, {"input": {"name": "门房 🚪"}}, admin)
    assert answer.content.isascii()
    assert answer.json()["data"]["createApplication"]["application"] == {"name": "门房 🚪"}
