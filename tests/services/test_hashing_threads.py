"""Results are told several at once while others wait for a thread, and never kept back."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from ostiary.services.hashing_threads import TOLD_TOGETHER, HashingThreads


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> Iterator[HashingThreads]:
    """One thread, so that the order is certain."""
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    threads = HashingThreads()
    yield threads
    threads.close()


async def told_after_each(threads: HashingThreads, count: int) -> list[int]:
    """How many results were told once the first of `count` works was done, once the second was, and so on."""
    begun, may_end = ([threading.Event() for _ in range(count)] for _ in range(2))

    def work(number: int) -> None:
        begun[number].set()
        assert may_end[number].wait(5)

    works = [asyncio.create_task(threads.run(work, number)) for number in range(count)]
    await asyncio.sleep(0)
    told = list[int]()
    for number in range(count):
        may_end[number].set()
        if number + 1 < count:
            assert await asyncio.to_thread(begun[number + 1].wait, 5)
        else:
            await asyncio.gather(*works)
        told.append(sum(each.done() for each in works))
    return told


async def test_a_result_that_nobody_waits_behind_is_told_at_once(threads: HashingThreads) -> None:
    assert await told_after_each(threads, 1) == [1]


async def test_while_others_wait_results_are_told_together_and_the_rest_at_the_end(threads: HashingThreads) -> None:
    assert TOLD_TOGETHER == 6
    assert await told_after_each(threads, 13) == [*[0] * 5, *[6] * 6, 12, 13]


async def test_fewer_than_are_told_together_are_told_with_the_last(threads: HashingThreads) -> None:
    assert await told_after_each(threads, 3) == [0, 0, 3]


async def test_a_failure_is_raised_where_it_is_waited_for_and_others_are_answered(threads: HashingThreads) -> None:
    def fail() -> None:
        raise MemoryError

    answers = await asyncio.gather(threads.run(fail), threads.run(int, "7"), return_exceptions=True)
    assert isinstance(answers[0], MemoryError)
    assert answers[1] == 7


async def test_what_nobody_waits_for_any_more_is_not_begun_and_keeps_nothing_back(threads: HashingThreads) -> None:
    begin, begun = threading.Event(), list[int]()
    first = asyncio.create_task(threads.run(begin.wait))
    given_up = asyncio.create_task(threads.run(begun.append, 1))
    await asyncio.sleep(0)
    given_up.cancel()
    with suppress(asyncio.CancelledError):
        await given_up
    begin.set()
    assert await asyncio.wait_for(first, 5)
    assert await asyncio.wait_for(threads.run(begun.append, 2), 5) is None
    assert begun == [2]


async def test_at_the_end_what_runs_and_what_was_kept_back_is_told_and_what_waits_is_cancelled(
    threads: HashingThreads,
) -> None:
    may_begin, begun, may_end = threading.Event(), threading.Event(), threading.Event()

    def work() -> bool:
        begun.set()
        return may_end.wait(5)

    works = [asyncio.create_task(threads.run(each)) for each in (may_begin.wait, work, may_begin.wait)]
    await asyncio.sleep(0)
    may_begin.set()
    assert await asyncio.to_thread(begun.wait, 5)
    assert not works[0].done()
    threads.close()
    may_end.set()
    *told, dropped = await asyncio.wait_for(asyncio.gather(*works, return_exceptions=True), 5)
    assert told == [True, True]
    assert isinstance(dropped, asyncio.CancelledError)


async def test_whoever_asks_after_the_end_is_told(threads: HashingThreads) -> None:
    threads.close()
    with pytest.raises(RuntimeError):
        await threads.run(int)


def test_a_loop_that_is_over_keeps_nothing_from_another_one(threads: HashingThreads) -> None:
    begin = threading.Event()

    async def leave() -> None:
        waiting = asyncio.ensure_future(threads.run(begin.wait))
        await asyncio.sleep(0)
        waiting.cancel()

    asyncio.run(leave())
    begin.set()
    assert asyncio.run(asyncio.wait_for(threads.run(int, "7"), 5)) == 7
