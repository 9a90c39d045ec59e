"""Document 2.2, at its last moment: what happens between looking at a right code and completing the login (L4)."""

from collections.abc import Awaitable, Callable

import pytest

from ostiary.policy.challenge import ChallengeEvent
from ostiary.policy.lockout import Lockout
from ostiary.policy.vocabulary import FactorKind, FailureReason
from ostiary.services import acceptance, roles
from ostiary.services.acceptance import StepOutcome
from ostiary.services.outcomes import (
    AccountLocked,
    BindingMissing,
    BindingPresent,
    ChallengeEnded,
    FactorDisabled,
    LoginCompleted,
)
from ostiary.store.accounts import charge_attempt
from ostiary.store.challenges import end_open_challenges
from ostiary.store.records import ApplicationRecord, UserRecord
from tests.support.authenticator import Authenticator
from tests.support.door import Door
from tests.support.scene import Scene
from tests.support.service_desk import ServiceDesk

OTP, EMAIL = FactorKind.OTP, FactorKind.EMAIL
NOT_BOUND = ("SECONDARY_AUTHENTICATION_OTP", "FAILURE", "NOT_BOUND")
Meanwhile = Callable[[Callable[[], Awaitable[object]]], None]


@pytest.fixture
async def app(door: Door, ana: UserRecord) -> Authenticator:
    return await door.bind(ana)


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Do something after the code was found right, and before the login is completed."""

    def arrange(something: Callable[[], Awaitable[object]]) -> None:
        accept = acceptance.accept

        async def accept_later(*step: object) -> StepOutcome:
            monkeypatch.undo()
            await something()
            return await accept(*step)  # type: ignore[arg-type]

        monkeypatch.setattr("ostiary.services.verification.accept", accept_later)
        monkeypatch.setattr("ostiary.services.binding.accept", accept_later)

    return arrange


async def verified(door: Door, ana: UserRecord, app: Authenticator) -> StepOutcome:
    return await door.verify(await door.challenge(ana), app.code_at(door.scene.hands.now))


async def test_an_account_that_was_locked_meanwhile_stays_out(
    scene: Scene, door: Door, ana: UserRecord, app: Authenticator, meanwhile: Meanwhile
) -> None:
    """2.2, 2.4; A2: a locked account's codes do not count, right or wrong; the lock is not lifted."""

    async def miss_six_times() -> None:
        for _ in range(6):
            await charge_attempt(ana.id, scene.hands.now)

    meanwhile(miss_six_times)
    assert isinstance(await verified(door, ana, app), AccountLocked)
    assert (await scene.seen(ana)).lockout.failed_attempts == 6


async def test_a_factor_turned_off_meanwhile_completes_nothing_and_the_attempt_stays_charged(
    scene: Scene, acme: ApplicationRecord, door: Door, ana: UserRecord, app: Authenticator, meanwhile: Meanwhile
) -> None:
    """2.2, 1.2; L4: policy is asked again. A4: it stays charged whatever happens next short of acceptance. E1."""
    seen = await scene.log()
    meanwhile(lambda: scene.switch(acme, off=[OTP]))
    assert await verified(door, ana, app) == FactorDisabled()
    assert (await scene.seen(ana)).lockout == Lockout(1, 1, None)
    assert (await scene.logged_since(seen))[-1] == ("SECONDARY_AUTHENTICATION_OTP", "FAILURE", "FACTOR_UNAVAILABLE")


async def test_a_factor_turned_off_and_on_meanwhile_has_no_binding(
    scene: Scene, acme: ApplicationRecord, door: Door, ana: UserRecord, app: Authenticator, meanwhile: Meanwhile
) -> None:
    """2.2, 1.2; L4, C3. A4, E1: it stays charged, and the log says that it was not bound: the factor is on."""
    seen = await scene.log()

    async def turn_off_and_on() -> None:
        await scene.switch(acme, off=[OTP])
        await scene.switch(acme, on=[OTP])

    meanwhile(turn_off_and_on)
    assert await verified(door, ana, app) == BindingMissing()
    assert (await scene.seen(ana)).lockout == Lockout(1, 1, None)
    assert (await scene.logged_since(seen))[-1] == NOT_BOUND


@pytest.mark.parametrize("is_on_again", [True, False])
async def test_nothing_is_bound_to_a_factor_that_was_turned_off_meanwhile(
    scene: Scene, acme: ApplicationRecord, door: Door, ana: UserRecord, meanwhile: Meanwhile, is_on_again: bool
) -> None:
    """2.1, 1.2; L4, C3: also at a first binding; the count of bindings stays exact."""
    token = await door.challenge(ana)
    phone, email_code = await door.offer(token), await door.mailed_code(token, ana)

    async def turn_off() -> None:
        await scene.switch(acme, off=[OTP])
        await scene.switch(acme, on=[OTP] if is_on_again else [])

    meanwhile(turn_off)
    answered = await door.confirm(token, phone.code_at(scene.hands.now), email_code)
    assert answered == (BindingMissing() if is_on_again else FactorDisabled())
    assert await ServiceDesk(scene, ana).rows() == []
    assert (await scene.factor(acme, OTP)).binding_count == 0


async def test_a_binding_reset_meanwhile_completes_nothing(
    scene: Scene, door: Door, desk: ServiceDesk, ana: UserRecord, app: Authenticator, meanwhile: Meanwhile
) -> None:
    """2.2, 3.2; L4, M2."""
    meanwhile(desk.reset)
    assert await verified(door, ana, app) == ChallengeEnded()


async def test_a_bypass_turned_on_meanwhile_stops_nobody(
    scene: Scene, door: Door, desk: ServiceDesk, ana: UserRecord, app: Authenticator, meanwhile: Meanwhile
) -> None:
    """2.2, 3.3; L4: the accepted step goes through by the rules of that moment."""
    meanwhile(lambda: desk.bypass(True))
    assert isinstance(await verified(door, ana, app), LoginCompleted)


async def test_a_user_deleted_meanwhile_does_not_come_in(
    scene: Scene, door: Door, ana: UserRecord, app: Authenticator, meanwhile: Meanwhile
) -> None:
    """2.2; L4."""
    meanwhile(lambda: roles.delete_user(scene.runtime, scene.actor, ana.id))
    assert await verified(door, ana, app) == ChallengeEnded()


async def test_of_two_bindings_begun_at_once_the_second_finds_the_first(
    scene: Scene, door: Door, ana: UserRecord, meanwhile: Meanwhile
) -> None:
    """2.1; L5, L6: one binding, whichever comes first."""
    token = await door.challenge(ana)
    phone, email_code = await door.offer(token), await door.mailed_code(token, ana)
    code = phone.code_at(scene.hands.now)
    meanwhile(lambda: door.bind(ana))
    assert await door.confirm(token, code, email_code) == BindingPresent()
    assert (await scene.log())[-1].failure_reason is FailureReason.NOT_BOUND
    assert (await scene.factor(door.application, OTP)).binding_count == 1


async def test_a_challenge_that_expires_meanwhile_is_over(
    scene: Scene, door: Door, ana: UserRecord, app: Authenticator, meanwhile: Meanwhile
) -> None:
    """2.2; L3: the instant of the step counts, and its challenge must still wait."""
    meanwhile(lambda: end_open_challenges(ana.id, ChallengeEvent.EXPIRE))
    assert await verified(door, ana, app) == ChallengeEnded()
