"""Whoever may write to the database and has no key ring changes nothing that `audit verify` does not name."""

from typing import Any
from uuid import UUID

import pytest

from ostiary.policy.audit_form import CURRENT_FORM, commitment, link
from ostiary.services.audit_sealing import chain
from ostiary.services.audit_verifying import LogSummary
from ostiary.store.ids import new_id
from ostiary.store.key_ring import generate_key_ring, parse_key_ring
from ostiary.store.models import AuditBatch, AuditEvent, AuditPlace
from ostiary.store.statements import rows_of
from tests.audit.sealed_log import SealedLog
from tests.audit.tampering import LINES, placed, put, tamper

COLUMNS = tuple(AuditEvent._meta.fields_map)
PLACE_COLUMNS = tuple(AuditPlace._meta.fields_map)
BATCH_COLUMNS = tuple(AuditBatch._meta.fields_map)
PLACE = 7
"""An event in the middle of a batch."""
EVENT, SEAL = "audit_events", "audit_places"


def altered(column: str, value: Any) -> Any:
    """One byte of it changed; something where there was nothing."""
    match value:
        case None if column.endswith("_id"):
            return new_id()
        case None:
            return "X"
        case UUID():
            return UUID(int=value.int ^ 1)
        case str() if column == "id" or (column.endswith("_id") and column != "key_id"):
            return str(UUID(int=UUID(value).int ^ 1))
        case str():
            return value[:-1] + ("x" if value[-1:] != "x" else "y")
        case bytes():
            return bytes([value[0] ^ 1]) + value[1:]
        case _:
            return value + 1_000


async def value_at(sequence: int, column: str) -> Any:
    return (await rows_of(f"SELECT {column} FROM {LINES} WHERE sequence = $1", sequence))[0][column]


async def swap(column: str, one: int, other: int) -> None:
    """Let two places change what one column of them says: their number, their event, their hash."""
    first, second = await value_at(one, column), await value_at(other, column)
    moved = "event_id" if column == "sequence" else "sequence"
    keys = [await value_at(each, moved) for each in (one, other)]
    away = {"sequence": -1, "event_id": new_id()}.get(column, first)
    for key, value in ((keys[0], away), (keys[1], first), (keys[0], second)):
        await tamper(f"UPDATE audit_places SET {column} = $2 WHERE {moved} = $1", key, value)


async def make_room(after: int) -> None:
    """Every later event one place further."""
    await rows_of("UPDATE audit_places SET sequence = -sequence - 1 WHERE sequence > $1 RETURNING seal", after)
    await rows_of("UPDATE audit_places SET sequence = -sequence WHERE sequence < 0 RETURNING seal")


async def delete(sequence: int, *tables: str) -> None:
    """An event, its place, or both."""
    event_id = await value_at(sequence, "id")
    for table in tables:
        await tamper(f"DELETE FROM {table} WHERE {'id' if table == EVENT else 'event_id'} = $1", event_id)


async def copy_event(sequence: int, into: int | None, waits: bool = False) -> UUID:
    """The same event once more under another id."""
    made = new_id()
    [event] = await rows_of(f"SELECT * FROM audit_events WHERE {placed(sequence)}")
    await put("audit_events", event | {"id": made})
    if into is not None:
        [place] = await rows_of("SELECT * FROM audit_places WHERE sequence = $1", sequence)
        await put("audit_places", place | {"event_id": made, "sequence": into})
    if waits:
        await put("audit_unsealed", {"event_id": made, "occurred_at": event["occurred_at"]})
    return made


async def test_a_log_that_nobody_touched_is_sound(log: SealedLog) -> None:
    told = await log.verified()
    assert isinstance(told, LogSummary)
    assert (told.check.events, told.check.batches, told.unsealed.count) == (log.length, len(log.batches), 0)
    assert told.check.last == log.batches[-1]


def test_every_column_of_an_event_is_sealed() -> None:
    """A new column needs a new form: see policy.audit_form."""
    assert set(CURRENT_FORM.columns) == set(COLUMNS)


@pytest.mark.parametrize("column", COLUMNS)
async def test_one_byte_changed_in_any_column_is_found_at_its_event(log: SealedLog, column: str) -> None:
    event_id = await log.id_of(PLACE)
    value = altered(column, await value_at(PLACE, column))
    await tamper(f"UPDATE audit_events SET {column} = $1 WHERE {placed(PLACE)}", value)
    # Under another id it is not in its place any more.
    kind = f"missing: event {PLACE}:" if column == "id" else f"edited: event {PLACE} ({event_id}):"
    assert (await log.found()).startswith(kind)


@pytest.mark.parametrize("column", PLACE_COLUMNS)
async def test_one_byte_changed_in_any_column_of_a_place_is_found_at_its_event(log: SealedLog, column: str) -> None:
    event_id = await log.id_of(PLACE)
    value = altered(column, await value_at(PLACE, column))
    await tamper(f"UPDATE audit_places SET {column} = $2 WHERE sequence = $1", PLACE, value)
    is_torn = column in ("sequence", "event_id")
    kind = f"missing: event {PLACE}:" if is_torn else f"edited: event {PLACE} ({event_id}):"
    assert (await log.found()).startswith(kind)


@pytest.mark.parametrize("column", BATCH_COLUMNS)
async def test_one_byte_changed_in_any_column_of_a_batch_is_found(log: SealedLog, column: str) -> None:
    row = (await rows_of(f"SELECT {column} FROM audit_batches WHERE number = 2"))[0]
    await tamper(f"UPDATE audit_batches SET {column} = $1 WHERE number = 2", altered(column, row[column]))
    found = await log.found()
    # A key that is not known may have been dropped; what it signed is covered by the next batch.
    kind = {"number": "missing: batch 2:", "key_id": "forged: batch 3:"}.get(column, "forged: batch 2:")
    assert found.startswith(kind)


@pytest.mark.parametrize("tables", [(EVENT,), (SEAL,), (EVENT, SEAL)])
@pytest.mark.parametrize("place", [1, PLACE, -1])
async def test_an_event_that_was_deleted_is_missing(log: SealedLog, place: int, tables: tuple[str, ...]) -> None:
    """The first, one in the middle, the last."""
    sequence = place if place > 0 else log.length
    await delete(sequence, *tables)
    assert (await log.found()).startswith(f"missing: event {sequence}:")


async def test_a_deleted_event_is_found_also_where_the_others_closed_the_gap(log: SealedLog) -> None:
    await delete(PLACE, EVENT, SEAL)
    await rows_of("UPDATE audit_places SET sequence = -sequence + 1 WHERE sequence > $1 RETURNING seal", PLACE)
    await rows_of("UPDATE audit_places SET sequence = -sequence WHERE sequence < 0 RETURNING seal")
    assert (await log.found()).startswith(f"edited: event {PLACE} ")


@pytest.mark.parametrize("other", [PLACE + 1, PLACE + 2, 2])
async def test_two_events_that_changed_places_are_reordered(log: SealedLog, other: int) -> None:
    """Neighbours, others of the batch, and one of another batch."""
    await swap("sequence", PLACE, other)
    first = min(PLACE, other)
    assert (await log.found()).startswith(f"reordered: event {first} ({await log.id_of(first)}): ")


@pytest.mark.parametrize("other", [PLACE + 1, 2])
@pytest.mark.parametrize("column", ["event_id", "seal", "subject_salt"])
async def test_what_was_moved_to_another_place_is_found_at_the_first_of_both(
    log: SealedLog, column: str, other: int
) -> None:
    """The event alone, the hash alone, a salt alone."""
    await swap(column, PLACE, other)
    first = min(PLACE, other)
    assert (await log.found()).startswith(f"edited: event {first} ({await log.id_of(first)}): ")


async def test_an_event_put_in_between_is_named(log: SealedLog) -> None:
    await make_room(PLACE)
    made = await copy_event(PLACE, PLACE + 1)
    assert (await log.found()).startswith(f"inserted: event {PLACE + 1} ({made}):")


async def test_an_event_put_in_with_a_hash_that_fits_is_named(log: SealedLog) -> None:
    """The hash needs no key; what comes after does not follow it."""
    await make_room(PLACE)
    made = await copy_event(PLACE, PLACE + 1)
    event = (await log.events())[PLACE]
    previous = (await log.events())[PLACE - 1].seal
    commitments = {part: commitment(CURRENT_FORM, part, salt or b"", event.row) for part, salt in event.salts.items()}
    seal = link(CURRENT_FORM, previous, event.row, commitments)
    await tamper("UPDATE audit_places SET seal = $2 WHERE sequence = $1", PLACE + 1, seal)
    assert (await log.found()).startswith(f"inserted: event {PLACE + 1} ({made}):")


@pytest.mark.parametrize("waits", [True, False])
async def test_an_event_put_in_without_a_place_among_sealed_ones_is_named(log: SealedLog, waits: bool) -> None:
    """Whether or not it was put down for the sealer."""
    made = await copy_event(PLACE, None, waits)
    assert (await log.found()).startswith(f"inserted: event without a place ({made}):")


@pytest.mark.parametrize("place", [0, -7])
async def test_an_event_put_in_before_the_first_one_is_named(log: SealedLog, place: int) -> None:
    await copy_event(PLACE, place)
    assert (await log.found()).startswith(f"inserted: event {place}:")


async def test_an_event_put_in_behind_the_last_one_is_named(log: SealedLog) -> None:
    await copy_event(PLACE, log.length + 1)
    assert (await log.found()).startswith(f"inserted: event {log.length + 1}:")


async def test_a_root_that_was_made_to_fit_lacks_the_signature(log: SealedLog) -> None:
    """All hashes of the last batch computed anew, as anybody can."""
    ring = parse_key_ring(generate_key_ring("test"))
    last = log.batches[-1]
    await tamper(f"UPDATE audit_events SET country = 'XX' WHERE {placed(last.first_sequence)}")
    rows = [event.row for event in (await log.events())[last.first_sequence - 1 :]]
    forged, events = chain(ring, log.batches[-2], rows, log.scene.hands.now)
    for event in events:
        await tamper(
            "UPDATE audit_places SET seal = $2, subject_salt = $3, origin_salt = $4 WHERE sequence = $1",
            event.sequence,
            event.seal,
            *event.salts.values(),
        )
    await tamper(
        "UPDATE audit_batches SET root = $2, signature = $3, sealed_at = $4 WHERE number = $1",
        forged.number,
        forged.root,
        forged.signature,
        forged.sealed_at,
    )
    assert (await log.found()) == f"forged: batch {last.number}: its signature does not hold"


async def test_the_end_cut_off_with_its_batch_is_found_by_an_anchor(log: SealedLog) -> None:
    """Without one, nothing in the database tells of it."""
    anchor, last = await log.anchor(), log.batches[-1]
    for sequence in range(last.first_sequence, last.last_sequence + 1):
        await delete(sequence, EVENT, SEAL)
    await tamper("DELETE FROM audit_batches WHERE number = $1", last.number)
    assert await log.found() == ""
    assert (await log.found(anchor)).startswith(f"truncated: event {anchor.sequence}:")


async def test_a_batch_taken_away_from_the_middle_is_missing(log: SealedLog) -> None:
    await tamper("DELETE FROM audit_batches WHERE number = 2")
    assert (await log.found()).startswith("missing: batch 2:")


async def test_personal_fields_emptied_without_the_key_ring_are_an_edit(log: SealedLog) -> None:
    emptied = "actor_id = NULL, ip = '', country = NULL, user_agent = NULL"
    await tamper(f"UPDATE audit_events SET {emptied} WHERE {placed(PLACE)}")
    await tamper("UPDATE audit_places SET origin_salt = NULL WHERE sequence = $1", PLACE)
    assert (await log.found()).startswith(f"edited: event {PLACE} ")


async def test_a_gap_passed_off_as_retention_is_forged(log: SealedLog) -> None:
    for sequence in range(1, log.batches[0].last_sequence + 1):
        await delete(sequence, EVENT, SEAL)
    await rows_of(
        "INSERT INTO audit_horizon (id, through_batch, through_sequence, key_id, signature) "
        "VALUES (1, 1, $1, 'test', $2) RETURNING id",
        log.batches[0].last_sequence,
        bytes(64),
    )
    assert (await log.found()).startswith("forged: retention through batch 1:")
