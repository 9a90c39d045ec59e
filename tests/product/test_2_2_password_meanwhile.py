"""Document 2.2, while the password is checked: whatever comes between counts when the challenge is opened (L1, L4, A7).

Each is held to it twice: by the one write that opens most challenges, and by the steps one by one, which decide where
that writes nothing.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from ostiary.policy.limits import PER_ACCOUNT_AND_ADDRESS, PER_ADDRESS
from ostiary.policy.vocabulary import FactorKind
from ostiary.services import directory
from ostiary.services.guessing import Guesses
from ostiary.services.login import LoginOutcome
from ostiary.services.outcomes import AccountLocked, CredentialsRefused, LoginCompleted, LoginPending, RateLimited
from ostiary.store.accounts import charge_attempt, delete_user, set_password_hash
from ostiary.store.password_guesses import charge_guess
from ostiary.store.records import ApplicationRecord, UserRecord
from tests.support.door import Door
from tests.support.rows import changed_by
from tests.support.scene import HOME, Scene
from tests.support.service_desk import ServiceDesk

Something = Callable[[], Awaitable[object]]
Meanwhile = Callable[[Something], Awaitable[LoginOutcome]]
OPENED = {"challenges+", "audit_events+"}


@pytest.fixture(params=["at once", "one by one"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    async def nothing(_: object) -> None:
        return None

    if request.param == "one by one":
        monkeypatch.setattr("ostiary.services.login.open_login", nothing)
    return str(request.param)


@pytest.fixture
def meanwhile(
    scene: Scene, door: Door, ana: UserRecord, way: str, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Something], Awaitable[LoginOutcome]]:
    """Sign in with the right password, and do something after it was found right."""
    del way
    verify = scene.runtime.passwords.verify

    async def sign_in(something: Something) -> LoginOutcome:
        async def verified(password_hash: str | None, password: str) -> bool:
            monkeypatch.setattr(scene.runtime.passwords, "verify", verify)
            is_right = await verify(password_hash, password)
            await something()
            return is_right

        monkeypatch.setattr(scene.runtime.passwords, "verify", verified)
        return await door.password(ana)

    return sign_in


async def nothing() -> None:
    """Most logins."""


async def test_both_ways_open_the_same_challenge_and_log_the_same(
    scene: Scene, ana: UserRecord, meanwhile: Meanwhile
) -> None:
    """2.2; L2, L3, E1."""
    seen = await scene.log()
    answers: list[LoginOutcome] = []

    async def sign_in() -> None:
        answers.append(await meanwhile(nothing))

    assert await changed_by(sign_in) == OPENED
    [pending] = answers
    assert isinstance(pending, LoginPending)
    assert (pending.client_id, pending.attempts_remaining, pending.expires_at) == (
        "acme",
        6,
        scene.hands.now + timedelta(minutes=10),
    )
    assert [(each.kind, each.is_bound) for each in pending.methods] == [(FactorKind.OTP, False)]
    assert await scene.logged_since(seen) == [("PASSWORD_AUTHENTICATION", "SUCCESS", None)]


async def test_wrong_codes_that_were_charged_are_told(scene: Scene, ana: UserRecord, meanwhile: Meanwhile) -> None:
    """2.2; A1, A3: the count as it is when the challenge opens; a right password does not change it."""
    await charge_attempt(ana.id, scene.hands.now)
    pending = await meanwhile(lambda: charge_attempt(ana.id, scene.hands.now))
    assert isinstance(pending, LoginPending)
    assert pending.attempts_remaining == 4


async def test_what_is_bound_is_told(scene: Scene, door: Door, ana: UserRecord, meanwhile: Meanwhile) -> None:
    """2.2; L6."""
    await door.bind(ana)
    pending = await meanwhile(nothing)
    assert isinstance(pending, LoginPending)
    assert [(each.kind, each.is_bound) for each in pending.methods] == [(FactorKind.OTP, True)]


async def test_who_is_unassigned_does_not_get_in(scene: Scene, ana: UserRecord, meanwhile: Meanwhile) -> None:
    """D1, L1; E2: and the refusal is logged."""
    seen = await scene.log()
    assert (
        await meanwhile(lambda: directory.set_user_applications(scene.runtime, scene.actor, ana.id, []))
        == CredentialsRefused()
    )
    assert (await scene.logged_since(seen))[-1] == ("PASSWORD_AUTHENTICATION", "FAILURE", "NOT_ASSIGNED")


async def test_a_password_that_was_replaced_opens_nothing(scene: Scene, ana: UserRecord, meanwhile: Meanwhile) -> None:
    """L1: it is another password's hash by then."""
    seen = await scene.log()
    renewed = await scene.runtime.passwords.hash("another password altogether")
    assert await meanwhile(lambda: set_password_hash(ana.id, renewed)) == CredentialsRefused()
    assert await scene.logged_since(seen) == [("PASSWORD_AUTHENTICATION", "FAILURE", "INVALID_CREDENTIALS")]


async def test_who_was_deleted_does_not_get_in(ana: UserRecord, meanwhile: Meanwhile) -> None:
    """L1."""
    assert await meanwhile(lambda: delete_user(ana.id)) == CredentialsRefused()


async def test_an_account_that_was_locked_stays_out(scene: Scene, ana: UserRecord, meanwhile: Meanwhile) -> None:
    """A2: and no challenge is opened."""
    seen = await scene.log()

    async def miss_six_times() -> None:
        for _ in range(6):
            await charge_attempt(ana.id, scene.hands.now)

    assert await meanwhile(miss_six_times) == AccountLocked(scene.hands.now + timedelta(hours=1))
    assert await scene.logged_since(seen) == [
        ("PASSWORD_AUTHENTICATION", "SUCCESS", None),
        ("LOGIN", "FAILURE", "ACCOUNT_LOCKED"),
    ]


async def test_a_lock_that_is_over_opens_a_challenge(scene: Scene, ana: UserRecord, meanwhile: Meanwhile) -> None:
    """A3: the hour's end sets the count to zero."""
    for _ in range(6):
        await charge_attempt(ana.id, scene.hands.now)
    scene.hands.move(hours=1)
    pending = await meanwhile(nothing)
    assert isinstance(pending, LoginPending)
    assert pending.attempts_remaining == 6


async def test_a_bypass_lets_in_at_once(desk: ServiceDesk, meanwhile: Meanwhile) -> None:
    """L2, M3: by the rules of the moment."""
    assert isinstance(await meanwhile(lambda: desk.bypass(is_bypassed=True)), LoginCompleted)


@pytest.mark.parametrize("whose", ["address", "account_and_address"])
async def test_at_the_limit_of_guesses_a_right_password_is_not_told(
    scene: Scene, ana: UserRecord, meanwhile: Meanwhile, whose: str
) -> None:
    """A7: however many guesses run at once, no more are answered than the limit allows, right ones included."""
    limit = PER_ADDRESS if whose == "address" else PER_ACCOUNT_AND_ADDRESS
    key = getattr(Guesses.of(ana.email, HOME), whose)

    async def guess() -> None:
        for _ in range(limit.failures):
            await charge_guess(key, limit, scene.hands.now)

    seen = await scene.log()
    assert await meanwhile(guess) == RateLimited(scene.hands.now + limit.window)
    assert await scene.logged_since(seen) == []


async def test_a_right_password_starts_the_account_afresh(scene: Scene, ana: UserRecord, meanwhile: Meanwhile) -> None:
    """A7: what was guessed wrong before is forgotten."""
    key = Guesses.of(ana.email, HOME).account_and_address
    await charge_guess(key, PER_ACCOUNT_AND_ADDRESS, scene.hands.now)

    async def sign_in() -> None:
        assert isinstance(await meanwhile(nothing), LoginPending)

    assert await changed_by(sign_in) == OPENED | {"password_guesses-"}


async def test_without_a_factor_the_login_is_complete(
    scene: Scene, acme: ApplicationRecord, meanwhile: Meanwhile
) -> None:
    """L2."""
    await scene.switch(acme, off=[FactorKind.OTP])
    assert isinstance(await meanwhile(nothing), LoginCompleted)
