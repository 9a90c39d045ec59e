"""What nobody who writes the log leaves behind: an event has a place or waits for one, and neither is without an event.

For `audit verify`. Each statement sees one state of the log, so that what is written or sealed meanwhile is no stray.
"""

from typing import Any

from ostiary.store.statements import rows_of

CHUNK = 10_000
"""How many events one statement looks at."""


async def waiting_without_event() -> str | None:
    """The id of an event that waits for the sealer and is gone."""
    gone = "NOT EXISTS (SELECT 1 FROM audit_events WHERE audit_events.id = audit_unsealed.event_id)"
    return _told(await _first_id(f"SELECT event_id AS id FROM audit_unsealed WHERE {gone} LIMIT 1"))  # noqa: S608


async def waiting_with_place() -> str | None:
    """The id of an event that is sealed and waits once more."""
    placed = "EXISTS (SELECT 1 FROM audit_places WHERE audit_places.event_id = audit_unsealed.event_id)"
    return _told(await _first_id(f"SELECT event_id AS id FROM audit_unsealed WHERE {placed} LIMIT 1"))  # noqa: S608


async def neither_placed_nor_waiting() -> str | None:
    """The id of an event that no sealer knows of."""
    first = None
    while True:
        last = await _last_of_chunk(first)
        found = await _unknown(first, last)
        if found is not None or last is None:
            return _told(found)
        first = last


async def _last_of_chunk(first: Any) -> Any:
    """Where the chunk from `first` on ends, by id. None: with the log."""
    within, values = _between("id", first, None)
    return await _first_id(
        f"SELECT id FROM audit_events WHERE {within} ORDER BY id LIMIT 1 OFFSET {int(CHUNK)}",  # noqa: S608
        *values,
    )


async def _unknown(first: Any, last: Any) -> Any:
    """Bounded on both sides of the comparison: else the whole of the other table would be read for each chunk."""
    (within, values), (places, _) = _between("id", first, last), _between("event_id", first, last)
    return await _first_id(
        f"SELECT id FROM audit_events WHERE {within} "  # noqa: S608 (our own words)
        f"AND NOT EXISTS (SELECT 1 FROM audit_places WHERE event_id = audit_events.id AND {places}) "
        "AND NOT EXISTS (SELECT 1 FROM audit_unsealed WHERE audit_unsealed.occurred_at = audit_events.occurred_at "
        "AND event_id = audit_events.id) LIMIT 1",
        *values,
    )


def _between(column: str, first: Any, last: Any) -> tuple[str, list[Any]]:
    bounds = [(sign, value) for sign, value in ((">=", first), ("<=", last)) if value is not None]
    conditions = [f"{column} {sign} ${number}" for number, (sign, _) in enumerate(bounds, 1)]
    return " AND ".join(conditions) or "TRUE", [value for _, value in bounds]


async def _first_id(sql: str, *values: Any) -> Any:
    rows = await rows_of(sql, *values)
    return rows[0]["id"] if rows else None


def _told(event_id: Any) -> str | None:
    return None if event_id is None else str(event_id)
