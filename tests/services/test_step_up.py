"""A session of the console steps up: the same choke point, and no session is made (design/security.md; A1-A6, L7)."""

from datetime import timedelta

import pytest

from ostiary.policy.audit import AuditEventType
from ostiary.policy.vocabulary import FactorKind
from ostiary.services.acceptance import SteppedUp
from ostiary.services.binding import begin_otp_binding
from ostiary.services.challenges import read_challenge
from ostiary.services.outcomes import (
    AccountLocked,
    ChallengeEnded,
    CodeRefused,
    FactorDisabled,
    LoginCompleted,
    LoginPending,
)
from ostiary.services.sessions import Viewer, sign_out
from ostiary.services.step_up import begin_step_up, must_step_up
from ostiary.services.user_security import reset_bindings
from ostiary.store.applications import application_by_client_id
from ostiary.store.sessions import note_proof
from tests.support.authenticator import Authenticator
from tests.support.crew import at_once
from tests.support.door import EN, Door
from tests.support.rows import changed_by
from tests.support.scene import HOME, OFFICE, Scene

FIVE = timedelta(minutes=5)


async def at_console(scene: Scene, *kinds: FactorKind) -> Door:
    console = await application_by_client_id("console")
    assert console is not None
    await scene.switch(console, on=kinds)
    return Door(scene, console)


async def seen(door: Door, completed: object) -> Viewer:
    assert isinstance(completed, LoginCompleted)
    viewer = await door.viewer(completed)
    assert viewer is not None
    return viewer


async def proven(scene: Scene, door: Door) -> tuple[Authenticator, LoginCompleted]:
    """The administrator signs in with OTP, bound before."""
    app = await door.bind(scene.admin)
    completed = await door.verify(await door.challenge(scene.admin), app.code_at(scene.hands.now))
    assert isinstance(completed, LoginCompleted)
    return app, completed


async def begun(scene: Scene, viewer: Viewer) -> str:
    pending = await begin_step_up(scene.runtime, viewer)
    assert isinstance(pending, LoginPending)
    return pending.token


async def test_a_login_with_a_second_step_counts_for_five_minutes(scene: Scene) -> None:
    door = await at_console(scene, FactorKind.OTP)
    _, completed = await proven(scene, door)
    scene.hands.now += FIVE - timedelta(microseconds=1)
    assert not await must_step_up(scene.runtime, await seen(door, completed))
    scene.hands.move(seconds=1)
    assert await must_step_up(scene.runtime, await seen(door, completed))


async def test_without_a_factor_nothing_is_asked_and_nothing_can_be_begun(scene: Scene) -> None:
    door = await at_console(scene)
    viewer = await seen(door, await door.password(scene.admin))
    scene.hands.now += FIVE
    assert not await must_step_up(scene.runtime, viewer)
    assert await begin_step_up(scene.runtime, viewer) == FactorDisabled()


async def test_the_right_code_proves_this_session_and_makes_none(scene: Scene) -> None:
    door = await at_console(scene, FactorKind.OTP)
    app, completed = await proven(scene, door)
    scene.hands.now += FIVE
    token = await begun(scene, await seen(door, completed))
    before = await scene.log()
    outcome = await door.verify(token, app.code_at(scene.hands.now))
    assert outcome == SteppedUp(scene.hands.now + FIVE)
    viewer = await seen(door, completed)
    assert viewer.session.proven_at == scene.hands.now
    assert not await must_step_up(scene.runtime, viewer)
    assert await scene.logged_since(before) == [
        ("SECONDARY_AUTHENTICATION_OTP", "SUCCESS", None),
        ("STEP_UP", "SUCCESS", None),
    ]
    (event,) = await scene.log(AuditEventType.STEP_UP)
    assert (event.user_id, event.actor_id) == (scene.admin.id, scene.admin.id)
    assert await door.verify(token, app.code_at(scene.hands.now)) == ChallengeEnded()


async def test_a_code_that_signed_in_does_not_step_up_as_well(scene: Scene) -> None:
    door = await at_console(scene, FactorKind.OTP)
    app, completed = await proven(scene, door)
    token = await begun(scene, await seen(door, completed))
    assert isinstance(await door.verify(token, app.code_at(scene.hands.now)), CodeRefused)
    assert (await seen(door, completed)).session.proven_at == scene.hands.now


async def test_another_session_of_the_administrator_is_not_proven(scene: Scene) -> None:
    door = await at_console(scene, FactorKind.OTP)
    app, completed = await proven(scene, door)
    scene.hands.move(seconds=app.period)
    other = await door.verify(await door.challenge(scene.admin), app.code_at(scene.hands.now))
    scene.hands.now += FIVE
    token = await begun(scene, await seen(door, completed))
    assert isinstance(await door.verify(token, app.code_at(scene.hands.now)), SteppedUp)
    assert await must_step_up(scene.runtime, await seen(door, other))


async def test_a_login_proves_no_session_and_a_step_up_is_no_login(scene: Scene) -> None:
    door = await at_console(scene, FactorKind.OTP)
    app, completed = await proven(scene, door)
    scene.hands.now += FIVE
    login = await door.verify(await door.challenge(scene.admin), app.code_at(scene.hands.now))
    assert isinstance(login, LoginCompleted)
    viewer = await seen(door, completed)
    assert await must_step_up(scene.runtime, viewer)
    token = await begun(scene, viewer)
    assert await read_challenge(scene.runtime, token) == ChallengeEnded()
    assert await begin_otp_binding(scene.runtime, token, HOME, EN) == ChallengeEnded()
    assert await door.confirm(token, app.code_at(scene.hands.now), "000000") == ChallengeEnded()


async def test_the_email_code_steps_up_too(scene: Scene) -> None:
    door = await at_console(scene, FactorKind.EMAIL)
    token = await door.challenge(scene.admin)
    completed = await door.verify(token, await door.mailed_code(token, scene.admin), FactorKind.EMAIL)
    scene.hands.now += FIVE
    token = await begun(scene, await seen(door, completed))
    code = await door.mailed_code(token, scene.admin)
    assert isinstance(await door.verify(token, code, FactorKind.EMAIL), SteppedUp)


async def test_no_code_is_mailed_to_step_up_where_the_email_factor_is_off(scene: Scene) -> None:
    door = await at_console(scene, FactorKind.OTP)
    _, completed = await proven(scene, door)
    assert await door.send(await begun(scene, await seen(door, completed))) == FactorDisabled()


async def test_six_wrong_codes_lock_the_account_and_the_session_goes_on(scene: Scene) -> None:
    door = await at_console(scene, FactorKind.OTP)
    app, completed = await proven(scene, door)
    viewer = await seen(door, completed)
    token = await begun(scene, viewer)
    answers = [await door.verify(token, app.wrong_code_at(scene.hands.now, n)) for n in range(6)]
    assert isinstance(answers[4], CodeRefused)
    assert isinstance(answers[5], AccountLocked)
    assert isinstance(await begin_step_up(scene.runtime, viewer), AccountLocked)
    assert await door.viewer(completed) is not None


async def test_a_session_that_ended_meanwhile_is_not_proven_and_nothing_is_spent(scene: Scene) -> None:
    door = await at_console(scene, FactorKind.OTP)
    app, completed = await proven(scene, door)
    scene.hands.move(seconds=app.period)
    viewer = await seen(door, completed)
    token = await begun(scene, viewer)
    await sign_out(viewer)
    touched = await changed_by(lambda: door.verify(token, app.code_at(scene.hands.now)))
    assert not {each for each in touched if each.startswith(("sessions", "bindings", "challenges"))}
    assert await begin_step_up(scene.runtime, viewer) == ChallengeEnded()


async def test_parallel_right_codes_step_up_once(scene: Scene) -> None:
    door = await at_console(scene, FactorKind.OTP)
    app, completed = await proven(scene, door)
    scene.hands.move(seconds=app.period)
    token = await begun(scene, await seen(door, completed))
    code = app.code_at(scene.hands.now)
    answers = await at_once(5, lambda _: door.verify(token, code))
    assert sum(isinstance(each, SteppedUp) for each in answers) == 1
    assert len(await scene.log(AuditEventType.STEP_UP)) == 1


@pytest.mark.parametrize("whose", ["nobody's", "over"])
async def test_a_session_of_somebody_else_or_over_is_not_proven(scene: Scene, whose: str) -> None:
    door = await at_console(scene)
    viewer = await seen(door, await door.password(scene.admin))
    eve = await scene.user("eve@example.com")
    user_id = eve.id if whose == "nobody's" else scene.admin.id
    now = scene.hands.now if whose == "nobody's" else viewer.session.expires_at
    assert not await note_proof(viewer.session.id, user_id, now)
    assert (await seen(door, await door.password(scene.admin))).session.proven_at is None


async def test_a_reset_takes_the_proof_from_sessions_that_stay(scene: Scene) -> None:
    door = await at_console(scene, FactorKind.OTP, FactorKind.EMAIL)
    await door.bind(scene.admin)
    token = await door.challenge(scene.admin)
    completed = await door.verify(token, await door.mailed_code(token, scene.admin), FactorKind.EMAIL)
    other = await scene.user("other@example.com")
    await reset_bindings(scene.runtime, other.id, scene.admin.id, door.application.id, FactorKind.OTP, OFFICE)
    assert (await seen(door, completed)).session.proven_at is None
