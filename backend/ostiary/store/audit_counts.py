"""How many sealed events of each type and result a day, an hour, five minutes have: what the chart adds up.

Whoever seals or prunes keeps it, holding the chain, in the same transaction: no login waits for a row of it, and an
event counts here exactly while it has a place. It proves nothing; the log alone does.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ostiary.store.instants import to_micros
from ostiary.store.statements import rows_of, run_many

LENGTHS = (1440, 60, 5)
"""The lengths that are counted, in minutes, the longest first."""
_MINUTE = 60_000_000


@dataclass(frozen=True)
class Piece:
    """From `since` (inclusive) to `until` (exclusive), in microseconds: units of `minutes`; 0: less than any unit."""

    minutes: int
    since: int
    until: int


def pieces_of(since: datetime, until: datetime) -> list[Piece]:
    """The span as few pieces: what is no whole unit is left to be counted in the log."""
    return _pieces(to_micros(since), to_micros(until), LENGTHS)


def _pieces(since: int, until: int, lengths: tuple[int, ...]) -> list[Piece]:
    if since >= until:
        return []
    if not lengths:
        return [Piece(0, since, until)]
    unit = lengths[0] * _MINUTE
    first, last = -(-since // unit) * unit, until // unit * unit
    if first >= last:
        return _pieces(since, until, lengths[1:])
    inner = [Piece(lengths[0], first, last)]
    return _pieces(since, first, lengths[1:]) + inner + _pieces(last, until, lengths[1:])


async def count_in(events: Iterable[Mapping[str, Any]]) -> None:
    """Add events that have just been sealed: rows with `occurred_at`, `type`, `result`."""
    await run_many(
        "INSERT INTO audit_counts (minutes, since, type, result, total) VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT (minutes, since, type, result) DO UPDATE SET total = audit_counts.total + excluded.total",
        [(*key, total) for key, total in _totals(events)],
    )


async def count_out_between(after: int, through: int) -> None:
    """Take out the sealed events after one up to another, which are about to be deleted."""
    rows = await rows_of(
        "SELECT occurred_at, type, result FROM audit_places JOIN audit_events ON id = event_id "
        "WHERE sequence > CAST($1 AS BIGINT) AND sequence <= CAST($2 AS BIGINT)",
        after,
        through,
    )
    totals = _totals(rows)
    own = "minutes = $1 AND since = $2 AND type = $3 AND result = $4"
    await run_many(
        f"UPDATE audit_counts SET total = total - $5 WHERE {own}",  # noqa: S608
        [(*key, total) for key, total in totals],
    )
    await run_many(f"DELETE FROM audit_counts WHERE {own} AND total <= 0", [key for key, _ in totals])  # noqa: S608


def _totals(events: Iterable[Mapping[str, Any]]) -> list[tuple[tuple[Any, ...], int]]:
    """In one order, as whoever writes several rows must."""
    found = Counter(
        (
            minutes,
            int(each["occurred_at"] or 0) // (minutes * _MINUTE) * (minutes * _MINUTE),
            each["type"],
            each["result"],
        )
        for each in events
        for minutes in LENGTHS
    )
    return sorted(found.items())
