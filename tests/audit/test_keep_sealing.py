"""The sealer goes on whatever happens to it, prints each root once, and tells how far behind it is."""

import asyncio
import json

import pytest
from structlog.testing import capture_logs

from ostiary.policy.audit_chain import Batch
from ostiary.services import audit_sealing
from ostiary.services.audit_sealing import keep_sealing, print_root
from ostiary.services.audit_verifying import read_anchors
from ostiary.store.audit_events import append_event
from ostiary.store.away import DatabaseAwayError
from tests.audit.made_event import made_event
from tests.audit.sealed_log import SealedLog

Looks = list[tuple[int, float, int]]


async def looks_of(log: SealedLog, count: int) -> Looks:
    """What the sealer tells in so many looks."""
    heard, enough = Looks(), asyncio.Event()

    def note(sealed: int, age: float, unsealed: int) -> None:
        heard.append((sealed, age, unsealed))
        if len(heard) >= count:
            enough.set()

    sealing = asyncio.create_task(keep_sealing(log.scene.runtime, note))
    await enough.wait()
    sealing.cancel()
    await asyncio.gather(sealing, return_exceptions=True)
    return heard[:count]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_sealing, "SEAL_SECONDS", 0.01)
    monkeypatch.setattr(audit_sealing, "REST_SECONDS", 0.01)


async def test_a_look_tells_how_many_were_sealed_and_how_many_and_how_old_the_others_are(log: SealedLog) -> None:
    for _ in range(7):
        await append_event(made_event(log.scene.hands))
    log.scene.hands.move(seconds=30)
    assert await looks_of(log, 3) == [(5, 30.0, 2), (2, 0.0, 0), (0, 0.0, 0)]


async def test_only_a_full_batch_is_followed_by_the_next_before_the_next_look(
    log: SealedLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_sealing, "REST_SECONDS", 3600)
    for _ in range(4):
        await append_event(made_event(log.scene.hands))
    assert await asyncio.wait_for(looks_of(log, 2), 30) == [(4, 0.0, 0), (0, 0.0, 0)]


@pytest.mark.parametrize("error", [DatabaseAwayError("away"), RuntimeError("a bug")])
async def test_a_look_that_fails_tells_how_far_behind_it_leaves_the_log_and_is_followed_by_the_next(
    log: SealedLog, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    await append_event(made_event(log.scene.hands))
    log.scene.hands.move(seconds=30)
    once, seal = [error], audit_sealing.seal_next

    async def seal_after(*values: object) -> Batch | None:
        if once:
            raise once.pop()
        return await seal(*values)  # type: ignore[arg-type]

    monkeypatch.setattr(audit_sealing, "seal_next", seal_after)
    assert await looks_of(log, 2) == [(0, 30.0, 1), (1, 0.0, 0)]


def test_a_root_is_told_in_one_line_that_an_anchor_may_keep() -> None:
    with capture_logs() as lines:
        print_root(Batch(3, 1, 11, 15, bytes(32), b"\xab" * 32, 0, 0, "k1"))
    told = {"event": "audit_root", "sequence": 15, "root": "ab" * 32, "batch": 3, "key_id": "k1"}
    assert lines == [told | {"log_level": "info"}]
    (anchor,) = read_anchors(json.dumps(lines[0]))
    assert (anchor.sequence, anchor.root) == (15, b"\xab" * 32)
