"""A name of our own for each request: in its log lines, in its answer's header, in the errors it brings."""

import secrets

import structlog
from starlette.types import ASGIApp, Receive, Scope, Send

from ostiary.web.answer_headers import Headers

HEADER = "X-Correlation-Id"
_RAW_HEADER = HEADER.lower().encode()


def correlation_id_of(scope: Scope) -> str:
    """The request's id; empty outside of CorrelationMiddleware. Also `request.state.correlation_id`."""
    return str(scope.get("state", {}).get("correlation_id", ""))


def tell_correlation_id(scope: Scope, headers: Headers) -> None:
    """Put it into the answer's headers."""
    headers.append((_RAW_HEADER, correlation_id_of(scope).encode()))


class CorrelationMiddleware:
    """Makes the id. One that the caller sends is not taken over: it could be anything."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Name the request, and bind the name to its log lines."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        correlation_id = secrets.token_hex(8)
        scope.setdefault("state", {})["correlation_id"] = correlation_id
        bound = structlog.contextvars.bind_contextvars(correlation_id=correlation_id)
        try:
            await self._app(scope, receive, send)
        finally:
            structlog.contextvars.reset_contextvars(**bound)
