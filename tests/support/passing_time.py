"""A clock whose hands the test moves."""

from datetime import UTC, datetime, timedelta

from ostiary.clock import Clock

START = datetime(2026, 11, 24, 9, 0, 10, tzinfo=UTC)
"""Ten seconds into a time step, so that a few seconds more stay inside it."""


class Hands:
    """The present instant of a test."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now
        self.clock = Clock(lambda: self.now)

    def move(self, **by: float) -> datetime:
        """Move on, by the names of timedelta."""
        self.now += timedelta(**by)
        return self.now
