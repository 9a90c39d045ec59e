"""The line before a pool's connections: who waits longest comes first, and nobody waits for ever."""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any


class Line:
    """`size` turns. A turn passes on with the connection of whoever had it, or without one.

    `take_back` gets a connection that was passed on to somebody who is gone by now.
    """

    def __init__(self, size: int, take_back: Callable[[Any], None]) -> None:
        self._free = size
        self._take_back = take_back
        self._waiters: deque[asyncio.Future[Any]] = deque()

    @property
    def waiting(self) -> int:
        """How many wait for a turn."""
        return sum(not each.done() for each in self._waiters)

    async def enter(self, seconds: float) -> Any | None:
        """A turn, and the connection that comes with it, if one does. Raises TimeoutError after so many seconds."""
        if self._free and not self._waiters:
            self._free -= 1
            return None
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[Any] = loop.create_future()
        self._waiters.append(waiter)
        timer = loop.call_later(seconds, _give_up, waiter)
        try:
            return await waiter
        except BaseException:
            self._forget(waiter)
            raise
        finally:
            timer.cancel()

    def is_awaited(self) -> bool:
        """Whether anybody waits."""
        while self._waiters and self._waiters[0].done():
            self._waiters.popleft()
        return bool(self._waiters)

    def leave(self, connection: Any = None) -> None:
        """Pass the turn on to who waits longest. `connection`: only if somebody does."""
        if self.is_awaited():
            self._waiters.popleft().set_result(connection)
        else:
            self._free += 1

    def _forget(self, waiter: asyncio.Future[Any]) -> None:
        """Who waited is gone; what it was given meanwhile goes on."""
        if waiter.cancelled() or waiter.exception() is not None:
            with suppress(ValueError):
                self._waiters.remove(waiter)
        elif waiter.result() is None:
            self.leave()
        else:
            self._take_back(waiter.result())


def _give_up(waiter: asyncio.Future[Any]) -> None:
    if not waiter.done():
        waiter.set_exception(TimeoutError())
