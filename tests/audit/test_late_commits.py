"""Many writers at once, which SQLite has not: late commits, and sealers that take turns."""

import asyncio

import pytest

from ostiary.services.audit_sealing import seal_next
from ostiary.store.audit_events import append_event
from ostiary.store.audit_seals import hold_chain
from ostiary.store.unit_of_work import unit_of_work
from tests.audit.made_event import made_event
from tests.audit.sealed_log import SealedLog


@pytest.fixture
def database_url(postgres_url: str) -> str:
    return postgres_url


async def test_an_event_that_commits_after_later_ones_were_sealed_gets_a_later_place(log: SealedLog) -> None:
    early, opened, go_on = made_event(log.scene.hands), asyncio.Event(), asyncio.Event()

    async def commit_late() -> None:
        async with unit_of_work():
            await append_event(early)
            opened.set()
            await go_on.wait()

    late = asyncio.create_task(commit_late())
    await opened.wait()
    log.scene.hands.move(seconds=5)
    await append_event(made_event(log.scene.hands))
    await log.seal()
    assert await log.found() == ""
    sealed = log.length
    go_on.set()
    await late
    await log.seal()
    assert await log.id_of(sealed + 1) == str(early.id)
    assert await log.found() == ""


async def test_while_somebody_holds_the_chain_nobody_else_seals(log: SealedLog) -> None:
    await append_event(made_event(log.scene.hands))
    held, let_go = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        async with unit_of_work():
            await hold_chain()
            held.set()
            await let_go.wait()

    holder = asyncio.create_task(hold())
    await held.wait()
    assert await seal_next(log.scene.runtime.key_ring, log.scene.hands.now) is None
    let_go.set()
    await holder
    assert await seal_next(log.scene.runtime.key_ring, log.scene.hands.now) is not None
