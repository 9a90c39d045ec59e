"""Who follows the log right now: a bounded number, so that nobody's open pages take the server's (design, "Limits")."""

import asyncio
from collections import Counter
from collections.abc import Callable
from uuid import UUID

TAILS_MAX = 40
"""In one server process."""

TAILS_OF_ONE_MAX = 5


class Tails:
    """The running tails of this process."""

    def __init__(self) -> None:
        self._running: Counter[UUID] = Counter()
        self.drained = asyncio.Event()

    def admit(self, caller_id: UUID) -> Callable[[], None] | None:
        """Let one more run; answers what ends it, to be called once. None: there are too many."""
        is_full = self._running.total() >= TAILS_MAX or self._running[caller_id] >= TAILS_OF_ONE_MAX
        if is_full or self.drained.is_set():
            return None
        self._running[caller_id] += 1

        def leave() -> None:
            self._running[caller_id] -= 1

        return leave

    def drain(self) -> None:
        """End them all: the server is told to stop."""
        self.drained.set()
