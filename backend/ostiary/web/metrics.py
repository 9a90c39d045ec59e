"""Counts for Prometheus. Labels are routes, codes and words of our own, never what a user sent (rule E3)."""

import os
import re

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}", re.ASCII)


class Metrics:
    """The counts of this process; with PROMETHEUS_MULTIPROC_DIR set, /metrics adds all workers' up."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "ostiary_http_requests", "Requests answered", ["route", "code"], registry=self._registry
        )
        self._seconds = Histogram(
            "ostiary_http_request_seconds", "Time until the answer's end", ["route"], registry=self._registry
        )
        self._results = Counter(
            "ostiary_results",
            "Results of logins, second steps and changes",
            ["operation", "result"],
            registry=self._registry,
        )

        self._sealed = Counter("ostiary_audit_sealed_events", "Audit events sealed", registry=self._registry)
        # Every worker looks at the same log: the last look counts.
        self._unsealed_age = Gauge(
            "ostiary_audit_unsealed_seconds",
            "Age of the oldest audit event that is not sealed; 0: all are",
            registry=self._registry,
            multiprocess_mode="mostrecent",
        )

    def note_sealing(self, sealed: int, oldest_unsealed_seconds: float) -> None:
        """The sealer has looked."""
        self._sealed.inc(sealed)
        self._unsealed_age.set(oldest_unsealed_seconds)

    def count_request(self, route: str, code: int, seconds: float) -> None:
        """One request of the route's template was answered."""
        self._requests.labels(route, str(code)).inc()
        self._seconds.labels(route).observe(seconds)

    def count_result(self, operation: str, result: str) -> None:
        """One operation ended, such as `verifyOtp` in `InvalidCode`: names of the schema."""
        words = (word if _WORD.fullmatch(word) else "other" for word in (operation, result))
        self._results.labels(*words).inc()

    def exposition(self) -> bytes:
        """What Prometheus reads."""
        if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
            return generate_latest(self._registry)
        everyone = CollectorRegistry()
        MultiProcessCollector(everyone)  # type: ignore[no-untyped-call]
        return generate_latest(everyone)

    def route(self) -> Route:
        """/metrics."""

        async def metrics(request: Request) -> Response:
            del request
            return Response(self.exposition(), headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})

        return Route("/metrics", metrics)
