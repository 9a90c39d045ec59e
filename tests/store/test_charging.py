"""`charge_attempt` is policy.lockout.charge as one statement: a model test (rules A2-A4, A8)."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta

import pytest

from ostiary.policy.lockout import LOCKED_FOR_GOOD, Lockout, charge
from ostiary.store.accounts import charge_attempt, clear_attempts, user_by_id
from tests.support.passing_time import Hands
from tests.support.scene import Scene

PAUSES = (
    timedelta(0),
    timedelta(seconds=1),
    timedelta(minutes=59, seconds=59),
    timedelta(hours=1) - timedelta(microseconds=1),
    timedelta(hours=1),
    timedelta(hours=1) + timedelta(microseconds=1),
)


def drawn(walk: int, length: int) -> Iterator[int]:
    """Numbers from 0 to 255 without a pattern, the same in every run."""
    for number in range(length):
        yield hashlib.sha256(f"{walk}/{number}".encode()).digest()[0]


@pytest.mark.parametrize("walk", range(4))
async def test_the_guard_counts_as_the_law_says_on_any_walk(scene: Scene, hands: Hands, walk: int) -> None:
    user = await scene.user()
    law = Lockout()
    for draw in drawn(walk, 150):
        if draw < 6:
            assert await clear_attempts(user.id)
            law = Lockout()
        elif draw < 60:
            hands.now += PAUSES[draw % len(PAUSES)]
        else:
            charged = charge(law, hands.now)
            assert await charge_attempt(user.id, hands.now) == charged
            law = charged or law
        assert (await scene.seen(user)).lockout == law


async def test_the_guard_comes_to_the_cap_as_the_law_says(scene: Scene, hands: Hands) -> None:
    user = await scene.user()
    law: Lockout | None = Lockout()
    while law is not None and law.locked_until != LOCKED_FOR_GOOD:
        law = charge(law, hands.now)
        assert await charge_attempt(user.id, hands.now) == law
        if law is not None and law.failed_attempts == 6:
            hands.move(hours=1)
    assert law == Lockout(4, 100, LOCKED_FOR_GOOD)
    assert await charge_attempt(user.id, hands.move(days=3650)) is None


async def test_clearing_lifts_the_lock_for_good_too(scene: Scene, hands: Hands) -> None:
    user = await scene.user()
    for _ in range(100):
        if await charge_attempt(user.id, hands.now) is None:
            await charge_attempt(user.id, hands.move(hours=1))
    assert await clear_attempts(user.id)
    assert (await scene.seen(user)).lockout == Lockout()


async def test_a_user_who_is_gone_is_charged_nothing(scene: Scene, hands: Hands) -> None:
    gone = scene.admin.__class__(**{**vars(scene.admin), "id": (await scene.application()).id})
    assert await user_by_id(gone.id) is None
    assert await charge_attempt(gone.id, hands.now) is None
    assert not await clear_attempts(gone.id)
