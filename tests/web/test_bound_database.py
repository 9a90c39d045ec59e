"""Every request runs with the database bound, and nothing else does (design, "Traps of this stack")."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import httpx2
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from ostiary.web.bound_database import BoundDatabaseMiddleware

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
