"""A bug or a database that is away: an id for the caller, the place for the log, the cause for nobody (E3)."""

import re

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from ostiary.policy.rerunning import Outage
from ostiary.store.away import IN_DOUBT, DatabaseAwayError
from tests.web.conftest import Browse

SECRET = "JBSWY3DPEHPK3PXP"


async def bug(request: Request) -> Response:
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        raise ValueError(f"invalid input: {SECRET}") from error


async def away(request: Request) -> Response:
    raise DatabaseAwayError(SECRET)


async def lost(request: Request) -> Response:
    raise DatabaseAwayError(SECRET, Outage.IN_DOUBT)


async def missing(request: Request) -> Response:
    return PlainTextResponse("Not found\n", 404)


ROUTES = [Route("/bug", bug), Route("/away", away), Route("/lost", lost), Route("/404", missing)]


async def test_a_bug_is_500_with_an_id_and_nothing_of_its_cause(browse: Browse) -> None:
    async with browse(*ROUTES) as client:
        answer = await client.get("/bug")
    correlation_id = answer.headers["x-correlation-id"]
    assert re.fullmatch(r"[0-9a-f]{16}", correlation_id)
    assert answer.status_code == 500
    assert answer.json() == {
        "errors": [
            {
                "message": "Something went wrong on our side.",
                "extensions": {"code": "INTERNAL_SERVER_ERROR", "correlationId": correlation_id},
            }
        ]
    }


async def test_the_log_has_the_id_the_kinds_and_the_place_of_a_bug_but_not_its_text(browse: Browse) -> None:
    with capture_logs(processors=[merge_contextvars]) as logged:
        async with browse(*ROUTES) as client:
            answer = await client.get(f"/bug?code=123456&token={SECRET}")
    failed = logged[0]
    assert failed["event"] == "request_failed"
    assert failed["correlation_id"] == answer.headers["x-correlation-id"]
    assert failed["kinds"] == ["builtins.ValueError", "builtins.KeyError"]
    assert failed["passed"][-1].endswith(" bug")
    assert SECRET not in str(logged)
    assert "123456" not in str(logged)


async def test_a_database_that_is_away_is_503_with_a_wait_and_an_id(browse: Browse) -> None:
    async with browse(*ROUTES) as client:
        answer = await client.get("/away")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    (error,) = answer.json()["errors"]
    assert error["extensions"] == {
        "code": "SERVICE_UNAVAILABLE",
        "correlationId": answer.headers["x-correlation-id"],
    }
    assert SECRET not in answer.text


async def test_an_id_is_made_anew_and_not_taken_from_the_caller(browse: Browse) -> None:
    async with browse(*ROUTES) as client:
        sent = {"X-Correlation-Id": "mine", "X-Request-Id": "mine"}
        ids = {(await client.get("/404", headers=sent)).headers["x-correlation-id"] for _ in range(3)}
    assert len(ids) == 3
    assert "mine" not in ids


async def test_what_may_have_happened_is_told_as_such(browse: Browse) -> None:
    async with browse(*ROUTES) as client:
        answer = await client.get("/lost")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert answer.json()["errors"][0]["message"] == IN_DOUBT
