"""Document 3.2: the reason of a reset, and whether the user's other sessions stay (M2, E2; ux.md 7)."""

import pytest

from ostiary.policy.audit import AuditEventType
from ostiary.policy.vocabulary import FactorKind
from ostiary.services.outcomes import LoginCompleted
from ostiary.store.records import ApplicationRecord, UserRecord
from tests.support.door import Door
from tests.support.scene import Scene
from tests.support.service_desk import ServiceDesk


@pytest.fixture
async def lobby(scene: Scene) -> Door:
    """Another application, which asks for the password alone."""
    return Door(scene, await scene.application(client_id="lobby"))


@pytest.fixture
async def eve(scene: Scene, acme: ApplicationRecord, lobby: Door) -> UserRecord:
    return await scene.user("eve@example.com", acme, lobby.application)


@pytest.mark.parametrize("ends_others", [False, True])
async def test_sessions_of_the_binding_end_and_the_others_as_was_chosen(
    scene: Scene, door: Door, lobby: Door, eve: UserRecord, ends_others: bool
) -> None:
    """3.2; M2: those that were completed with it always end."""
    app = await door.bind(eve)
    bound, other = await door.verify(await door.challenge(eve), app.code_at(scene.hands.now)), await lobby.password(eve)
    assert isinstance(bound, LoginCompleted)
    assert isinstance(other, LoginCompleted)
    await ServiceDesk(scene, eve).reset(door.application, ends_other_sessions=ends_others)
    assert await door.viewer(bound) is None
    assert (await lobby.viewer(other) is None) is ends_others


async def test_the_reason_and_the_sessions_that_ended_are_in_the_log(
    scene: Scene, door: Door, lobby: Door, eve: UserRecord
) -> None:
    """3.2; E2: who, why, from where."""
    await door.bind(eve)
    await lobby.password(eve)
    await ServiceDesk(scene, eve).reset(door.application, reason="Lost phone", ends_other_sessions=True)
    await ServiceDesk(scene, eve).reset(door.application, FactorKind.EMAIL, reason="Same")
    (otp,) = await scene.log(AuditEventType.OTP_RESET)
    (email,) = await scene.log(AuditEventType.EMAIL_RESET)
    assert otp.details == (("removedBindings", "1"), ("endedSessions", "1"), ("reason", "Lost phone"))
    assert email.details == (("removedBindings", "0"), ("reason", "Same"))
