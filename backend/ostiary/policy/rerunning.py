"""When work that the database did not do may be done again, and after which pause.

Only what is known to have left no trace is run again. A connection that was lost while it committed leaves the
outcome in doubt: running it again might do it twice, so it is told instead.
"""

from enum import StrEnum

LOST_RUNS = 3
"""How often a piece of work may lose its connection: the first time it may be stale, the second time bad luck."""

CONFLICT_RUNS = 6

_LOST_PAUSE = 0.05
_CONFLICT_PAUSE = 0.01
_PAUSE_MAX = 0.5


class Outage(StrEnum):
    """Why the database did not do what it was asked."""

    UNREACHABLE = "UNREACHABLE"
    """Nobody answers, or nobody answers in time. Nothing was done, and asking again at once would not help."""
    READ_ONLY = "READ_ONLY"
    """This server only reads: it was the leader, or never was. Nothing was done."""
    DROPPED = "DROPPED"
    """The connection was lost before the commit. Nothing was done."""
    CONFLICT = "CONFLICT"
    """Undone because of somebody else's work: a deadlock, or a serialization failure."""
    IN_DOUBT = "IN_DOUBT"
    """The connection was lost during the commit: done or not, nobody knows."""


_RUNS = {Outage.DROPPED: LOST_RUNS, Outage.READ_ONLY: LOST_RUNS, Outage.CONFLICT: CONFLICT_RUNS}
_PAUSES = {Outage.DROPPED: _LOST_PAUSE, Outage.READ_ONLY: _LOST_PAUSE, Outage.CONFLICT: _CONFLICT_PAUSE}


def pause_before_rerun(outage: Outage, runs: int, luck: float) -> float | None:
    """Seconds to wait before the work is run again. None: it is not.

    `runs`: how often it has run, at least 1. `luck`: from 0 to 1, so that two that met do not meet again.
    """
    if runs >= _RUNS.get(outage, 0):
        return None
    return min(_PAUSE_MAX, _PAUSES[outage] * (1 << (runs - 1))) * (0.5 + luck)
