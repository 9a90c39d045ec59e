"""API tokens: what a program carries instead of a person's session (docs/decisions, "API tokens")."""

from datetime import datetime, timedelta
from enum import StrEnum

API_TOKEN_PREFIX = "ost_"
"""What scanners for leaked secrets recognise a token of ours by."""
LIFE_MAX = timedelta(days=366)
"""A year, also one with a leap day in it."""


class ApiTokenState(StrEnum):
    """Whether it opens anything."""

    ACTIVE = "ACTIVE"
    EXPIRED = "EXPIRED"
    REVOKED = "REVOKED"


def state_of(ends_at: datetime, revoked_at: datetime | None, now: datetime) -> ApiTokenState:
    """What stands at `now`. A token that was revoked stays so, also after its end."""
    if revoked_at is not None:
        return ApiTokenState.REVOKED
    return ApiTokenState.EXPIRED if now >= ends_at else ApiTokenState.ACTIVE


def is_end(ends_at: datetime, now: datetime) -> bool:
    """Whether a token made at `now` may end then: later, and within a year."""
    return now < ends_at <= now + LIFE_MAX
