"""What somebody with write access does behind the product's back."""

from typing import Any

from ostiary.store.statements import rows_of

LINES = "audit_events LEFT JOIN audit_places ON event_id = id"
"""Each event with what the sealer added."""


def placed(sequence: int) -> str:
    """The condition of the event in that place."""
    return f"id = (SELECT event_id FROM audit_places WHERE sequence = {int(sequence)})"


async def put(table: str, row: dict[str, Any]) -> None:
    """One row more."""
    listed = ", ".join(f"${number}" for number in range(1, len(row) + 1))
    await tamper(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({listed})", *row.values())


async def tamper(sql: str, *values: Any) -> None:
    """One statement of somebody with write access, who changes exactly one row."""
    assert len(await rows_of(f"{sql} RETURNING *", *values)) == 1
