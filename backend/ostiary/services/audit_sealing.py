"""The sealer: gives committed events their place in the chain, a batch at a time, and prints each signed root.

It runs beside every server; one seals at a time over the whole installation. An event that commits late, after
others of its time were sealed, gets a later place: nothing is ever left out, since that it waits is written with it.
"""

import asyncio
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime

import structlog

from ostiary.policy.audit_chain import BATCH_MAX, GENESIS, Batch, SealedEvent
from ostiary.policy.audit_form import CURRENT_FORM, SALT_BYTES, EventRow, commitment, link
from ostiary.services.audit_signing import public_keys_of, sign, verifier
from ostiary.services.runtime import Runtime
from ostiary.store.audit_counts import count_in
from ostiary.store.audit_seals import give_places, hold_chain_if_free, insert_batch, last_batch
from ostiary.store.audit_unsealed import count_unsealed, oldest_unsealed_at, take_out, unsealed_events
from ostiary.store.away import DatabaseAwayError
from ostiary.store.instants import to_micros
from ostiary.store.key_ring import KeyRing
from ostiary.store.unit_of_work import unit_of_work

SEAL_SECONDS = 1.0
UNSEALED_TOLD_MAX = 10_000
"""A longer backlog is told as one more than this: counting it all would take its time every second."""

_AT_A_TIME = 25
REST_SECONDS = 0.1
"""Between two batches of a backlog, so that logins get through."""

NoteSealing = Callable[[int, float, int], None]
"""Told at each look: how many events were sealed, the age in seconds of the oldest that is not, how many are not."""

_log = structlog.get_logger("ostiary.audit")


async def keep_sealing(runtime: Runtime, note: NoteSealing) -> None:
    """Seal what has committed, about every second, for ever."""
    while True:
        await asyncio.sleep(SEAL_SECONDS)
        try:
            while batch := await _seal_and_note(runtime, note):
                print_root(batch)
                if not is_full(batch):
                    break
                await asyncio.sleep(REST_SECONDS)
        except DatabaseAwayError:
            continue
        except Exception as error:  # noqa: BLE001 (sealing must go on; what it leaves is sealed by the next look)
            _log.error("audit_sealing_failed", error=type(error).__name__)


def is_full(batch: Batch) -> bool:
    """Whether more may wait. What comes after one that is not full waits for the next look: a batch has its price."""
    return batch.last_sequence - batch.first_sequence + 1 >= BATCH_MAX


async def seal_next(ring: KeyRing, now: datetime) -> Batch | None:
    """Seal the oldest events without a place, up to BATCH_MAX. None: there are none, or somebody else is at it."""
    if await oldest_unsealed_at() is None:
        return None
    async with unit_of_work() as work:
        if not await hold_chain_if_free():
            return None
        last = await last_batch()
        if last is not None and not _is_ours_to_go_on(ring, last):
            return None
        waiting = await unsealed_events(BATCH_MAX)
        if waiting is None:
            return None
        events = await _chained_in_turns(last, waiting.rows)
        batch = _batch(ring, last, events, now)
        if not (await give_places(events) and await take_out(waiting, batch) and await insert_batch(batch)):
            work.undo()
            _log.error("audit_sealing_failed", error="the chain moved meanwhile")
            return None
        await count_in(waiting.rows)
    return batch


def chain(ring: KeyRing, last: Batch | None, rows: list[EventRow], now: datetime) -> tuple[Batch, list[SealedEvent]]:
    """These events, in this order, after the last batch."""
    events = _chained(*_end_of(last), rows)
    return _batch(ring, last, events, now), events


async def _chained_in_turns(last: Batch | None, rows: list[EventRow]) -> list[SealedEvent]:
    """`_chained`, letting requests in between: a long batch would hold all of them up."""
    (previous, sequence), events = _end_of(last), list[SealedEvent]()
    for first in range(0, len(rows), _AT_A_TIME):
        events += _chained(previous, sequence, rows[first : first + _AT_A_TIME])
        previous, sequence = events[-1].seal, events[-1].sequence
        await asyncio.sleep(0)
    return events


def _end_of(last: Batch | None) -> tuple[bytes, int]:
    return (last.digest, last.last_sequence) if last else (GENESIS, 0)


def _chained(previous: bytes, sequence: int, rows: list[EventRow]) -> list[SealedEvent]:
    events, drawn = list[SealedEvent](), _salts(len(rows) * len(CURRENT_FORM.parts))
    for row in rows:
        salts = {part: next(drawn) for part in CURRENT_FORM.parts}
        commitments = {part: commitment(CURRENT_FORM, part, salt, row) for part, salt in salts.items()}
        previous = link(CURRENT_FORM, previous, row, commitments)
        sequence += 1
        events.append(SealedEvent(sequence, row, salts, previous))
    return events


def _salts(count: int) -> Iterator[bytes]:
    """So many, by one call to the system."""
    drawn = secrets.token_bytes(SALT_BYTES * count)
    return (drawn[first : first + SALT_BYTES] for first in range(0, len(drawn), SALT_BYTES))


def _batch(ring: KeyRing, last: Batch | None, events: list[SealedEvent], now: datetime) -> Batch:
    batch = Batch(
        number=last.number + 1 if last else 1,
        form=CURRENT_FORM.number,
        first_sequence=events[0].sequence,
        last_sequence=events[-1].sequence,
        previous_digest=_end_of(last)[0],
        root=events[-1].seal,
        sealed_at=to_micros(now),
        newest_at=max(int(each.row["occurred_at"] or 0) for each in events),
        key_id=ring.sealing_key_id,
    )
    return sign(ring, batch)


def print_root(batch: Batch) -> None:
    """One line for an anchor outside: kept elsewhere, it shows that the log's end was cut off (`audit verify`)."""
    _log.info(
        "audit_root", batch=batch.number, sequence=batch.last_sequence, root=batch.root.hex(), key_id=batch.key_id
    )


async def _seal_and_note(runtime: Runtime, note: NoteSealing) -> Batch | None:
    now = runtime.clock.now()
    try:
        batch = await seal_next(runtime.key_ring, now)
    except Exception:
        with suppress(DatabaseAwayError):
            await _note_lag(note, 0, now)  # what is not sealed grows meanwhile, and is to be seen
        raise
    await _note_lag(note, batch.last_sequence - batch.first_sequence + 1 if batch else 0, now)
    return batch


async def _note_lag(note: NoteSealing, sealed: int, now: datetime) -> None:
    oldest = await oldest_unsealed_at()
    age = 0.0 if oldest is None else max(0.0, (to_micros(now) - oldest) / 1_000_000)
    note(sealed, age, 0 if oldest is None else await count_unsealed(UNSEALED_TOLD_MAX + 1))


def _is_ours_to_go_on(ring: KeyRing, last: Batch) -> bool:
    """Whether the chain's end is known to be sound. By an unknown key: left to a server that has it."""
    is_signed = verifier(public_keys_of(ring))(last)
    if is_signed is None:
        _log.warning("audit_sealing_waits", key_id=last.key_id, reason="the key ring lacks the key of the last root")
        return False
    if not is_signed:
        # Sealing goes on, since unsealed events are worse off; `audit verify` finds the batch for ever.
        _log.error("audit_root_forged", batch=last.number)
    return True
