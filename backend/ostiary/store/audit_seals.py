"""The sealed log's rows: places given to events, and batches (design/security.md, "audit").

Whoever writes here holds the chain first: one at a time over the whole installation, by an advisory lock of the
transaction on PostgreSQL, which a pooler between passes on, and by the one writer on SQLite.
"""

from collections.abc import AsyncIterator, Iterable, Sequence
from types import NoneType
from typing import Any
from uuid import UUID

from ostiary.policy.audit_chain import Batch, Erasure, SealedEvent
from ostiary.policy.audit_form import FORMS, EventRow, Part, Value
from ostiary.store.statements import Row, count_of, count_of_many, is_done, is_sqlite, placeholders, row_of, rows_of

_LOCK_ID = 0x6F73746961
"""PostgreSQL's advisory transaction lock for the chain ("ostia")."""
_EVENTS_PAGE = 1000
_BATCHES_PAGE = 500

ROW_COLUMNS = tuple(dict.fromkeys(column for form in FORMS.values() for column in form.columns))
SALT_COLUMNS = {Part.SUBJECT: "subject_salt", Part.ORIGIN: "origin_salt"}
SEALED_COLUMNS = ", ".join((*ROW_COLUMNS, "sequence", *SALT_COLUMNS.values(), "seal"))
BATCH_COLUMNS = (
    "number, form, first_sequence, last_sequence, previous_digest, root, sealed_at, newest_at, key_id, signature"
)


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


async def give_places(events: Sequence[SealedEvent]) -> bool:
    """Write what sealing adds. False: some event, or some place, was taken already."""
    placed = [(each.sequence, each.id, *(each.salts[part] for part in SALT_COLUMNS), each.seal) for each in events]
    if is_sqlite():
        return await count_of_many(_PLACE, placed) == len(events)
    return await count_of(_PLACES, *zip(*placed, strict=True)) == len(events)


_PLACE_COLUMNS = ("sequence", "event_id", *SALT_COLUMNS.values(), "seal")
_INTO_PLACES = f"INSERT INTO audit_places ({', '.join(_PLACE_COLUMNS)})"
_PLACE = f"{_INTO_PLACES} VALUES ({placeholders(_PLACE_COLUMNS)}) ON CONFLICT DO NOTHING"
_PLACES = (
    f"{_INTO_PLACES} SELECT * FROM unnest(CAST($1 AS BIGINT[]), CAST($2 AS UUID[]), CAST($3 AS BYTEA[]), "  # noqa: S608
    "CAST($4 AS BYTEA[]), CAST($5 AS BYTEA[])) ON CONFLICT DO NOTHING RETURNING sequence"
)


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
            f"SELECT {SEALED_COLUMNS} FROM audit_places JOIN audit_events ON id = event_id "  # noqa: S608
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
        row["sequence"] or 0, event_row(row), salts, bytes(row["seal"] or b""), {each.part: each for each in erasures}
    )


_PLAIN = frozenset({str, int, NoneType})


def event_row(row: Row) -> EventRow:
    """What a seal covers, of a row that has ROW_COLUMNS."""
    return {column: value if type(value := row[column]) in _PLAIN else _value(value) for column in ROW_COLUMNS}


def _value(value: Any) -> Value:
    """Bytes in a column of text are somebody's doing; they are told as what no event of ours holds."""
    if isinstance(value, bytes):
        return f"bytes {value.hex()}"
    return str(value) if isinstance(value, UUID) else value


def _batch(row: Row) -> Batch:
    blobs = {name: bytes(row[name]) for name in ("previous_digest", "root", "signature")}
    return Batch(**{**row, **blobs})


async def first_sequence_in(first: int, last: int) -> int | None:
    """The first place taken from `first` to `last`."""
    row = await row_of(
        "SELECT sequence FROM audit_places WHERE sequence BETWEEN $1 AND $2 ORDER BY sequence LIMIT 1", first, last
    )
    return None if row is None else int(row["sequence"])
