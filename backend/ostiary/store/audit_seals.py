"""The sealed log's rows: unsealed events, places given, batches (design/security.md, "audit").

Whoever writes here holds the chain first: one at a time over the whole installation, by an advisory lock of the
transaction on PostgreSQL, which a pooler between passes on, and by the one writer on SQLite.
"""

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from types import NoneType
from typing import Any
from uuid import UUID

from ostiary.policy.audit_chain import Batch, Erasure, SealedEvent
from ostiary.policy.audit_form import FORMS, EventRow, Part, Value
from ostiary.store.statements import Row, count_of, is_done, is_sqlite, row_of, rows_of, run_many

_LOCK_ID = 0x6F73746961
"""PostgreSQL's advisory transaction lock for the chain ("ostia")."""
_EVENTS_PAGE = 1000
_BATCHES_PAGE = 500

_COLUMNS = tuple(dict.fromkeys(column for form in FORMS.values() for column in form.columns))
SALT_COLUMNS = {Part.SUBJECT: "subject_salt", Part.ORIGIN: "origin_salt"}
SEALED_COLUMNS = ", ".join((*_COLUMNS, "sequence", *SALT_COLUMNS.values(), "seal"))
BATCH_COLUMNS = (
    "number, form, first_sequence, last_sequence, previous_digest, root, sealed_at, newest_at, key_id, signature"
)


@dataclass(frozen=True)
class Unsealed:
    """Events that wait for the sealer: how many, and the oldest of them."""

    count: int
    oldest_at: int | None = None
    oldest_id: str | None = None


async def hold_chain_if_free() -> bool:
    """Hold the chain until the transaction ends. False: somebody else does."""
    if is_sqlite():
        return True
    row = await row_of("SELECT pg_try_advisory_xact_lock(CAST($1 AS BIGINT)) AS held", _LOCK_ID)
    return row is not None and bool(row["held"])


async def hold_chain() -> None:
    """Hold the chain until the transaction ends, waiting for whoever does."""
    if not is_sqlite():
        await rows_of("SELECT pg_advisory_xact_lock(CAST($1 AS BIGINT))", _LOCK_ID)


async def oldest_unsealed_at() -> int | None:
    """When the oldest event without a place happened, in microseconds. None: all are sealed."""
    row = await row_of("SELECT occurred_at FROM audit_events WHERE sequence IS NULL ORDER BY occurred_at, id LIMIT 1")
    return None if row is None else int(row["occurred_at"])


async def count_unsealed(limit: int) -> int:
    """How many events have no place yet, counted up to `limit`."""
    row = await row_of(
        "SELECT COUNT(*) AS counted FROM "  # noqa: S608 (our own words)
        f"(SELECT 1 AS one FROM audit_events WHERE sequence IS NULL LIMIT {int(limit)}) AS waiting"
    )
    return int(row["counted"]) if row else 0


async def unsealed_events(limit: int) -> list[EventRow]:
    """The oldest events without a place, as they are stored."""
    rows = await rows_of(
        f"SELECT {', '.join(_COLUMNS)} FROM audit_events "  # noqa: S608 (our own words)
        f"WHERE sequence IS NULL ORDER BY occurred_at, id LIMIT {int(limit)}"
    )
    return [_event_row(row) for row in rows]


async def give_places(events: Sequence[SealedEvent]) -> bool:
    """Write what sealing adds. False: some event has a place already, or is gone."""
    placed = [
        (UUID(each.id), each.sequence, each.salts[Part.SUBJECT], each.salts[Part.ORIGIN], each.seal) for each in events
    ]
    if not is_sqlite():
        return await count_of(_GIVE_PLACES, *(list(column) for column in zip(*placed, strict=True))) == len(events)
    await run_many(
        "UPDATE audit_events SET sequence = $2, subject_salt = $3, origin_salt = $4, seal = $5 "
        "WHERE id = $1 AND sequence IS NULL",
        placed,
    )
    row = await row_of(
        "SELECT COUNT(*) AS placed FROM audit_events WHERE sequence BETWEEN $1 AND $2",
        events[0].sequence,
        events[-1].sequence,
    )
    return row is not None and row["placed"] == len(events)


_GIVE_PLACES = """
UPDATE audit_events SET sequence = p.sequence, subject_salt = p.subject_salt, origin_salt = p.origin_salt, seal = p.seal
FROM unnest(CAST($1 AS UUID[]), CAST($2 AS BIGINT[]), CAST($3 AS BYTEA[]), CAST($4 AS BYTEA[]), CAST($5 AS BYTEA[]))
    AS p (id, sequence, subject_salt, origin_salt, seal)
WHERE audit_events.id = p.id AND audit_events.sequence IS NULL RETURNING audit_events.sequence
"""


async def insert_batch(batch: Batch) -> bool:
    """Add the batch. False: another one has its number."""
    return await is_done(
        f"INSERT INTO audit_batches ({BATCH_COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "  # noqa: S608
        "ON CONFLICT (number) DO NOTHING RETURNING number",
        batch.number,
        batch.form,
        batch.first_sequence,
        batch.last_sequence,
        batch.previous_digest,
        batch.root,
        batch.sealed_at,
        batch.newest_at,
        batch.key_id,
        batch.signature,
    )


async def last_batch() -> Batch | None:
    """The chain's end."""
    row = await row_of(f"SELECT {BATCH_COLUMNS} FROM audit_batches ORDER BY number DESC LIMIT 1")  # noqa: S608
    return None if row is None else _batch(row)


async def batches_after(number: int, limit: int = _BATCHES_PAGE) -> list[Batch]:
    """The next batches in order."""
    rows = await rows_of(
        f"SELECT {BATCH_COLUMNS} FROM audit_batches WHERE number > CAST($1 AS BIGINT) "  # noqa: S608
        f"ORDER BY number LIMIT {int(limit)}",
        number,
    )
    return [_batch(row) for row in rows]


async def sealed_events(first: int, last: int) -> AsyncIterator[SealedEvent]:
    """Events with a place from `first` to `last`, in order, a page in memory at a time."""
    while first <= last:
        rows = await rows_of(
            f"SELECT {SEALED_COLUMNS} FROM audit_events "  # noqa: S608
            f"WHERE sequence BETWEEN $1 AND $2 ORDER BY sequence LIMIT {_EVENTS_PAGE}",
            first,
            last,
        )
        # After the events: an erasure in between is then seen, and one that is seen twice harms nothing.
        erasures = await _erasures(first, int(rows[-1]["sequence"])) if rows else {}
        for row in rows:
            yield sealed_event(row, erasures.get(row["sequence"], ()))
        if len(rows) < _EVENTS_PAGE:
            return
        first = int(rows[-1]["sequence"]) + 1


async def _erasures(first: int, last: int) -> dict[int, list[Erasure]]:
    rows = await rows_of(
        "SELECT sequence, part, commitment, key_id, signature FROM audit_erasures WHERE sequence BETWEEN $1 AND $2",
        first,
        last,
    )
    found: dict[int, list[Erasure]] = {}
    for row in rows:
        erasure = Erasure(
            row["sequence"], Part(row["part"]), bytes(row["commitment"]), row["key_id"], bytes(row["signature"])
        )
        found.setdefault(erasure.sequence, []).append(erasure)
    return found


def sealed_event(row: Row, erasures: Iterable[Erasure] = ()) -> SealedEvent:
    """The event of a row of SEALED_COLUMNS; its sequence is 0 where it has no place yet."""
    salts = {part: None if row[column] is None else bytes(row[column]) for part, column in SALT_COLUMNS.items()}
    return SealedEvent(
        row["sequence"] or 0, _event_row(row), salts, bytes(row["seal"] or b""), {each.part: each for each in erasures}
    )


_PLAIN = frozenset({str, int, NoneType})


def _event_row(row: Row) -> EventRow:
    return {column: value if type(value := row[column]) in _PLAIN else _value(value) for column in _COLUMNS}


def _value(value: Any) -> Value:
    """Bytes in a column of text are somebody's doing; they are told as what no event of ours holds."""
    if isinstance(value, bytes):
        return f"bytes {value.hex()}"
    return str(value) if isinstance(value, UUID) else value


def _batch(row: Row) -> Batch:
    blobs = {name: bytes(row[name]) for name in ("previous_digest", "root", "signature")}
    return Batch(**{**row, **blobs})


async def unsealed_summary() -> Unsealed:
    """What waits now."""
    counted = await rows_of("SELECT COUNT(*) AS waiting FROM audit_events WHERE sequence IS NULL")
    oldest = await row_of(
        "SELECT id, occurred_at FROM audit_events WHERE sequence IS NULL ORDER BY occurred_at, id LIMIT 1"
    )
    if oldest is None:
        return Unsealed(0)
    return Unsealed(int(counted[0]["waiting"]), int(oldest["occurred_at"]), str(oldest["id"]))


async def first_sequence_in(first: int, last: int) -> int | None:
    """The first place taken from `first` to `last`."""
    row = await row_of(
        "SELECT sequence FROM audit_events WHERE sequence BETWEEN $1 AND $2 ORDER BY sequence LIMIT 1", first, last
    )
    return None if row is None else int(row["sequence"])
