"""Sessions are limited in idleness and in age: users 1 h and 24 h, the console 15 min and 12 h."""

from datetime import timedelta

import pytest

from ostiary.policy.vocabulary import FactorKind
from ostiary.services.outcomes import LoginCompleted
from ostiary.services.sessions import authenticate
from ostiary.store.applications import application_by_client_id
from tests.support.door import Door
from tests.support.rows import changed_by
from tests.support.scene import Scene

INSTANT = timedelta(microseconds=1)
LIMITS = [
    ("acme", timedelta(hours=1), timedelta(hours=24)),
    ("console", timedelta(minutes=15), timedelta(hours=12)),
]


async def signed_in(scene: Scene, client_id: str) -> tuple[Door, LoginCompleted]:
    acme = await scene.application()
    application = await application_by_client_id(client_id)
    assert application is not None
    user = scene.admin if client_id == "console" else await scene.user("ana@example.com", acme)
    completed = await Door(scene, application).password(user)
    assert isinstance(completed, LoginCompleted)
    return Door(scene, application), completed


@pytest.mark.parametrize(("client_id", "idle", "absolute"), LIMITS)
async def test_a_session_that_nobody_uses_ends(
    scene: Scene, client_id: str, idle: timedelta, absolute: timedelta
) -> None:
    door, completed = await signed_in(scene, client_id)
    scene.hands.now += idle - INSTANT
    assert await door.viewer(completed) is not None
    scene.hands.now += idle
    assert await door.viewer(completed) is None


@pytest.mark.parametrize(("client_id", "idle", "absolute"), LIMITS)
async def test_a_session_that_is_used_ends_all_the_same(
    scene: Scene, client_id: str, idle: timedelta, absolute: timedelta
) -> None:
    door, completed = await signed_in(scene, client_id)
    assert completed.expires_at == scene.hands.now + absolute
    while scene.hands.now + idle / 2 < completed.expires_at:
        scene.hands.now += idle / 2
        assert await door.viewer(completed) is not None
    scene.hands.now = completed.expires_at
    assert await door.viewer(completed) is None


async def test_being_seen_is_written_down_once_a_minute_at_most(scene: Scene) -> None:
    door, completed = await signed_in(scene, "acme")
    scene.hands.move(seconds=59)
    assert await changed_by(lambda: door.viewer(completed)) == set()
    scene.hands.move(seconds=1)
    assert await changed_by(lambda: door.viewer(completed)) == {"sessions.last_seen_at"}


@pytest.mark.parametrize("token", ["", "x" * 43, "x" * 10_240, "\ud800" * 43, "\x00"])
async def test_what_is_no_token_of_ours_is_nobodys_session(scene: Scene, token: str) -> None:
    assert await authenticate(scene.runtime, token) is None


async def test_an_id_token_is_no_session(scene: Scene) -> None:
    _, completed = await signed_in(scene, "acme")
    assert await authenticate(scene.runtime, completed.id_token) is None


async def test_a_challenges_token_is_no_session(scene: Scene) -> None:
    acme = await scene.application(FactorKind.OTP, client_id="other")
    token = await Door(scene, acme).challenge(await scene.user("eve@example.com", acme))
    assert await authenticate(scene.runtime, token) is None
