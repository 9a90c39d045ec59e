"""`audit verify` looks at a log that is written to by many, which SQLite has not: it never finds what is not wrong."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from ostiary.policy.audit_chain import Finding
from ostiary.services.audit_sealing import seal_next
from ostiary.services.audit_signing import public_keys_of
from ostiary.services.audit_source import LiveLog
from ostiary.services.audit_verifying import LogSummary, verify_log
from ostiary.services.retention import prune_next
from ostiary.store import audit_strays
from ostiary.store.audit_events import append_event
from tests.audit.made_event import made_event
from tests.audit.sealed_log import SealedLog


@pytest.fixture
def database_url(postgres_url: str) -> str:
    return postgres_url


async def test_a_log_that_is_written_sealed_and_pruned_meanwhile_is_sound_at_every_moment(
    log: SealedLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each event has its place or waits in every state that anybody sees, the chunks of the look included."""
    monkeypatch.setattr(audit_strays, "CHUNK", 7)
    runtime, is_over = log.scene.runtime, asyncio.Event()

    async def go_on(step: Callable[[], Awaitable[object]]) -> None:
        while not is_over.is_set():
            await step()
            await asyncio.sleep(0.001)

    async def write() -> None:
        log.scene.hands.move(milliseconds=10)
        await append_event(made_event(log.scene.hands))

    meanwhile = [
        asyncio.create_task(go_on(each))
        for each in (
            *(write, write, lambda: seal_next(runtime.key_ring, log.scene.hands.now)),
            lambda: prune_next(runtime, log.scene.hands.now - timedelta(milliseconds=200)),
        )
    ]
    keys = public_keys_of(runtime.key_ring)
    looks = [await verify_log(await LiveLog.open(), keys, [], log.scene.hands.now) for _ in range(40)]
    is_over.set()
    await asyncio.gather(*meanwhile)
    assert [str(each) for each in looks if isinstance(each, Finding)] == []
    assert isinstance(looks[-1], LogSummary)
    assert looks[-1].check.batches > len(log.batches)
    assert looks[-1].horizon is not None
