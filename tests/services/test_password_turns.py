"""Logins take turns: a burst waits in line and holds nothing, in a line and with a patience that end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from ostiary.services import passwords as module
from ostiary.services.passwords import Passwords, PasswordsBusyError


@pytest.fixture
def turns(monkeypatch: pytest.MonkeyPatch) -> Passwords:
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    return Passwords(memory_kib=8, passes=1)


async def test_in_a_burst_six_for_each_core_are_at_work_and_all_get_their_turn(turns: Passwords) -> None:
    at_work, seen, order = 0, 0, []

    async def log_in(number: int) -> None:
        nonlocal at_work, seen
        async with turns.turn():
            at_work, seen = at_work + 1, max(seen, at_work + 1)
            await asyncio.sleep(0)
            order.append(number)
            at_work -= 1

    await asyncio.gather(*(log_in(number) for number in range(50)))
    assert (seen, order) == (6, list(range(50)))


async def test_beyond_the_line_callers_are_sent_away_at_once(turns: Passwords, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "QUEUE_MAX", 2)
    async with all_of(turns):
        waiting = [asyncio.create_task(_take(turns)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(PasswordsBusyError):
            await _take(turns)
    await asyncio.gather(*waiting)


async def test_beyond_the_patience_callers_are_sent_away_and_the_turn_is_not_lost(
    turns: Passwords, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WAIT_SECONDS", 0.01)
    async with all_of(turns):
        with pytest.raises(PasswordsBusyError):
            await _take(turns)
    await asyncio.gather(*(_take(turns) for _ in range(module.TURNS_PER_CORE)))


async def test_who_waits_in_line_is_told_as_queued_like_the_hashes_at_work(turns: Passwords) -> None:
    async with all_of(turns):
        waiting = [asyncio.create_task(_take(turns)) for _ in range(2)]
        await asyncio.sleep(0)
        assert turns.queued == 2
        hashing = asyncio.create_task(turns.hash("correct horse"))
        await asyncio.sleep(0)
        assert turns.queued == 3
        await hashing
    await asyncio.gather(*waiting)
    assert turns.queued == 0


@asynccontextmanager
async def all_of(turns: Passwords) -> AsyncIterator[None]:
    async with AsyncExitStack() as taken:
        for _ in range(module.TURNS_PER_CORE):
            await taken.enter_async_context(turns.turn())
        yield


async def _take(turns: Passwords) -> None:
    async with turns.turn():
        await asyncio.sleep(0)
