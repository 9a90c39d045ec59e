"""What is dead is swept in batches; what lives is never touched."""

from datetime import timedelta

from ostiary.policy.vocabulary import FactorKind
from ostiary.store.bindings import bindings_of
from ostiary.store.password_resets import keep_reset
from ostiary.store.statements import rows_of
from ostiary.store.sweeping import KEPT, sweep
from tests.support.door import Door
from tests.support.rows import changed_by
from tests.support.scene import Scene


async def test_what_lives_is_never_touched(scene: Scene) -> None:
    application = await scene.application(FactorKind.OTP, FactorKind.EMAIL)
    user = await scene.user("ana@example.com", application)
    await Door(scene, application).bind(user)
    await Door(scene, application).challenge(user)
    assert await changed_by(lambda: sweep(scene.hands.now)) == set()


async def test_bindings_of_a_past_epoch_go_and_those_of_the_present_stay(scene: Scene) -> None:
    application = await scene.application(FactorKind.OTP)
    other = await scene.application(FactorKind.OTP, client_id="other")
    user = await scene.user("ana@example.com", application, other)
    await Door(scene, application).bind(user)
    await Door(scene, other).bind(user)
    await scene.switch(application, off=[FactorKind.OTP])
    assert await sweep(scene.hands.now) == 1
    assert [each.application_id for each in (await bindings_of([user.id]))[user.id]] == [other.id]
    assert len(await rows_of("SELECT id FROM bindings")) == 1


async def test_whatever_has_ended_goes_after_their_time(scene: Scene) -> None:
    application = await scene.application(FactorKind.OTP)
    user = await scene.user("ana@example.com", application)
    await Door(scene, application).bind(user)
    await Door(scene, application).password(user, "wrong password")
    await keep_reset(user.id, b"x" * 32, scene.hands.now)
    scene.hands.now += timedelta(minutes=10) + KEPT + timedelta(minutes=1)
    assert await changed_by(lambda: sweep(scene.hands.now)) == {
        "challenges-",
        "sessions-",
        "mailed_codes-",
        "password_guesses-",
        "password_resets-",
    }
    assert await sweep(scene.hands.now) == 0
