"""The line before the connections: order, an end to all waiting, and nothing lost with whoever leaves it."""

import asyncio

import pytest

from ostiary.store.pool_line import Line


@pytest.fixture
def taken_back() -> list[str]:
    return []


@pytest.fixture
async def line(taken_back: list[str]) -> Line:
    """One turn, and somebody has it."""
    line = Line(1, taken_back.append)
    assert await line.enter(1) is None
    return line


async def test_a_connection_goes_to_who_waits_longest(line: Line) -> None:
    first, second = (asyncio.create_task(line.enter(1)) for _ in range(2))
    await asyncio.sleep(0)
    assert line.waiting == 2
    line.leave("one")
    assert (await first, second.done()) == ("one", False)
    line.leave()
    assert await second is None


async def test_nobody_passes_those_who_wait(line: Line) -> None:
    waiting = asyncio.create_task(line.enter(1))
    await asyncio.sleep(0)
    line.leave()
    late = asyncio.create_task(line.enter(1))
    assert await waiting is None
    assert not late.done()
    line.leave()
    await late


async def test_waiting_ends(line: Line, taken_back: list[str]) -> None:
    with pytest.raises(TimeoutError):
        await line.enter(0.01)
    assert line.waiting == 0
    line.leave()
    assert await line.enter(0.01) is None
    assert taken_back == []


async def test_who_is_told_that_it_took_too_long_is_passed_over(line: Line) -> None:
    late, next_ = (asyncio.create_task(line.enter(1)) for _ in range(2))
    await asyncio.sleep(0)
    line._waiters[0].set_exception(TimeoutError())  # as the timer does at this very moment
    line.leave("one")
    with pytest.raises(TimeoutError):
        await late
    assert await next_ == "one"


@pytest.mark.parametrize("connection", ["one", None])
async def test_what_was_given_to_somebody_who_is_gone_goes_on(
    line: Line, taken_back: list[str], connection: str | None
) -> None:
    gone = asyncio.create_task(line.enter(1))
    await asyncio.sleep(0)
    line.leave(connection)
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone
    assert taken_back == ([connection] if connection else [])
    if connection:
        line.leave()
    assert await line.enter(0.01) is None
