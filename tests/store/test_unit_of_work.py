"""The one transaction: all or nothing, never nested, on both databases."""

import asyncio
from uuid import UUID

import pytest

from ostiary.policy.vocabulary import FactorKind
from ostiary.store.accounts import charge_attempt
from ostiary.store.applications import count_binding_in
from ostiary.store.unit_of_work import unit_of_work
from tests.support.crew import Crew, at_once
from tests.support.passing_time import START
from tests.support.rows import changed_by
from tests.support.scene import Scene


async def charge_and(scene: Scene, then: str) -> None:
    async with unit_of_work() as work:
        await charge_attempt(scene.admin.id, scene.hands.now)
        if then == "undo":
            work.undo()
        if then == "raise":
            raise ZeroDivisionError
        if then == "nest":
            async with unit_of_work():
                pass


async def test_what_is_inside_is_there_afterwards(scene: Scene) -> None:
    assert await changed_by(lambda: charge_and(scene, "end")) == {
        "users.failed_attempts",
        "users.unaccepted_attempts",
    }


async def test_undone_work_leaves_nothing(scene: Scene) -> None:
    assert await changed_by(lambda: charge_and(scene, "undo")) == set()


@pytest.mark.parametrize(("then", "error"), [("raise", ZeroDivisionError), ("nest", RuntimeError)])
async def test_work_that_raises_leaves_nothing(scene: Scene, then: str, error: type[Exception]) -> None:
    async def work() -> None:
        with pytest.raises(error):
            await charge_and(scene, then)

    assert await changed_by(work) == set()


async def test_work_can_follow_work_that_failed(scene: Scene) -> None:
    for _ in range(30):
        with pytest.raises(ZeroDivisionError):
            await charge_and(scene, "raise")
    await charge_and(scene, "end")
    assert (await scene.seen(scene.admin)).lockout.failed_attempts == 1


async def test_work_that_is_cancelled_leaves_nothing_and_holds_nothing(scene: Scene) -> None:
    async def hang() -> None:
        async with unit_of_work():
            await charge_attempt(scene.admin.id, scene.hands.now)
            await asyncio.sleep(60)

    for _ in range(12):
        task = asyncio.create_task(hang())
        await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert (await scene.seen(scene.admin)).lockout.failed_attempts == 0
    await charge_and(scene, "end")


async def count_fifty(number: int, factor_id: UUID) -> int:
    async def once(_: int) -> bool:
        async with unit_of_work():
            counted = await count_binding_in(factor_id, 1)
            await charge_attempt(factor_id, START)
            return counted

    return sum(await at_once(50, once))


async def test_150_parallel_writers_of_three_processes_lose_nothing(
    scene: Scene, crew: Crew, database_url: str
) -> None:
    application = await scene.application(FactorKind.EMAIL)
    factor = await scene.factor(application, FactorKind.EMAIL)
    assert crew.run(count_fifty, database_url, factor.id, hands=3) == [50, 50, 50]
    assert (await scene.factor(application, FactorKind.EMAIL)).binding_count == 150
