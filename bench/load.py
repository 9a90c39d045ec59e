"""The load generator, a process of its own: `python -m bench.load`, a plan as JSON on standard input.

Keep-alive HTTP/1.1 over as many connections as the plan's concurrency; each sends its next request when its answer is
complete. One request costs about 30 µs here, so that what is measured is the server. Answers JSON on standard output.
"""

import asyncio
import json
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import uvloop


@dataclass
class Run:
    """The requests still to be sent, and what came of those that were. Latencies in seconds."""

    waiting: list[bytes]
    marks: list[str]
    pause: float = 0.0
    latencies: list[float] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)
    in_flight: int = 0
    over: asyncio.Event = field(default_factory=asyncio.Event)

    def noted(self, latency: float, answer: bytes) -> None:
        """One answer, named by the first mark that it contains."""
        self.latencies.append(latency)
        status = answer[9:12].decode()
        found = next((mark for mark in self.marks if mark.encode() in answer), "other")
        self.answers[found if status == "200" else status] += 1


class Caller(asyncio.Protocol):
    """One connection."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.transport: Any = None
        self.read = b""
        self.began = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ready; the run starts all connections at once."""
        self.transport = transport

    def start(self) -> None:
        """Send the next request, or be done."""
        if not self.run.waiting:
            if self.run.in_flight == 0:
                self.run.over.set()
            return
        self.run.in_flight += 1
        self.began = time.perf_counter()
        self.transport.write(self.run.waiting.pop())

    def data_received(self, data: bytes) -> None:
        """Collect until the announced length is there."""
        self.read += data
        head = self.read.find(b"\r\n\r\n")
        if head < 0:
            return
        at = self.read.lower().find(b"content-length:", 0, head)
        length = int(self.read[at + 15 : self.read.find(b"\r\n", at)])
        if len(self.read) < head + 4 + length:
            return
        answer, self.read = self.read, b""
        self.run.noted(time.perf_counter() - self.began, answer)
        self.began = 0.0
        self.run.in_flight -= 1
        if self.run.pause:
            asyncio.get_running_loop().call_later(self.run.pause, self.start)
        else:
            self.start()

    def connection_lost(self, exc: Exception | None) -> None:
        """A server that hangs up in the middle ends the run, and is counted; an idle connection may go."""
        del exc
        if self.began and not self.run.over.is_set():
            self.run.answers["connection lost"] += 1
            self.run.over.set()


def request(plan: dict[str, Any], body: str) -> bytes:
    """The bytes of one request."""
    content = body.encode()
    lines = [
        f"POST {plan['path']} HTTP/1.1",
        f"Host: 127.0.0.1:{plan['port']}",
        "Content-Type: application/json",
        "User-Agent: bench/1.0",
        *(f"{name}: {value}" for name, value in plan.get("headers", {}).items()),
        f"Content-Length: {len(content)}",
    ]
    return "\r\n".join([*lines, "", ""]).encode() + content


async def send_all(plan: dict[str, Any]) -> dict[str, Any]:
    """Send every body of the plan, or as many as fit into its seconds."""
    run = Run([request(plan, body) for body in plan["bodies"]][::-1], plan["marks"], plan.get("pause", 0.0))
    loop = asyncio.get_running_loop()
    callers = [
        (await loop.create_connection(lambda: Caller(run), "127.0.0.1", plan["port"]))[1]
        for _ in range(min(plan["concurrency"], len(plan["bodies"])))
    ]
    began = time.perf_counter()
    if plan.get("seconds"):
        loop.call_later(plan["seconds"], run.waiting.clear)
    for caller in callers:
        caller.start()
    await run.over.wait()
    seconds = time.perf_counter() - began
    for caller in callers:
        caller.transport.close()
    return {"seconds": seconds, "latencies": run.latencies, "answers": dict(run.answers)}


if __name__ == "__main__":
    uvloop.install()
    sys.stdout.write(json.dumps(asyncio.run(send_all(json.loads(sys.stdin.read())))))
