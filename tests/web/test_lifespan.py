"""Start and end of the application pass the middleware by: the database is opened there (design, "Traps")."""

from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager

from starlette.applications import Starlette
from starlette.types import Message

from ostiary.web.metrics import Metrics
from ostiary.web.middleware import middleware


def unopened() -> AbstractContextManager[None]:
    raise AssertionError("the database is not open yet")


async def test_the_lifespan_passes_all_middleware() -> None:
    passed: list[str] = []

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        passed.append("start")
        yield
        passed.append("end")

    guards = middleware("http://localhost:8000", Metrics(), unopened)
    incoming: list[Message] = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}]
    sent: list[Message] = []

    async def receive() -> Message:
        return incoming.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    await Starlette(lifespan=lifespan, middleware=guards)({"type": "lifespan"}, receive, send)
    assert passed == ["start", "end"]
    assert [message["type"] for message in sent] == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
