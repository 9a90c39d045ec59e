"""Resident memory of a server, each of its processes by itself: bytes, and megabytes of a million of them."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import psutil

from bench.machines import Process

MEGABYTE = 1_000_000
SETTLE_SECONDS, SETTLE_STEPS = 0.5, 40
"""A server rests when it has not grown by a hundredth in that time; it is looked at so often, at most."""


@dataclass(frozen=True)
class Memory:
    """Bytes. `supervisor`: of the processes that start the workers and serve nobody; 0 where one does everything."""

    supervisor: int
    workers: Sequence[int]

    @property
    def total(self) -> int:
        """Of all processes."""
        return self.supervisor + sum(self.workers)

    @property
    def worker(self) -> int:
        """Of the greatest worker."""
        return max(self.workers)


def memory_of(server: Process) -> Memory:
    """As it is now."""
    parent = psutil.Process(server.process.pid)
    workers: list[int] = []
    others: list[int] = [parent.memory_info().rss]
    for each in parent.children(recursive=True):
        is_worker = any("spawn_main" in word for word in each.cmdline())
        (workers if is_worker else others).append(each.memory_info().rss)
    return Memory(sum(others), workers) if workers else Memory(0, [sum(others)])


def memory_at_rest(server: Process, workers: int = 1) -> Memory:
    """When all workers are there and have stopped growing: the server is ready when the first of them is."""
    seen = memory_of(server)
    for _ in range(SETTLE_STEPS):
        time.sleep(SETTLE_SECONDS)
        before, seen = seen, memory_of(server)
        if len(seen.workers) == workers and seen.total < before.total * 1.01:
            return seen
    raise RuntimeError(f"no {workers} workers at rest: {seen}")


@contextmanager
def memory_watched(server: Process) -> Iterator[list[Memory]]:
    """What it takes during the block, looked at twenty times a second; the list is whole at the block's end."""
    seen, over = [memory_of(server)], threading.Event()

    def watch() -> None:
        while not over.wait(0.05):
            seen.append(memory_of(server))

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield seen
    finally:
        over.set()
        watching.join()
