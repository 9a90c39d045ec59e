"""What leaves the sealed log: personal fields by erasure, whole batches by retention. Hold the chain first."""

from collections.abc import Sequence
from uuid import UUID

from ostiary.policy.audit_chain import Erasure, Horizon, SealedEvent
from ostiary.policy.audit_form import CURRENT_FORM, Part, erased
from ostiary.store.audit_counts import count_out_between
from ostiary.store.audit_seals import SALT_COLUMNS, SEALED_COLUMNS, sealed_event
from ostiary.store.ids import new_id
from ostiary.store.statements import count_of, row_of, rows_of, run_many, uuid_of

NAMING = ("user_email_key", "user_id", "actor_id")
"""The columns by which an event names somebody."""


async def user_ids_seen_with(email_key: str) -> list[UUID]:
    """Whom the log knows by this address, deleted or not."""
    rows = await rows_of(
        "SELECT DISTINCT user_id FROM audit_events WHERE user_email_key = $1 AND user_id IS NOT NULL", email_key
    )
    return [uuid_of(row["user_id"]) for row in rows]


async def events_naming(column: str, value: UUID | str, limit: int) -> list[SealedEvent]:
    """Events whose `column`, one of NAMING, is `value`, sealed or not."""
    rows = await rows_of(
        f"SELECT {SEALED_COLUMNS} FROM audit_events LEFT JOIN audit_places ON event_id = id "  # noqa: S608
        f"WHERE {column} = $1 LIMIT {int(limit)}",
        value,
    )
    return [sealed_event(row) for row in rows]


async def empty_part(part: Part, events: Sequence[SealedEvent]) -> None:
    """Remove that part of these events, with its salt."""
    emptied = erased(CURRENT_FORM.parts[part])
    columns = ", ".join(f"{column} = ${number}" for number, column in enumerate(emptied, start=2))
    await run_many(
        f"UPDATE audit_events SET {columns} WHERE id = $1",  # noqa: S608
        [(event.id, *emptied.values()) for event in events],
    )
    await run_many(
        f"UPDATE audit_places SET {SALT_COLUMNS[part]} = NULL WHERE event_id = $1",  # noqa: S608
        [(event.id,) for event in events],
    )


async def insert_erasures(erasures: Sequence[Erasure]) -> None:
    """Leave the commitments of what was erased."""
    await run_many(
        "INSERT INTO audit_erasures (id, sequence, part, commitment, key_id, signature) "
        "VALUES ($1, $2, $3, $4, $5, $6)",
        [(new_id(), each.sequence, each.part.value, each.commitment, each.key_id, each.signature) for each in erasures],
    )


async def erasures_not_by(key_id: str, limit: int) -> list[tuple[UUID, Erasure]]:
    """Erasures signed with another key than this, with their rows' ids."""
    rows = await rows_of(
        "SELECT id, sequence, part, commitment, key_id, signature FROM audit_erasures WHERE key_id <> $1 "
        "ORDER BY id LIMIT $2",
        key_id,
        limit,
    )
    return [
        (
            uuid_of(row["id"]),
            Erasure(
                row["sequence"], Part(row["part"]), bytes(row["commitment"]), row["key_id"], bytes(row["signature"])
            ),
        )
        for row in rows
    ]


async def sign_erasures_anew(signed: Sequence[tuple[UUID, Erasure]]) -> None:
    """Keep the new signatures."""
    await run_many(
        "UPDATE audit_erasures SET key_id = $2, signature = $3 WHERE id = $1",
        [(row_id, each.key_id, each.signature) for row_id, each in signed],
    )


async def horizon() -> Horizon | None:
    """How far retention has come. None: nothing went yet."""
    row = await row_of("SELECT through_batch, through_sequence, key_id, signature FROM audit_horizon WHERE id = 1")
    return None if row is None else Horizon(**{**row, "signature": bytes(row["signature"])})


async def set_horizon(reached: Horizon) -> None:
    """Note how far retention has come."""
    await rows_of(
        "INSERT INTO audit_horizon (id, through_batch, through_sequence, key_id, signature) "
        "VALUES (1, $1, $2, $3, $4) ON CONFLICT (id) DO UPDATE SET through_batch = excluded.through_batch, "
        "through_sequence = excluded.through_sequence, key_id = excluded.key_id, signature = excluded.signature "
        "RETURNING id",
        reached.through_batch,
        reached.through_sequence,
        reached.key_id,
        reached.signature,
    )


async def delete_between(after: int, through: int) -> int:
    """Remove the sealed events after one up to another, with what was erased of them; answers how many events went.

    From both sides: what went before is in the indexes still until the database cleans them.
    """
    await count_out_between(after, through)
    values, within = (after, through), "sequence > CAST($1 AS BIGINT) AND sequence <= CAST($2 AS BIGINT)"
    await rows_of(f"DELETE FROM audit_erasures WHERE {within} RETURNING id", *values)  # noqa: S608
    placed = f"SELECT event_id FROM audit_places WHERE {within}"  # noqa: S608
    gone = await count_of(f"DELETE FROM audit_events WHERE id IN ({placed}) RETURNING id", *values)  # noqa: S608
    await rows_of(f"DELETE FROM audit_places WHERE {within} RETURNING sequence", *values)  # noqa: S608
    return gone
