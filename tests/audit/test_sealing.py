"""Every committed event gets one place, whenever it commits; a key that was dropped is covered by later roots."""

from ostiary.services.audit_sealing import seal_next
from ostiary.services.audit_verifying import LogSummary
from ostiary.store.audit_events import append_event
from ostiary.store.audit_seals import last_batch
from ostiary.store.audit_unsealed import oldest_unsealed_at
from ostiary.store.key_ring import KeyRing, generate_key_ring, parse_key_ring
from ostiary.store.statements import rows_of
from tests.audit.made_event import made_event
from tests.audit.sealed_log import SealedLog
from tests.audit.tampering import placed


async def test_sequences_are_dense_and_nothing_is_left(log: SealedLog) -> None:
    rows = await rows_of("SELECT sequence FROM audit_places ORDER BY sequence")
    assert [row["sequence"] for row in rows] == list(range(1, log.length + 1))
    assert await oldest_unsealed_at() is None
    assert await seal_next(log.scene.runtime.key_ring, log.scene.hands.now) is None


async def test_a_sealer_without_the_last_roots_key_leaves_the_chain_to_others(log: SealedLog) -> None:
    await append_event(made_event(log.scene.hands))
    assert await seal_next(parse_key_ring(generate_key_ring("other")), log.scene.hands.now) is None
    assert await last_batch() == log.batches[-1]


async def test_roots_by_a_dropped_key_are_covered_by_a_later_one(log: SealedLog, key_ring: KeyRing) -> None:
    newer = parse_key_ring(generate_key_ring("newer"))
    assert (await log.found(ring=newer)).startswith("forged: batch 1: signed by the key test")
    await append_event(made_event(log.scene.hands))
    await log.seal(KeyRing((*newer.keys, *key_ring.keys)))
    assert await log.found(ring=newer) == ""
    await rows_of(f"UPDATE audit_events SET country = 'XX' WHERE {placed(3)} RETURNING id")
    assert (await log.found(ring=newer)).startswith("edited: event 3 ")


async def test_a_tail_that_waits_is_told_and_is_no_finding(log: SealedLog) -> None:
    await append_event(made_event(log.scene.hands))
    told = await log.verified()
    assert isinstance(told, LogSummary)
    assert (told.unsealed.count, told.check.events) == (1, log.length)
