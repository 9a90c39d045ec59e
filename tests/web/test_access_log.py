"""One line and one count per request, without what was asked (rule E3)."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from structlog.testing import capture_logs

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
