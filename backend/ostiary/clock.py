"""The one reader of time. Everything else is given a `Clock`, or the instant itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True)
class Clock:
    """Answers the present instant, always aware and in UTC."""

    read: Callable[[], datetime] = lambda: datetime.now(UTC)

    def now(self) -> datetime:
        """The present instant, in UTC, to the microsecond."""
        return self.read()


def seconds_until(instant: datetime, now: datetime) -> int:
    """Whole seconds from `now` to `instant`, rounded up, never below zero."""
    return max(0, -((now - instant) // timedelta(seconds=1)))
