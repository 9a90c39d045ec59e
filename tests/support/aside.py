"""Run a coroutine from a synchronous fixture, away from the test's own event loop."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def run_aside(work: Coroutine[None, None, T]) -> T:
    """What `work` answers, run to its end in a thread and loop of its own."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
