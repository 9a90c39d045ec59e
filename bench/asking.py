"""An administrator who asks one thing after another: what a person at the console waits for, one request at a time."""

import http.client
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import psutil

from bench.machines import Process
from tests.processes.calling import Api
from tests.processes.installation import ADMIN, PASSWORD, key_ring
from tests.processes.servers import command

WARM_UP = 3
KEPT_ALIVE = 3.0
"""Seconds."""


@dataclass
class Asker:
    """Signed in at one server; `url` is its database's address."""

    url: str
    port: int
    token: str
    pid: int

    def __post_init__(self) -> None:
        self._asked_at = 0.0
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)

    def ask(self, query: str, variables: Mapping[str, Any] | None = None) -> Any:
        """The data. Raises AssertionError where there is an error."""
        if time.monotonic() - self._asked_at > KEPT_ALIVE:
            self._connection.close()  # the server has, or is about to; it is opened again by itself
        self._asked_at = time.monotonic()
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        self._connection.request("POST", "/graphql", json.dumps({"query": query, "variables": variables}), headers)
        answered = json.loads(self._connection.getresponse().read())
        assert "errors" not in answered, answered
        return answered["data"]

    def milliseconds(self, query: str, variables: Mapping[str, Any] | None = None) -> float:
        """How long one answer takes."""
        began = time.perf_counter()
        self.ask(query, variables)
        return (time.perf_counter() - began) * 1000

    def cpu_milliseconds(self, query: str, variables: Mapping[str, Any] | None, times: int) -> float:
        """What one answer takes of the server's processor, whatever else the machine does: the mean of so many."""
        began = self._cpu_nanoseconds()
        for _ in range(times):
            self.ask(query, variables)
        return (self._cpu_nanoseconds() - began) / 1e6 / times

    def _cpu_nanoseconds(self) -> int:
        """Of the server and those that it started."""
        parent = psutil.Process(self.pid)
        tasks = [
            task
            for each in (parent, *parent.children(recursive=True))
            for task in Path(f"/proc/{each.pid}/task").glob("*/schedstat")
        ]
        return sum(int(task.read_text("ascii").split()[0]) for task in tasks)


async def signed_in(server: Process, url: str) -> Asker:
    """An administrator made by the command line, and a session of theirs."""
    settings = {"database_url": url, "keys": key_ring(), "public_url": "http://127.0.0.1"}
    made = command("admin", "create", "--email", ADMIN, settings=settings, typed=PASSWORD + "\n")
    if made.returncode:
        raise RuntimeError(made.stderr)
    api = Api(f"http://127.0.0.1:{server.port}")
    completed = await api.start(ADMIN, PASSWORD, "console")
    await api.close()
    return Asker(url, server.port, completed["accessToken"], server.process.pid)


def in_turns(first: Callable[[], float], second: Callable[[], float], rounds: int) -> tuple[float, float]:
    """The medians of both, measured one after the other, after a warm-up of each."""
    for _ in range(WARM_UP):
        first(), second()
    pairs = [(first(), second()) for _ in range(rounds)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
