"""Removal of rows that are dead already, a small batch at a time (design/security.md, epochs)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from ostiary.policy.limits import MAIL_WINDOW
from ostiary.store.statements import count_of, is_sqlite, rows_of, uuid_of
from ostiary.store.unit_of_work import unit_of_work

BATCH, BATCH_ON_SQLITE = 500, 100
"""SQLite has one writer: whoever signs in meanwhile waits for the batch and its flush: some milliseconds."""
KEPT = timedelta(days=1)
"""How long an ended challenge stays, so that a late step is told that it expired."""

_ENDED: Sequence[tuple[str, str, str, timedelta]] = (
    ("challenges", "id", "expires_at", KEPT),
    ("sessions", "id", "expires_at", timedelta(0)),
    ("mailed_codes", "id", "mailed_at", MAIL_WINDOW),
    ("password_guesses", "key", "window_ends_at", timedelta(0)),
    ("password_resets", "user_id", "expires_at", timedelta(0)),
)
"""Tables with their key, the column of their end, which is indexed, and how long rows stay after it."""


def batch_size() -> int:
    """How many rows go at once from the current database."""
    return BATCH_ON_SQLITE if is_sqlite() else BATCH


async def sweep(now: datetime) -> int:
    """Remove one batch of each kind; answers how many rows went. Zero: nothing is left to do.

    Each batch is a short transaction of its own that starts from what is there: whoever is interrupted leaves nothing
    half-done, and whoever comes next goes on.
    """
    removed, most = 0, batch_size()
    for table, key, ends_at, kept in _ENDED:
        async with unit_of_work():
            dead = f"{ends_at} < CAST($1 AS BIGINT) ORDER BY {ends_at} LIMIT {most}"
            removed += await count_of(_deletion(table, key, dead), now - kept)
    return removed + await _sweep_bindings()


def _deletion(table: str, key: str, dead: str) -> str:
    """Deletes a batch that nobody else is at: of two who sweep at once each has one of its own, and neither waits.

    Found once and for all: looked for again by the deletion, the rows that it has taken would make room for others.
    """
    return (
        f"WITH dead AS MATERIALIZED (SELECT {key} FROM {table} WHERE {dead} FOR UPDATE SKIP LOCKED) "  # noqa: S608
        f"DELETE FROM {table} WHERE {key} IN (SELECT {key} FROM dead) RETURNING {key}"
    )


async def _sweep_bindings() -> int:
    """A batch of bindings of past epochs.

    Each factor is asked for its oldest epoch by index: counting on the planner's guess how many are dead, one that
    has none would be found by reading all bindings that there are.
    """
    removed, most = 0, batch_size()
    for factor in await rows_of(_TURNED_OFF):
        if factor["oldest"] is None or factor["oldest"] >= factor["epoch"]:
            continue
        async with unit_of_work():
            dead = f"factor_id = $1 AND epoch < CAST($2 AS INTEGER) ORDER BY epoch LIMIT {most - removed}"
            removed += await count_of(_deletion("bindings", "id", dead), uuid_of(factor["id"]), factor["epoch"])
        if removed >= most:
            break
    return removed


_OLDEST = "SELECT b.epoch FROM bindings b WHERE b.factor_id = f.id ORDER BY b.epoch LIMIT 1"
_TURNED_OFF = f"SELECT f.id, f.epoch, ({_OLDEST}) AS oldest FROM factors f WHERE f.epoch > 1 ORDER BY f.id"  # noqa: S608
