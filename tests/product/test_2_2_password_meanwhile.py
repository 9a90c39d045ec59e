"""Document 2.2, while the password is checked: what comes between keeps out (L1, L4, A2, A7)."""

from datetime import timedelta

import pytest

from ostiary.policy.limits import PER_ACCOUNT_AND_ADDRESS, PER_ADDRESS
from ostiary.services import directory
from ostiary.services.guessing import Guesses
from ostiary.services.outcomes import AccountLocked, CredentialsRefused, LoginCompleted, RateLimited
from ostiary.store.accounts import charge_attempt, delete_user, set_password_hash
from ostiary.store.password_guesses import charge_guess
from ostiary.store.records import UserRecord
from tests.product.conftest import SignInWhile
from tests.support.scene import HOME, Scene
from tests.support.service_desk import ServiceDesk


async def test_who_is_unassigned_does_not_get_in(scene: Scene, ana: UserRecord, sign_in_while: SignInWhile) -> None:
    """D1, L1; E2: and the refusal is logged."""
    seen = await scene.log()
    assert (
        await sign_in_while(lambda: directory.set_user_applications(scene.runtime, scene.actor, ana.id, []))
        == CredentialsRefused()
    )
    assert (await scene.logged_since(seen))[-1] == ("PASSWORD_AUTHENTICATION", "FAILURE", "NOT_ASSIGNED")


async def test_a_replaced_password_opens_nothing(scene: Scene, ana: UserRecord, sign_in_while: SignInWhile) -> None:
    """L1: it is another password's hash by then."""
    seen = await scene.log()
    renewed = await scene.runtime.passwords.hash("another password altogether")
    assert await sign_in_while(lambda: set_password_hash(ana.id, renewed)) == CredentialsRefused()
    assert await scene.logged_since(seen) == [("PASSWORD_AUTHENTICATION", "FAILURE", "INVALID_CREDENTIALS")]


async def test_who_was_deleted_does_not_get_in(ana: UserRecord, sign_in_while: SignInWhile) -> None:
    """L1."""
    assert await sign_in_while(lambda: delete_user(ana.id)) == CredentialsRefused()


async def test_an_account_that_was_locked_stays_out(scene: Scene, ana: UserRecord, sign_in_while: SignInWhile) -> None:
    """A2: and no challenge is opened."""
    seen = await scene.log()

    async def miss_six_times() -> None:
        for _ in range(6):
            await charge_attempt(ana.id, scene.hands.now)

    assert await sign_in_while(miss_six_times) == AccountLocked(scene.hands.now + timedelta(hours=1))
    assert await scene.logged_since(seen) == [
        ("PASSWORD_AUTHENTICATION", "SUCCESS", None),
        ("LOGIN", "FAILURE", "ACCOUNT_LOCKED"),
    ]


async def test_a_bypass_lets_in_at_once(desk: ServiceDesk, sign_in_while: SignInWhile) -> None:
    """L2, M3: by the rules of the moment."""
    assert isinstance(await sign_in_while(lambda: desk.bypass(is_bypassed=True)), LoginCompleted)


@pytest.mark.parametrize("whose", ["address", "account_and_address"])
async def test_at_the_limit_of_guesses_a_right_password_is_not_told(
    scene: Scene, ana: UserRecord, sign_in_while: SignInWhile, whose: str
) -> None:
    """A7: however many guesses run at once, no more are answered than the limit allows, right ones included."""
    limit = PER_ADDRESS if whose == "address" else PER_ACCOUNT_AND_ADDRESS
    key = getattr(Guesses.of(ana.email, HOME), whose)

    async def guess() -> None:
        for _ in range(limit.failures):
            await charge_guess(key, limit, scene.hands.now)

    seen = await scene.log()
    assert await sign_in_while(guess) == RateLimited(scene.hands.now + limit.window)
    assert await scene.logged_since(seen) == []
