"""An answer that fails when it has begun, and a caller that leaves (design/security.md, "Failure")."""

from collections.abc import AsyncIterator
from contextlib import nullcontext

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Message
from structlog.testing import capture_logs

from ostiary.web.metrics import Metrics
from ostiary.web.middleware import middleware

SECRET = "JBSWY3DPEHPK3PXP"


async def gone(request: Request) -> Response:
    raise ClientDisconnect


async def late(request: Request) -> Response:
    async def body() -> AsyncIterator[str]:
        yield "row\r\n"
        raise ValueError(SECRET)

    return StreamingResponse(body())


ROUTES = [Route("/gone", gone), Route("/late", late)]


async def unfinished(path: str) -> list[Message]:
    """What a server is sent, which the client of the other tests would insist on being whole."""
    app = Starlette(routes=ROUTES, middleware=middleware("https://login.example.com", Metrics(), nullcontext))
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "asgi": {"spec_version": "2.4"}, "method": "GET", "path": path, "headers": []}
    await app({**scope, "query_string": b""}, receive, send)
    return sent


async def test_an_answer_that_fails_half_way_is_left_unfinished_and_logged() -> None:
    with capture_logs() as logged:
        start, body = await unfinished("/late")
    assert (start["status"], body["body"], body["more_body"]) == (200, b"row\r\n", True)
    assert [line["event"] for line in logged] == ["request_failed", "request"]
    assert SECRET not in str(logged)


async def test_a_caller_that_left_is_no_failure() -> None:
    with capture_logs() as logged:
        assert await unfinished("/gone") == []
    assert [line["event"] for line in logged] == ["request"]
