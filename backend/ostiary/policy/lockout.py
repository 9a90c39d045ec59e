"""The lockout: six wrong codes in a row, one hour, and the cap of 100 (rules A1-A8).

This is the law; the store's guard `charge_attempt` is the same law as one conditional UPDATE, and a
test holds the two against each other.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

ATTEMPTS_IN_A_ROW = 6
LOCK_DURATION = timedelta(hours=1)
ATTEMPTS_WITHOUT_ACCEPTANCE = 100
"""After so many the lock has no end (rule A8; NIST SP 800-63B-4, 3.2.2)."""
LOCKED_FOR_GOOD = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)


@dataclass(frozen=True)
class Lockout:
    """An account's count. `failed_attempts`: in a row, 0 to 6; `unaccepted_attempts`: since the last acceptance."""

    failed_attempts: int = 0
    unaccepted_attempts: int = 0
    locked_until: datetime | None = None


def is_locked(locked_until: datetime | None, now: datetime) -> bool:
    """Whether the account is locked at `now`. The hour's end belongs to the free side."""
    return locked_until is not None and now < locked_until


def current(lockout: Lockout, now: datetime) -> Lockout:
    """The count as it stands at `now`: the end of the hour sets it to zero (A3), and not the other count (A8)."""
    if lockout.locked_until is None or is_locked(lockout.locked_until, now):
        return lockout
    return Lockout(unaccepted_attempts=lockout.unaccepted_attempts)


def charge(lockout: Lockout, now: datetime) -> Lockout | None:
    """The count after one more attempt, or None if the account is locked: then no code is looked at (A2, A4)."""
    before = current(lockout, now)
    if before.locked_until is not None:
        return None
    failed, unaccepted = before.failed_attempts + 1, before.unaccepted_attempts + 1
    if unaccepted >= ATTEMPTS_WITHOUT_ACCEPTANCE:
        return Lockout(failed, unaccepted, LOCKED_FOR_GOOD)
    return Lockout(failed, unaccepted, now + LOCK_DURATION if failed >= ATTEMPTS_IN_A_ROW else None)


def attempts_remaining(lockout: Lockout, now: datetime) -> int:
    """How many wrong codes the account has left before it locks; 0 while locked."""
    held = current(lockout, now)
    if held.locked_until is not None:
        return 0
    in_a_row = ATTEMPTS_IN_A_ROW - held.failed_attempts
    return max(0, min(in_a_row, ATTEMPTS_WITHOUT_ACCEPTANCE - held.unaccepted_attempts))
