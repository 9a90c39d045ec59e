"""What waits for the sealer: a row beside each event, written with it, taken out when the event is given its place.

In the order of time, so that an index tells how old the oldest is, and what a bucket of the chart still lacks.
"""

from dataclasses import dataclass

from ostiary.policy.audit_chain import Batch
from ostiary.policy.audit_form import EventRow
from ostiary.store.audit_seals import ROW_COLUMNS, event_row
from ostiary.store.statements import count_of, row_of, rows_of

UNSEALED_EVENTS = "audit_unsealed JOIN audit_events ON audit_events.id = audit_unsealed.event_id"


@dataclass(frozen=True)
class Unsealed:
    """Events that wait for the sealer: how many, and the oldest of them."""

    count: int
    oldest_at: int | None = None
    oldest_id: str | None = None


@dataclass(frozen=True)
class Waiting:
    """Some of them as they are stored, in the order of the time that they wait under, and that time's bounds."""

    rows: list[EventRow]
    since: int
    until: int


async def oldest_unsealed_at() -> int | None:
    """When the oldest event without a place happened, in microseconds. None: all are sealed."""
    row = await row_of("SELECT occurred_at FROM audit_unsealed ORDER BY occurred_at LIMIT 1")
    return None if row is None else int(row["occurred_at"])


async def count_unsealed(limit: int) -> int:
    """How many events have no place yet, counted up to `limit`."""
    row = await row_of(
        f"SELECT COUNT(*) AS counted FROM (SELECT 1 AS one FROM audit_unsealed LIMIT {int(limit)}) AS waiting"  # noqa: S608
    )
    return int(row["counted"]) if row else 0


async def unsealed_events(limit: int) -> Waiting | None:
    """The oldest events without a place. None: there are none."""
    columns = ", ".join(f"audit_events.{column}" for column in ROW_COLUMNS)
    rows = await rows_of(
        f"SELECT {columns}, audit_unsealed.occurred_at AS since FROM {UNSEALED_EVENTS} "  # noqa: S608 (our own words)
        f"ORDER BY audit_unsealed.occurred_at, event_id LIMIT {int(limit)}"
    )
    if not rows:
        return None
    return Waiting([event_row(row) for row in rows], int(rows[0]["since"]), int(rows[-1]["since"]))


async def take_out(waiting: Waiting, batch: Batch) -> bool:
    """They wait no longer, now that they have the places of this batch. False: some did not wait."""
    taken = await count_of(
        "DELETE FROM audit_unsealed WHERE occurred_at BETWEEN $1 AND $2 "
        "AND event_id IN (SELECT event_id FROM audit_places WHERE sequence BETWEEN $3 AND $4) RETURNING event_id",
        *(waiting.since, waiting.until, batch.first_sequence, batch.last_sequence),
    )
    return taken == len(waiting.rows)


async def unsealed_summary() -> Unsealed:
    """What waits now."""
    counted = await row_of("SELECT COUNT(*) AS waiting FROM audit_unsealed")
    oldest = await row_of("SELECT occurred_at, event_id FROM audit_unsealed ORDER BY occurred_at, event_id LIMIT 1")
    if counted is None or oldest is None:
        return Unsealed(0)
    return Unsealed(int(counted["waiting"]), int(oldest["occurred_at"]), str(oldest["event_id"]))
