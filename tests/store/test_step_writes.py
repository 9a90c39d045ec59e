"""The two writes of a second step: everything, or nothing at all (rules L7, A1-A4, E1)."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from ostiary.policy.challenge import ChallengeEvent
from ostiary.policy.lockout import Lockout
from ostiary.policy.vocabulary import FactorKind
from ostiary.store.accounts import charge_attempt, lock_account
from ostiary.store.bindings import advance_time_step, binding_by_id, delete_binding
from ostiary.store.challenges import challenge_by_id, settle
from ostiary.store.statements import rows_of
from ostiary.store.unit_of_work import unit_of_work
from tests.support.passing_time import Hands
from tests.support.rows import changed_by
from tests.support.scene import Scene
from tests.support.stage import SPENT, Stage, set_stage


@pytest.fixture
async def stage(scene: Scene) -> Stage:
    return await set_stage(scene)


async def lock(stage: Stage) -> object:
    return [await charge_attempt(stage.user.id, stage.scene.hands.now) for _ in range(6)]


async def off(stage: Stage) -> object:
    return await stage.scene.switch(await stage.scene.found_application(stage.binding.application_id), [], OTP)


async def off_and_on(stage: Stage) -> object:
    await off(stage)
    return await stage.scene.switch(await stage.scene.found_application(stage.binding.application_id), OTP)


OTP = [FactorKind.OTP]
BETWEEN: dict[str, Callable[[Stage], Awaitable[object]]] = {
    "the account was locked": lock,
    "the challenge was passed": lambda s: settle(s.challenge.id, ChallengeEvent.ACCEPT, s.scene.hands.now),
    "the challenge was cancelled": lambda s: settle(s.challenge.id, ChallengeEvent.CANCEL, s.scene.hands.now),
    "the time step was spent": lambda s: advance_time_step(s.binding.id, SPENT + 1, s.scene.hands.now),
    "a later one was spent": lambda s: advance_time_step(s.binding.id, SPENT + 2, s.scene.hands.now),
    "the binding was reset": lambda s: delete_binding(s.binding.id),
    "the factor was turned off": off,
    "the factor was turned off and on": off_and_on,
}


async def test_a_right_code_changes_the_account_the_challenge_the_binding_the_session_and_the_log(
    stage: Stage, hands: Hands
) -> None:
    await charge_attempt(stage.user.id, hands.now)
    assert await changed_by(stage.accept) == {
        *("users.failed_attempts", "users.unaccepted_attempts", "users.last_login_at", "challenges.state"),
        *("bindings.last_time_step", "bindings.last_used_at", "sessions+", "audit_events+"),
    }
    found = await binding_by_id(stage.binding.id)
    assert found is not None
    assert (found.last_time_step, found.last_used_at) == (SPENT + 1, hands.now)


@pytest.mark.parametrize("between", BETWEEN.values(), ids=BETWEEN.keys())
async def test_whatever_came_between_nothing_at_all_is_written(
    stage: Stage, between: Callable[[Stage], Awaitable[object]]
) -> None:
    await between(stage)

    async def refused() -> None:
        assert not await stage.accept()

    assert await changed_by(refused) == set()


async def test_at_the_challenges_end_nothing_is_written(stage: Stage, hands: Hands) -> None:
    hands.now = stage.challenge.expires_at
    assert not await stage.accept()
    assert await stage.charge() is None
    assert await challenge_by_id(stage.challenge.id) == stage.challenge


async def test_a_binding_of_an_app_is_never_accepted_without_a_time_step(stage: Stage) -> None:
    assert not await stage.accept(time_step=None)


async def test_a_wrong_code_changes_the_count_and_the_log(stage: Stage) -> None:
    assert await changed_by(stage.charge) == {"users.failed_attempts", "users.unaccepted_attempts", "audit_events+"}
    assert (await stage.scene.seen(stage.user)).lockout == Lockout(1, 1, None)


@pytest.mark.parametrize(
    ("failed", "unaccepted", "locked_for"),
    [(5, 5, None), (0, 99, None), (6, 6, timedelta(hours=1)), (6, 6, timedelta(0))],
    ids=["the sixth", "the hundredth", "while locked", "after a lock"],
)
async def test_what_locks_or_follows_a_lock_is_left_to_the_general_path(
    stage: Stage, hands: Hands, failed: int, unaccepted: int, locked_for: timedelta | None
) -> None:
    until = None if locked_for is None else hands.now + locked_for
    sql = "UPDATE users SET failed_attempts = $2, unaccepted_attempts = $3, locked_until = $4 WHERE id = $1"
    await rows_of(sql, stage.user.id, failed, unaccepted, until)

    async def left() -> None:
        assert await stage.charge() is None

    assert await changed_by(left) == set()


async def test_a_wrong_code_sent_to_a_challenge_that_is_over_costs_nothing(stage: Stage, hands: Hands) -> None:
    await settle(stage.challenge.id, ChallengeEvent.ACCEPT, hands.now)
    assert await stage.charge() is None
    assert (await stage.scene.seen(stage.user)).lockout == Lockout()


async def test_a_wrong_code_that_waited_for_the_account_counts_on_top_of_what_it_waited_for(
    stage: Stage, hands: Hands
) -> None:
    """A4: five others were counted meanwhile, so that it is the sixth, which is not for this write."""
    is_held = asyncio.Event()

    async def charge_meanwhile() -> Lockout | None:
        await is_held.wait()
        return await stage.charge()

    charging = asyncio.create_task(charge_meanwhile())
    async with unit_of_work():
        await lock_account(stage.user.id)
        is_held.set()
        await asyncio.sleep(0.5)
        for _ in range(5):
            await charge_attempt(stage.user.id, hands.now)
    assert await charging is None
    assert (await stage.scene.seen(stage.user)).lockout == Lockout(5, 5, None)
