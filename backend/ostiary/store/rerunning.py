"""Running work again that the database lost or undid, if it has written nothing yet."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeVar

from ostiary.policy.rerunning import pause_before_rerun
from ostiary.store.away import DatabaseAwayError

T = TypeVar("T")


@dataclass
class _Run:
    """One run of a piece of work, shared by the tasks that it starts."""

    number: int
    has_written: bool = False

    def pause_after(self, error: DatabaseAwayError) -> float | None:
        """Seconds until the next run. None: there is none."""
        if self.has_written:
            return None
        return pause_before_rerun(error.outage, self.number, secrets.randbelow(1000) / 1000)


_current: ContextVar[_Run | None] = ContextVar("run", default=None)


def note_write() -> None:
    """Something was committed: from here on the work is not run again as a whole."""
    run = _current.get()
    if run is not None:
        run.has_written = True


def is_rerun_due(error: DatabaseAwayError) -> bool:
    """Whether the work that met this would be run again if it raised it."""
    run = _current.get()
    return run is not None and run.pause_after(error) is not None


async def rerun(work: Callable[[], Awaitable[T]]) -> T:
    """What `work` answers. It is run again, whole, while the database lost or undid it before anything was committed.

    Raises what the last run raised. What `work` does beside the database must bear being done again.
    """
    number = 0
    while True:
        number += 1
        run = _Run(number)
        token = _current.set(run)
        try:
            return await work()
        except DatabaseAwayError as error:
            pause = run.pause_after(error)
            if pause is None:
                raise
        finally:
            _current.reset(token)
        await asyncio.sleep(pause)
