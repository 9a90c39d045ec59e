"""Counts for Prometheus. Labels are routes, codes and words of our own, never what a user sent (rule E3)."""

import platform
import re
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.metadata import version

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ostiary.web.load import Load, LoadGauges
from ostiary.web.worker_files import forget_dead_workers, worker_folder

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}", re.ASCII)
_LOGINS = {
    "LoginCompleted": "completed",
    "LoginChallenge": "challenged",
    "InvalidCredentials": "refused",
    "AccountLocked": "locked",
    "RateLimited": "limited",
}
"""What a first step comes to; a second step that completes is counted as `completed` as well."""


class Metrics:
    """The counts of this process; with PROMETHEUS_MULTIPROC_DIR set, /metrics adds all workers' up."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = self._counter("http_requests", "Requests answered", "route", "code")
        self._seconds = self._histogram("http_request_seconds", "Time until the answer's end", "route")
        self._operations = self._histogram(
            "operation_seconds", "Time until the end of a GraphQL request, by its root field", "operation"
        )
        self._results = self._counter("results", "Results of logins, second steps and changes", "operation", "result")
        self._logins = self._counter("logins", "Logins, by what became of their step", "result")
        self._steps = self._counter("second_steps", "Codes looked at or refused, by factor", "factor", "result")
        self._locks = self._counter("account_locks", "Accounts locked by the sixth wrong code in a row")
        self._mails = self._counter("mails", "Messages handed to the mail server, or not", "result")
        self._sealed = self._counter("audit_sealed_events", "Audit events sealed")
        # Every worker looks at the same log: the last look counts.
        self._unsealed_age = self._gauge("audit_unsealed_seconds", "Age of the oldest unsealed event; 0: none")
        self._unsealed = self._gauge("audit_unsealed_events", "Audit events without a seal, 10001: more than 10000")
        build = self._gauge("build_info", "1; the version is in the labels", "version", "python")
        build.labels(version("ostiary"), platform.python_version()).set(1)
        self._load = LoadGauges(self._registry)
        # To find the child of some labels costs more than to count in it.
        self._requests_of, self._seconds_of = cache(self._requests.labels), cache(self._seconds.labels)
        self._operations_of, self._results_of = cache(self._operations.labels), cache(self._results.labels)
        self._logins_of, self._steps_of = cache(self._logins.labels), cache(self._steps.labels)

    def watch(self, read: Callable[[], Load]) -> None:
        """Ask this from now on how busy the process is: whenever /metrics is read, and at each `sample`."""
        self._load.read = read

    def sample(self) -> None:
        """Write down how busy the process is, for whichever worker answers /metrics."""
        self._load.sample()

    def note_sealing(self, sealed: int, oldest_unsealed_seconds: float, unsealed: int) -> None:
        """The sealer has looked."""
        self._sealed.inc(sealed)
        self._unsealed_age.set(oldest_unsealed_seconds)
        self._unsealed.set(unsealed)

    def count_request(self, route: str, code: int, seconds: float, operation: str = "") -> None:
        """One request of the route's template was answered; `operation`: a root field of the schema, where known."""
        self._requests_of(route, str(code)).inc()
        self._seconds_of(route).observe(seconds)
        if operation:
            self._operations_of(_word(operation)).observe(seconds)

    def count_result(self, operation: str, result: str, factor: str = "") -> None:
        """One operation ended, such as `verifyFactor` in `InvalidCode`: names of the schema. `factor`: its kind."""
        self._results_of(_word(operation), _word(result)).inc()
        if operation == "startLogin" or result == "LoginCompleted":
            self._logins_of(_LOGINS.get(result, "failed")).inc()
        if factor:
            self._steps_of(_word(factor), _word(result)).inc()

    def count_lock(self) -> None:
        """One account was locked."""
        self._locks.inc()

    def count_mail(self, is_delivered: bool) -> None:
        """One message was handed over, or could not be."""
        self._mails.labels("sent" if is_delivered else "failed").inc()

    def exposition(self) -> bytes:
        """What Prometheus reads."""
        self.sample()
        folder = worker_folder()
        if folder is None:
            return generate_latest(self._registry)
        forget_dead_workers(folder)
        everyone = CollectorRegistry()
        MultiProcessCollector(everyone, path=str(folder))  # type: ignore[no-untyped-call]
        return generate_latest(everyone)

    def route(self) -> Route:
        """/metrics."""

        async def metrics(request: Request) -> Response:
            del request
            return Response(self.exposition(), headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})

        return Route("/metrics", metrics)

    def _counter(self, name: str, told: str, *labels: str) -> Counter:
        return Counter(f"ostiary_{name}", told, labels, registry=self._registry)

    def _histogram(self, name: str, told: str, *labels: str) -> Histogram:
        return Histogram(f"ostiary_{name}", told, labels, registry=self._registry)

    def _gauge(self, name: str, told: str, *labels: str) -> Gauge:
        return Gauge(f"ostiary_{name}", told, labels, registry=self._registry, multiprocess_mode="mostrecent")


@lru_cache(1024)
def _word(word: str) -> str:
    return word if _WORD.fullmatch(word) else "other"
