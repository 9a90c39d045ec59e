"""Transactions that are one write: several share a commit on SQLite, none runs inside another."""

import asyncio
from dataclasses import replace
from uuid import UUID

import pytest

from ostiary.policy.lockout import Lockout
from ostiary.store.ids import new_id
from ostiary.store.step_writes import charge_step
from ostiary.store.unit_of_work import unit_of_work
from tests.support.made_steps import made_step_event
from tests.support.passing_time import Hands
from tests.support.scene import Scene
from tests.support.stage import Stage, set_stage


@pytest.fixture
async def stage(scene: Scene) -> Stage:
    return await set_stage(scene)


async def test_of_those_that_share_a_commit_one_that_fails_takes_no_other_with_it(stage: Stage, hands: Hands) -> None:
    """On SQLite; on PostgreSQL each is a statement of its own anyhow."""
    written, seen = (await stage.scene.log())[0].id, await stage.scene.log()

    async def charge_as(event_id: UUID) -> Lockout | None:
        event = replace(made_step_event(stage.challenge, hands.now), id=event_id)
        return await charge_step(stage.challenge, event, hands.now)

    ids = [new_id(), written, new_id()]
    first, second, third = await asyncio.gather(*(charge_as(each) for each in ids), return_exceptions=True)
    assert isinstance(second, Exception)
    assert {first, third} == {Lockout(1, 1, None), Lockout(2, 2, None)}
    assert (await stage.scene.seen(stage.user)).lockout == Lockout(2, 2, None)
    assert len(await stage.scene.logged_since(seen)) == 2


async def test_a_whole_transaction_does_not_run_inside_another(stage: Stage) -> None:
    """Nor would anything wait for itself for ever."""
    async with unit_of_work():
        with pytest.raises(RuntimeError):
            await stage.accept()
