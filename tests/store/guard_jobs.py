"""What the processes of a crew do to the guards; each guard once per task, each task a transaction of its own."""

from datetime import datetime
from uuid import UUID

from ostiary.policy.challenge import ChallengeEvent
from ostiary.policy.limits import GuessLimit
from ostiary.store.accounts import charge_attempt, lock_account
from ostiary.store.applications import count_binding_in
from ostiary.store.bindings import advance_time_step, insert_binding
from ostiary.store.challenges import offer_secret, settle
from ostiary.store.ids import new_id
from ostiary.store.password_guesses import charge_guess
from ostiary.store.password_resets import spend_reset
from ostiary.store.records import BindingRecord, ChallengeRecord, PendingSecret
from ostiary.store.step_writes import accept_step, charge_step
from ostiary.store.unit_of_work import unit_of_work
from tests.support.crew import at_once
from tests.support.made_steps import made_step, made_step_event


async def charge(number: int, times: int, user_id: UUID, now: datetime) -> int:
    async def once(_: int) -> bool:
        async with unit_of_work():
            await lock_account(user_id)
            return await charge_attempt(user_id, now) is not None

    return sum(await at_once(times, once))


async def charge_alone(number: int, times: int, user_id: UUID, now: datetime) -> int:
    """Without the row held first: the guard needs nobody's help."""

    async def once(_: int) -> bool:
        return await charge_attempt(user_id, now) is not None

    return sum(await at_once(times, once))


async def charge_step_at_once(number: int, times: int, challenge: ChallengeRecord, now: datetime) -> int:
    async def once(_: int) -> bool:
        return await charge_step(challenge, made_step_event(challenge, now), now) is not None

    return sum(await at_once(times, once))


async def accept_step_at_once(
    number: int, times: int, challenges: list[ChallengeRecord], binding: BindingRecord, time_step: int, now: datetime
) -> int:
    async def once(turn: int) -> bool:
        return await accept_step(made_step(challenges[turn % len(challenges)], binding, time_step, now))

    return sum(await at_once(times, once))


async def advance(number: int, times: int, binding_id: UUID, step: int, now: datetime) -> int:
    async def once(_: int) -> bool:
        async with unit_of_work():
            return await advance_time_step(binding_id, step, now)

    return sum(await at_once(times, once))


async def insert(number: int, times: int, binding: BindingRecord) -> int:
    async def once(_: int) -> bool:
        async with unit_of_work():
            return await insert_binding(BindingRecord(**{**vars(binding), "id": new_id()}))

    return sum(await at_once(times, once))


async def accept(number: int, times: int, challenge_id: UUID, now: datetime) -> int:
    async def once(_: int) -> bool:
        async with unit_of_work():
            return await settle(challenge_id, ChallengeEvent.ACCEPT, now)

    return sum(await at_once(times, once))


async def offer(number: int, times: int, challenge: ChallengeRecord) -> list[str]:
    async def once(_: int) -> str | None:
        pending = PendingSecret(new_id(), 1, b"sealed")
        async with unit_of_work():
            return str(pending.binding_id) if await offer_secret(challenge, pending) else None

    return [each for each in await at_once(times, once) if each]


async def count_in(number: int, times: int, factor_id: UUID) -> int:
    async def once(_: int) -> bool:
        async with unit_of_work():
            return await count_binding_in(factor_id, 1)

    return sum(await at_once(times, once))


async def guess(number: int, times: int, key: bytes, limit: GuessLimit, now: datetime) -> int:
    async def once(_: int) -> bool:
        async with unit_of_work():
            return await charge_guess(key, limit, now) is None

    return sum(await at_once(times, once))


async def spend(number: int, times: int, token_hash: bytes, now: datetime) -> int:
    async def once(_: int) -> bool:
        async with unit_of_work():
            return await spend_reset(token_hash, now)

    return sum(await at_once(times, once))
