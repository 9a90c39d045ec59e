"""Every guard attacked by four processes at once, on both databases (rules A4, L3, L5, L7, A7)."""

import pytest

from ostiary.policy.challenge import CHALLENGE_LIFE, ChallengeState
from ostiary.policy.limits import PER_ACCOUNT_AND_ADDRESS, RESET_LINK_LIFE
from ostiary.policy.lockout import Lockout
from ostiary.policy.vocabulary import FactorKind
from ostiary.store.applications import count_binding_in
from ostiary.store.bindings import binding_by_id, bindings_of, insert_binding
from ostiary.store.challenges import challenge_by_id, insert_challenge
from ostiary.store.ids import new_id
from ostiary.store.password_resets import keep_reset, user_of_reset
from ostiary.store.records import BindingRecord, ChallengeRecord
from ostiary.store.sessions import sessions_of
from tests.store import guard_jobs
from tests.support.crew import Crew, Job
from tests.support.made_records import made_challenge
from tests.support.passing_time import Hands
from tests.support.scene import Scene

FIRST_STEP = 100


async def a_challenge(scene: Scene) -> ChallengeRecord:
    application, user = await scene.application(FactorKind.OTP), await scene.user()
    made = made_challenge()
    challenge = ChallengeRecord(**{**vars(made), "user_id": user.id, "application_id": application.id})
    await insert_challenge(challenge, b"x" * 32)
    return challenge


async def another_challenge(binding: BindingRecord) -> ChallengeRecord:
    made = made_challenge()
    values = {**vars(made), "user_id": binding.user_id, "application_id": binding.application_id}
    challenge = ChallengeRecord(**values)
    await insert_challenge(challenge, challenge.id.bytes)
    return challenge


async def a_binding(scene: Scene) -> BindingRecord:
    application, user = await scene.application(FactorKind.OTP), await scene.user()
    factor = await scene.factor(application, FactorKind.OTP)
    return BindingRecord(
        id=new_id(),
        user_id=user.id,
        application_id=application.id,
        factor_id=factor.id,
        kind=FactorKind.OTP,
        epoch=1,
        sealed_secret=b"sealed",
        last_time_step=FIRST_STEP,
        bound_at=scene.hands.now,
        last_used_at=None,
    )


@pytest.mark.parametrize("job", [guard_jobs.charge, guard_jobs.charge_alone])
async def test_of_100_parallel_charges_exactly_six_are_taken(
    scene: Scene, hands: Hands, crew: Crew, database_url: str, job: Job[int]
) -> None:
    user = await scene.user()
    assert sum(crew.run(job, database_url, 25, user.id, hands.now)) == 6
    until = hands.move(hours=1)
    assert (await scene.seen(user)).lockout == Lockout(6, 6, until)


async def test_of_100_parallel_wrong_codes_five_are_counted_by_the_one_write(
    scene: Scene, hands: Hands, crew: Crew, database_url: str
) -> None:
    """The sixth locks, which is not for that write."""
    challenge = await a_challenge(scene)
    seen = await scene.log()
    assert sum(crew.run(guard_jobs.charge_step_at_once, database_url, 25, challenge, hands.now)) == 5
    assert (await scene.seen(scene.users["ana@example.com"])).lockout == Lockout(5, 5, None)
    assert len(await scene.logged_since(seen)) == 5


async def test_of_parallel_acceptances_of_one_time_step_one_is_written_whole(
    scene: Scene, hands: Hands, crew: Crew, database_url: str
) -> None:
    binding = await a_binding(scene)
    assert await insert_binding(binding)
    challenges = [await another_challenge(binding) for _ in range(5)]
    seen, job = await scene.log(), guard_jobs.accept_step_at_once
    assert sum(crew.run(job, database_url, 10, challenges, binding, FIRST_STEP + 1, hands.now)) == 1
    assert [each[0] for each in await scene.logged_since(seen)] == ["SECONDARY_AUTHENTICATION_OTP", "LOGIN"]
    assert len((await sessions_of([binding.user_id]))[binding.user_id]) == 1
    states = [found.state for each in challenges if (found := await challenge_by_id(each.id))]
    assert sorted(states) == [ChallengeState.PASSED, *[ChallengeState.PENDING] * 4]


async def test_one_challenge_is_passed_once_by_parallel_acceptances_of_many_time_steps(
    scene: Scene, hands: Hands, crew: Crew, database_url: str
) -> None:
    binding = await a_binding(scene)
    assert await insert_binding(binding)
    challenge, job = await another_challenge(binding), guard_jobs.accept_step_at_once
    assert sum(crew.run(job, database_url, 10, [challenge], binding, FIRST_STEP + 9, hands.now)) == 1
    assert sum(crew.run(job, database_url, 1, [challenge], binding, FIRST_STEP + 99, hands.now)) == 0


async def test_one_time_step_is_spent_once_in_52_parallel_tries(
    scene: Scene, hands: Hands, crew: Crew, database_url: str
) -> None:
    binding = await a_binding(scene)
    assert await insert_binding(binding)
    assert sum(crew.run(guard_jobs.advance, database_url, 13, binding.id, FIRST_STEP + 1, hands.now)) == 1
    found = await binding_by_id(binding.id)
    assert found is not None
    assert (found.last_time_step, found.last_used_at) == (FIRST_STEP + 1, hands.now)


@pytest.mark.parametrize("step", [FIRST_STEP, FIRST_STEP - 1, 0])
async def test_no_time_step_up_to_the_last_one_is_spent_at_all(
    scene: Scene, hands: Hands, crew: Crew, database_url: str, step: int
) -> None:
    binding = await a_binding(scene)
    assert await insert_binding(binding)
    assert sum(crew.run(guard_jobs.advance, database_url, 2, binding.id, step, hands.now)) == 0
    assert await binding_by_id(binding.id) == binding


async def test_twenty_parallel_bindings_of_one_user_make_one(scene: Scene, crew: Crew, database_url: str) -> None:
    binding = await a_binding(scene)
    assert sum(crew.run(guard_jobs.insert, database_url, 5, binding)) == 1
    assert len((await bindings_of([binding.user_id]))[binding.user_id]) == 1


async def test_a_challenge_is_passed_once_in_40_parallel_tries(
    scene: Scene, hands: Hands, crew: Crew, database_url: str
) -> None:
    challenge = await a_challenge(scene)
    assert sum(crew.run(guard_jobs.accept, database_url, 10, challenge.id, hands.now)) == 1


async def test_a_challenge_whose_time_is_over_is_passed_by_nobody(
    scene: Scene, hands: Hands, crew: Crew, database_url: str
) -> None:
    challenge = await a_challenge(scene)
    over = hands.now + CHALLENGE_LIFE
    assert sum(crew.run(guard_jobs.accept, database_url, 2, challenge.id, over)) == 0
    assert await challenge_by_id(challenge.id) == challenge


async def test_of_twenty_secrets_offered_in_parallel_the_challenge_keeps_the_first(
    scene: Scene, crew: Crew, database_url: str
) -> None:
    challenge = await a_challenge(scene)
    taken = [binding_id for each in crew.run(guard_jobs.offer, database_url, 5, challenge) for binding_id in each]
    found = await challenge_by_id(challenge.id)
    assert found is not None
    assert found.pending is not None
    assert taken == [str(found.pending.binding_id)]


async def test_parallel_bindings_are_counted_to_the_last_one(scene: Scene, crew: Crew, database_url: str) -> None:
    factor = await scene.factor(await scene.application(FactorKind.OTP), FactorKind.OTP)
    assert sum(crew.run(guard_jobs.count_in, database_url, 10, factor.id)) == 40
    counted = await scene.factor(await scene.found_application(factor.application_id), FactorKind.OTP)
    assert counted.binding_count == 40


@pytest.mark.parametrize(("is_on", "epoch"), [(False, 1), (True, 2), (True, 0)])
async def test_a_binding_of_another_epoch_or_of_a_factor_that_is_off_is_not_counted(
    scene: Scene, is_on: bool, epoch: int
) -> None:
    application = await scene.application(*[FactorKind.OTP] if is_on else [])
    factor = await scene.factor(application, FactorKind.OTP)
    assert not await count_binding_in(factor.id, epoch)
    assert (await scene.factor(application, FactorKind.OTP)).binding_count == 0


async def test_of_100_parallel_guesses_exactly_ten_are_let_through(
    scene: Scene, hands: Hands, crew: Crew, database_url: str
) -> None:
    let_through = crew.run(guard_jobs.guess, database_url, 25, b"k" * 32, PER_ACCOUNT_AND_ADDRESS, hands.now)
    assert sum(let_through) == 10


async def test_a_password_link_is_spent_once_in_40_parallel_tries(
    scene: Scene, hands: Hands, crew: Crew, database_url: str
) -> None:
    user = await scene.user()
    await keep_reset(user.id, b"x" * 32, hands.now + RESET_LINK_LIFE)
    assert sum(crew.run(guard_jobs.spend, database_url, 10, b"x" * 32, hands.now)) == 1
    assert await user_of_reset(b"x" * 32, hands.now) is None


async def test_a_password_link_whose_time_is_over_is_spent_by_nobody(
    scene: Scene, hands: Hands, crew: Crew, database_url: str
) -> None:
    user = await scene.user()
    await keep_reset(user.id, b"x" * 32, hands.now + RESET_LINK_LIFE)
    over = hands.now + RESET_LINK_LIFE
    assert sum(crew.run(guard_jobs.spend, database_url, 2, b"x" * 32, over)) == 0
    assert await user_of_reset(b"x" * 32, over) is None
    assert await user_of_reset(b"x" * 32, hands.now) == user.id
