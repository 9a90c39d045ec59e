"""A name of our own for each request: in its log lines, in its answer's header, in the errors it brings."""

import secrets

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = "X-Correlation-Id"
_RAW_HEADER = HEADER.lower().encode()


def correlation_id_of(scope: Scope) -> str:
    """The request's id; empty outside of CorrelationMiddleware. Also `request.state.correlation_id`."""
    return str(scope.get("state", {}).get("correlation_id", ""))


class CorrelationMiddleware:
    """Makes the id. One that the caller sends is not taken over: it could be anything."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Name the request, bind the name to its log lines, and tell it in the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        correlation_id = secrets.token_hex(8)
        scope.setdefault("state", {})["correlation_id"] = correlation_id

        async def send_named(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (_RAW_HEADER, correlation_id.encode())]
            await send(message)

        with structlog.contextvars.bound_contextvars(correlation_id=correlation_id):
            await self._app(scope, receive, send_named)
