"""Each request sees the database: its ORM keeps it in a context variable (design, "Traps of this stack")."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from starlette.types import ASGIApp, Receive, Scope, Send


class BoundDatabaseMiddleware:
    """Enters `bound()`, which is `Database.bound` of the open database, around every request."""

    def __init__(self, app: ASGIApp, bound: Callable[[], AbstractContextManager[None]]) -> None:
        self._app = app
        self._bound = bound

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on inside. The lifespan is let through: the database is opened there."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        with self._bound():
            await self._app(scope, receive, send)
