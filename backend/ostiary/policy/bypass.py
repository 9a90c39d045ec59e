"""The bypass: on until it is turned off or its end has come (rule M3).

Nothing has to happen at the end: every reader asks with its own `now`, so the rules hold again by themselves, on
every replica in the same instant.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

LONGEST_BYPASS = timedelta(days=366)
"""A year, leap years included: the latest end that may be set."""


@dataclass(frozen=True)
class Bypass:
    """That a user was let past every second step: since when, by whom, why, and until when. None: not told, no end."""

    since: datetime | None
    by_id: UUID | None = None
    reason: str | None = None
    until: datetime | None = None


def is_bypassed(bypass: Bypass | None, now: datetime) -> bool:
    """Whether logins pass without a second step at `now`. The end itself belongs to the application's rules."""
    return bypass is not None and (bypass.until is None or now < bypass.until)


def is_bypass_end(until: datetime, now: datetime) -> bool:
    """Whether a bypass may be set to end then: in the future, and within a year."""
    return now < until <= now + LONGEST_BYPASS
