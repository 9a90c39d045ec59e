"""Document 2.2: what a right password opens, by the one write that opens most challenges, and step by step."""

from datetime import timedelta

from ostiary.policy.limits import PER_ACCOUNT_AND_ADDRESS
from ostiary.policy.vocabulary import FactorKind
from ostiary.services.guessing import Guesses
from ostiary.services.login import LoginOutcome
from ostiary.services.outcomes import LoginCompleted, LoginPending
from ostiary.store.accounts import charge_attempt
from ostiary.store.password_guesses import charge_guess
from ostiary.store.records import ApplicationRecord, UserRecord
from tests.product.conftest import SignInWhile
from tests.support.door import Door
from tests.support.rows import changed_by
from tests.support.scene import HOME, Scene

OPENED = {"challenges+", "audit_events+"}


async def nothing() -> None:
    """Most logins."""


async def test_both_ways_open_the_same_challenge_and_log_the_same(
    scene: Scene, ana: UserRecord, sign_in_while: SignInWhile
) -> None:
    """2.2; L2, L3, E1."""
    seen = await scene.log()
    answers: list[LoginOutcome] = []

    async def sign_in() -> None:
        answers.append(await sign_in_while(nothing))

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


async def test_charged_codes_are_told(scene: Scene, ana: UserRecord, sign_in_while: SignInWhile) -> None:
    """2.2; A1, A3: the count as it is when the challenge opens; a right password does not change it."""
    await charge_attempt(ana.id, scene.hands.now)
    pending = await sign_in_while(lambda: charge_attempt(ana.id, scene.hands.now))
    assert isinstance(pending, LoginPending)
    assert pending.attempts_remaining == 4


async def test_what_is_bound_is_told(scene: Scene, door: Door, ana: UserRecord, sign_in_while: SignInWhile) -> None:
    """2.2; L6."""
    await door.bind(ana)
    pending = await sign_in_while(nothing)
    assert isinstance(pending, LoginPending)
    assert [(each.kind, each.is_bound) for each in pending.methods] == [(FactorKind.OTP, True)]


async def test_a_lock_that_is_over_opens_a_challenge(scene: Scene, ana: UserRecord, sign_in_while: SignInWhile) -> None:
    """A3: the hour's end sets the count to zero."""
    for _ in range(6):
        await charge_attempt(ana.id, scene.hands.now)
    scene.hands.move(hours=1)
    pending = await sign_in_while(nothing)
    assert isinstance(pending, LoginPending)
    assert pending.attempts_remaining == 6


async def test_a_right_password_forgets_guesses(scene: Scene, ana: UserRecord, sign_in_while: SignInWhile) -> None:
    """A7: what was guessed wrong before is forgotten."""
    key = Guesses.of(ana.email, HOME).account_and_address
    await charge_guess(key, PER_ACCOUNT_AND_ADDRESS, scene.hands.now)

    async def sign_in() -> None:
        assert isinstance(await sign_in_while(nothing), LoginPending)

    assert await changed_by(sign_in) == OPENED | {"password_guesses-"}


async def test_without_a_factor_the_login_is_complete(
    scene: Scene, acme: ApplicationRecord, sign_in_while: SignInWhile
) -> None:
    """L2."""
    await scene.switch(acme, off=[FactorKind.OTP])
    assert isinstance(await sign_in_while(nothing), LoginCompleted)
