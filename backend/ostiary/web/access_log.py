"""One log line and one count per request; without query, headers and body, where tokens travel (rule E3)."""

import time

import structlog
from starlette.types import ASGIApp, Receive, Scope, Send

from ostiary.tracing import span, tell
from ostiary.web.answer_headers import code_of
from ostiary.web.correlation import correlation_id_of
from ostiary.web.metrics import Metrics

PATH_MAX = 200
PROBES = frozenset({"/healthz", "/readyz", "/metrics"})

_log = structlog.get_logger(__name__)


class AccessLogMiddleware:
    """Writes the line when the answer is over, and counts it by the route's template, never by the path."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and keep the time."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        try:
            with span("request"):
                try:
                    await self._app(scope, receive, send)
                finally:
                    tell(
                        http_route=template_of(scope), http_code=code_of(scope), correlation_id=correlation_id_of(scope)
                    )
        finally:
            seconds, code = time.perf_counter() - started, code_of(scope)
            operation = str(scope.get("state", {}).get("operation", ""))
            self._metrics.count_request(template_of(scope), code, seconds, operation)
            write = _log.debug if scope["path"] in PROBES else _log.info
            write(
                "request",
                method=scope["method"],
                path=scope["path"][:PATH_MAX],
                code=code,
                **({"operation": operation} if operation else {}),
                milliseconds=round(seconds * 1000, 1),
            )


def template_of(scope: Scope) -> str:
    """The route that answered, such as `/assets/{path:path}`; `unmatched` where none did."""
    return str(getattr(scope.get("route"), "path", None) or "unmatched")
