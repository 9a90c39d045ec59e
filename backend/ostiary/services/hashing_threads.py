"""Threads that hash passwords, one for each core, and what they tell the event loop.

A hash sweeps the processor's caches, so that whatever runs after it runs at a quarter of its speed, each time anew.
Where more hashes wait for a thread, results are therefore told several at once: the loop then takes the same step for
several logins in a row, and only the first of them finds the caches swept (decision 0039).
"""

import asyncio
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

TOLD_TOGETHER = 6
"""At most so many. Who was done first has waited for five more hashes, while others waited for a thread."""
_NICENESS = 5
"""Hashing gives way to the event loop, which answers everything else, where both want a core."""

_Finished = tuple[asyncio.Future[Any], Any, BaseException | None]


class HashingThreads:
    """Runs functions that free the interpreter lock."""

    def __init__(self) -> None:
        self.count = os.cpu_count() or 1
        self._threads = ThreadPoolExecutor(self.count, thread_name_prefix="argon2", initializer=_give_way)
        self._lock = threading.Lock()
        self._waiting = 0
        """For a thread. Whatever waits is begun or, at the end, dropped: nothing that was finished stays untold."""
        self._finished: list[_Finished] = []

    async def run(self, work: Callable[..., Any], *values: Any) -> Any:
        """What `work(*values)` answers or raises, in one of the threads; not begun once nobody waits for it."""
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        with self._lock:
            self._waiting += 1
        try:
            submitted = self._threads.submit(self._run, future, work, values)
        except RuntimeError:  # closed
            with self._lock:
                self._waiting -= 1
            raise
        submitted.add_done_callback(lambda done: _drop(future) if done.cancelled() else None)
        return await future

    def close(self) -> None:
        """End the threads: what runs is told, what waits is cancelled."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            self._waiting = 0
            finished, self._finished = self._finished, []
        _tell_loops(finished)

    def _run(self, future: asyncio.Future[Any], work: Callable[..., Any], values: tuple[Any, ...]) -> None:
        with self._lock:
            self._waiting -= 1
        answer, failure = None, None
        try:
            if not future.cancelled():
                answer = work(*values)
        except BaseException as error:  # noqa: BLE001 (raised again where it is waited for)
            failure = error
        with self._lock:
            self._finished.append((future, answer, failure))
            if self._waiting and len(self._finished) < TOLD_TOGETHER:
                return
            finished, self._finished = self._finished, []
        _tell_loops(finished)


def _tell_loops(finished: list[_Finished]) -> None:
    for loop in {each[0].get_loop() for each in finished}:
        with suppress(RuntimeError):  # the loop is over: nobody waits
            loop.call_soon_threadsafe(_tell, [each for each in finished if each[0].get_loop() is loop])


def _drop(future: asyncio.Future[Any]) -> None:
    with suppress(RuntimeError):
        future.get_loop().call_soon_threadsafe(future.cancel)


def _tell(finished: list[_Finished]) -> None:
    for future, answer, failure in finished:
        if future.cancelled():
            continue
        if failure is None:
            future.set_result(answer)
        else:
            future.set_exception(failure)


def _give_way() -> None:
    """In each thread at its start. Only on Linux has a thread a niceness of its own; elsewhere it is the process's."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)
