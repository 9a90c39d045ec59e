"""Document 2.2, "Subsequent logins (Verification only)": password, then the code of the app."""

import pytest

from ostiary.policy.vocabulary import FactorKind, InvalidCodeReason
from ostiary.services.challenges import read_challenge
from ostiary.services.outcomes import (
    BindingMissing,
    ChallengeEnded,
    CodeRefused,
    LoginCompleted,
    LoginPending,
    MethodView,
)
from ostiary.services.sessions import sign_out
from ostiary.services.user_security import reset_bindings, set_mfa_bypass
from ostiary.store.bindings import bindings_of
from ostiary.store.records import UserRecord
from tests.support.authenticator import Authenticator
from tests.support.crew import at_once
from tests.support.door import Door
from tests.support.rows import changed_by, state
from tests.support.scene import OFFICE, Scene

CHARGED = {"users.failed_attempts", "users.unaccepted_attempts", "audit_events+"}


@pytest.fixture
async def app(door: Door, ana: UserRecord) -> Authenticator:
    """Ana's authenticator app, bound."""
    return await door.bind(ana)


async def test_a_bound_user_enters_the_code_only(scene: Scene, door: Door, ana: UserRecord, app: Authenticator) -> None:
    """2.2 "taken directly to the OTP verification page", "Upon success, login is completed"; L2, L6, E1."""
    pending = await door.password(ana)
    assert isinstance(pending, LoginPending)
    assert pending.methods == (MethodView(FactorKind.OTP, True, None),)
    seen = await scene.log()
    completed = await door.verify(pending.token, app.code_at(scene.hands.now))
    assert isinstance(completed, LoginCompleted)
    assert completed.amr == ("pwd", "otp", "mfa")
    assert await scene.logged_since(seen) == [
        ("SECONDARY_AUTHENTICATION_OTP", "SUCCESS", None),
        ("LOGIN", "SUCCESS", None),
    ]
    (binding,) = (await bindings_of([ana.id]))[ana.id]
    assert binding.last_used_at == scene.hands.now


@pytest.mark.parametrize("written", ["{0} {1}", "{0}-{1}", " {0}{1} ", "{0} - {1}"])
async def test_spaces_and_hyphens_do_not_matter(
    scene: Scene, door: Door, ana: UserRecord, app: Authenticator, written: str
) -> None:
    """2.2; L8."""
    code = app.code_at(scene.hands.now)
    typed = written.format(code[:3], code[3:])
    assert isinstance(await door.verify(await door.challenge(ana), typed), LoginCompleted)


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "9" * 10_240, "12345\x00", "12345\ud800"])
async def test_whatever_is_no_code_is_a_wrong_code_and_no_error(
    door: Door, ana: UserRecord, app: Authenticator, typed: str
) -> None:
    """2.2; L8, A1: anything else is a wrong code, and costs what a wrong code costs."""
    token = await door.challenge(ana)

    async def verify() -> None:
        assert await door.verify(token, typed) == CodeRefused(5)

    assert await changed_by(verify) == CHARGED


async def test_the_right_code_in_full_width_digits_is_a_wrong_code(
    scene: Scene, door: Door, ana: UserRecord, app: Authenticator
) -> None:
    """2.2; L8: exactly six ASCII digits."""
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in app.code_at(scene.hands.now))
    assert await door.verify(await door.challenge(ana), wide) == CodeRefused(5)


@pytest.mark.parametrize(
    ("steps", "outcome"),
    [
        (1, None),
        (0, None),
        (-1, InvalidCodeReason.ALREADY_USED),
        (-2, InvalidCodeReason.JUST_EXPIRED),
        (2, InvalidCodeReason.WRONG),
        (-3, InvalidCodeReason.WRONG),
    ],
)
async def test_one_step_of_drift_either_way_and_no_more(
    scene: Scene,
    door: Door,
    ana: UserRecord,
    app: Authenticator,
    steps: int,
    outcome: InvalidCodeReason | None,
) -> None:
    """2.2 "changes every 30 seconds"; L7. The step before was spent by the binding."""
    answered = await door.verify(await door.challenge(ana), app.code_at(scene.hands.now, steps))
    assert isinstance(answered, LoginCompleted) if outcome is None else answered == CodeRefused(5, outcome)


async def test_the_step_before_the_present_one_is_right_while_it_is_not_spent(
    scene: Scene, door: Door, ana: UserRecord, app: Authenticator
) -> None:
    """2.2; L7."""
    scene.hands.move(seconds=60)
    answered = await door.verify(await door.challenge(ana), app.code_at(scene.hands.now, -1))
    assert isinstance(answered, LoginCompleted)


async def test_a_code_is_accepted_once(scene: Scene, door: Door, ana: UserRecord, app: Authenticator) -> None:
    """2.2; L7, A6: a replayed code is refused, audited as CODE_REUSED and charged like a wrong one."""
    code = app.code_at(scene.hands.now)
    assert isinstance(await door.verify(await door.challenge(ana), code), LoginCompleted)
    token, seen = await door.challenge(ana), await scene.log()

    async def replay() -> None:
        assert await door.verify(token, code) == CodeRefused(5, InvalidCodeReason.ALREADY_USED)

    assert await changed_by(replay) == CHARGED
    assert (await scene.logged_since(seen))[-1] == ("SECONDARY_AUTHENTICATION_OTP", "FAILURE", "CODE_REUSED")


async def test_an_older_code_is_not_accepted_after_a_newer_one(
    scene: Scene, door: Door, ana: UserRecord, app: Authenticator
) -> None:
    """2.2; L7: `<`, never `!=`."""
    newer, older = app.code_at(scene.hands.now, 1), app.code_at(scene.hands.now)
    assert isinstance(await door.verify(await door.challenge(ana), newer), LoginCompleted)
    answered = await door.verify(await door.challenge(ana), older)
    assert answered == CodeRefused(5, InvalidCodeReason.ALREADY_USED)


async def test_one_code_in_many_parallel_challenges_is_accepted_once(
    scene: Scene, door: Door, ana: UserRecord, app: Authenticator
) -> None:
    """2.2; L7: replays are refused, in any number of parallel requests."""
    code = app.code_at(scene.hands.now)
    tokens = [await door.challenge(ana) for _ in range(5)]
    outcomes = await at_once(25, lambda number: door.verify(tokens[number % 5], code))
    assert [type(each) for each in outcomes].count(LoginCompleted) == 1


async def test_a_double_click_costs_no_attempt(scene: Scene, door: Door, ana: UserRecord, app: Authenticator) -> None:
    """2.2; A6: a step sent to a challenge that is already over answers ChallengeExpired and charges nothing. L3."""
    token, code = await door.challenge(ana), app.code_at(scene.hands.now)
    outcomes = await at_once(2, lambda _: door.verify(token, code))
    assert {type(each) for each in outcomes} == {LoginCompleted, ChallengeEnded}

    async def click_again() -> None:
        assert await door.verify(token, code) == ChallengeEnded()

    assert await changed_by(click_again) == set()
    assert (await scene.seen(ana)).lockout.failed_attempts == 0


async def test_a_login_that_waits_can_be_read_again(
    scene: Scene, door: Door, ana: UserRecord, app: Authenticator
) -> None:
    """2.2; L3: a reload or a second tab goes on where it was."""
    pending = await door.password(ana)
    assert isinstance(pending, LoginPending)
    await door.verify(pending.token, app.wrong_code_at(scene.hands.now))
    again = await read_challenge(scene.runtime, pending.token)
    assert isinstance(again, LoginPending)
    assert (again.attempts_remaining, again.methods, again.expires_at) == (5, pending.methods, pending.expires_at)


async def test_a_challenge_is_good_for_ten_minutes(
    scene: Scene, door: Door, ana: UserRecord, app: Authenticator
) -> None:
    """2.2; L3; E1: the first late step is told and logged once, and charges nothing."""
    token, seen = await door.challenge(ana), await scene.log()
    scene.hands.move(minutes=10)
    for _ in range(3):
        assert await door.verify(token, app.code_at(scene.hands.now)) == ChallengeEnded()
    assert await read_challenge(scene.runtime, token) == ChallengeEnded()
    assert await scene.logged_since(seen) == [("SECONDARY_AUTHENTICATION_OTP", "FAILURE", "CHALLENGE_EXPIRED")]
    assert (await scene.seen(ana)).lockout.unaccepted_attempts == 0


@pytest.mark.parametrize("token", ["", "x", "x" * 10_240, "\ud800" * 43, "\x00" * 43, "x" * 43, "x" * 42 + "é"])
async def test_a_token_that_is_none_of_ours_is_an_expired_challenge(door: Door, token: str) -> None:
    """2.2; L3: an unguessable token."""

    async def verify() -> None:
        assert await door.verify(token, "123456") == ChallengeEnded()

    assert await changed_by(verify) == set()


async def test_the_token_is_kept_only_as_a_hash(door: Door, ana: UserRecord, app: Authenticator) -> None:
    """2.2; L3: kept only as a hash, like the session's."""
    token = await door.challenge(ana)
    completed = await door.verify(token, app.code_at(door.scene.hands.now))
    assert isinstance(completed, LoginCompleted)
    kept = repr(await state())
    assert token not in kept
    assert completed.access_token not in kept


async def test_a_binding_reset_meanwhile_is_missing_for_the_next_step(
    scene: Scene, door: Door, ana: UserRecord, app: Authenticator
) -> None:
    """2.2, 3.2; L4, M2: reset ends the user's open challenges there."""
    token = await door.challenge(ana)
    await reset_bindings(scene.runtime, scene.admin.id, ana.id, None, FactorKind.OTP, OFFICE)
    assert await door.verify(token, app.code_at(scene.hands.now)) == ChallengeEnded()
    answered = await door.verify(await door.challenge(ana), app.code_at(scene.hands.now))
    assert answered == BindingMissing()


async def test_a_bypass_turned_on_meanwhile_leaves_the_step_as_it_is_and_frees_the_next_login(
    scene: Scene, door: Door, ana: UserRecord, app: Authenticator
) -> None:
    """2.2, 3.3; L4: the next accepted step or a new login goes through by the rules of that moment."""
    token = await door.challenge(ana)
    await set_mfa_bypass(scene.runtime, scene.admin.id, ana.id, True, OFFICE)
    assert isinstance(await door.verify(token, app.wrong_code_at(scene.hands.now)), CodeRefused)
    assert isinstance(await door.verify(token, app.code_at(scene.hands.now)), LoginCompleted)
    completed = await door.password(ana)
    assert isinstance(completed, LoginCompleted)
    assert completed.amr == ("pwd",)


async def test_a_session_ends_with_signing_out(scene: Scene, door: Door, ana: UserRecord, app: Authenticator) -> None:
    """2.2: login is completed, and can be ended."""
    completed = await door.verify(await door.challenge(ana), app.code_at(scene.hands.now))
    assert isinstance(completed, LoginCompleted)
    viewer = await door.viewer(completed)
    assert viewer is not None
    await sign_out(viewer)
    assert await door.viewer(completed) is None
