"""One line and one count per request, without what was asked (rule E3); the context that requests run in."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from structlog.testing import capture_logs

from ostiary.web.bound_database import BoundDatabaseMiddleware
from ostiary.web.metrics import Metrics
from tests.web.conftest import Browse


async def item(request: Request) -> Response:
    return PlainTextResponse("x", 202)


ROUTES = [Route("/items/{id}", item, methods=["GET", "POST"]), Route("/healthz", item)]


async def test_a_line_says_method_path_and_code_and_neither_query_nor_body(browse: Browse) -> None:
    with capture_logs() as logged:
        async with browse(*ROUTES) as client:
            await client.post(
                "/items/7?token=canary1", content="canary2", headers={"Authorization": "canary3", "Cookie": "a=canary4"}
            )
    (line,) = logged
    assert {name: line[name] for name in ("event", "log_level", "method", "path", "code")} == {
        "event": "request",
        "log_level": "info",
        "method": "POST",
        "path": "/items/7",
        "code": 202,
    }
    assert "canary" not in str(logged)


async def test_a_long_path_is_cut(browse: Browse) -> None:
    with capture_logs() as logged:
        async with browse(*ROUTES) as client:
            await client.get("/items/" + "x" * 5000)
    assert len(logged[0]["path"]) == 200


async def test_probes_are_logged_for_debugging_alone(browse: Browse) -> None:
    with capture_logs() as logged:
        async with browse(*ROUTES) as client:
            await client.get("/healthz")
    assert [line["log_level"] for line in logged] == ["debug"]


async def test_requests_are_counted_by_route_and_code_never_by_path(browse: Browse) -> None:
    metrics = Metrics()
    async with browse(*ROUTES, metrics.route(), metrics=metrics) as client:
        for path in ("/items/ann@example.com", "/items/2", "/unknown/ann@example.com"):
            await client.get(path)
        text = (await client.get("/metrics")).text
    assert 'ostiary_http_requests_total{code="202",route="/items/{id}"} 2.0' in text
    assert 'ostiary_http_requests_total{code="404",route="unmatched"} 1.0' in text
    assert 'ostiary_http_request_seconds_count{route="/items/{id}"} 2.0' in text
    assert "ann@" not in text


BOUND: ContextVar[str] = ContextVar("BOUND", default="nothing")


@contextmanager
def bound() -> Iterator[None]:
    token = BOUND.set("the database")
    try:
        yield
    finally:
        BOUND.reset(token)


async def test_every_request_runs_with_the_database_bound() -> None:
    async def seen(request: Request) -> Response:
        return PlainTextResponse(BOUND.get())

    app = Starlette(routes=[Route("/", seen)], middleware=[Middleware(BoundDatabaseMiddleware, bound=bound)])
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="http://x") as client:
        assert (await client.get("/")).text == "the database"
    assert BOUND.get() == "nothing"


@pytest.mark.parametrize(
    ("operation", "result", "line"),
    [
        ("verifyOtp", "InvalidCode", 'ostiary_results_total{operation="verifyOtp",result="InvalidCode"} 1.0'),
        ("verifyOtp", "ann@example.com", 'ostiary_results_total{operation="verifyOtp",result="other"} 1.0'),
        ("x" * 65, "ok", 'ostiary_results_total{operation="other",result="ok"} 1.0'),
    ],
)
def test_results_are_counted_by_words_of_the_schema(operation: str, result: str, line: str) -> None:
    metrics = Metrics()
    metrics.count_result(operation, result)
    assert line in metrics.exposition().decode().splitlines()
