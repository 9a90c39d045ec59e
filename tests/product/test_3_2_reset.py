"""Document 3.2, "Reset OTP Binding": the binding data are cleared, and the next login binds anew (M2, M4)."""

import pytest

from ostiary.policy.audit import AuditEventType
from ostiary.policy.vocabulary import FactorKind
from ostiary.services.outcomes import (
    BindingMissing,
    BindingsReset,
    ChallengeEnded,
    LoginCompleted,
    LoginPending,
    SubjectMissing,
)
from ostiary.store.ids import new_id
from ostiary.store.records import ApplicationRecord, UserRecord
from ostiary.store.statements import rows_of
from tests.support.authenticator import Authenticator
from tests.support.crew import at_once
from tests.support.door import Door
from tests.support.rows import changed_by
from tests.support.scene import OFFICE, Scene
from tests.support.service_desk import ServiceDesk

OTP, EMAIL = FactorKind.OTP, FactorKind.EMAIL


@pytest.fixture
async def app(door: Door, ana: UserRecord) -> Authenticator:
    return await door.bind(ana)


async def test_the_binding_is_destroyed_and_nothing_of_it_is_left(
    scene: Scene, door: Door, desk: ServiceDesk, app: Authenticator
) -> None:
    """3.2 "the system clears the user's OTP binding data"; M2: for good."""
    outcome = await desk.reset(door.application)
    assert isinstance(outcome, BindingsReset)
    assert outcome.removed_bindings == 1
    assert await rows_of("SELECT id FROM bindings") == []
    assert (await scene.factor(door.application, OTP)).binding_count == 0


async def test_the_next_login_binds_again_with_another_secret(
    scene: Scene, door: Door, desk: ServiceDesk, ana: UserRecord, app: Authenticator
) -> None:
    """3.2 "The next time the user logs in, they will need to re-bind OTP"; M2: old codes are worth nothing."""
    await desk.reset()
    pending = await door.password(ana)
    assert isinstance(pending, LoginPending)
    assert [method.is_bound for method in pending.methods] == [False]
    assert await door.verify(pending.token, app.code_at(scene.hands.now)) == BindingMissing()
    scene.hands.move(minutes=1)
    assert (await door.bind(ana)).key != app.key


async def test_open_challenges_there_and_sessions_of_the_binding_end(
    scene: Scene, door: Door, desk: ServiceDesk, ana: UserRecord, app: Authenticator
) -> None:
    """3.2; M2: ends the user's open challenges there and the sessions that were completed with it."""
    completed = await door.verify(await door.challenge(ana), app.code_at(scene.hands.now))
    assert isinstance(completed, LoginCompleted)
    token = await door.challenge(ana)
    scene.hands.move(seconds=30)
    await desk.reset(door.application)
    assert await door.viewer(completed) is None
    assert await door.verify(token, app.code_at(scene.hands.now)) == ChallengeEnded()


async def test_other_applications_other_sessions_and_other_users_go_on(scene: Scene, acme: ApplicationRecord) -> None:
    """3.2; M2: the binding of this application alone, unless every one is asked for."""
    other, door = await scene.application(OTP, client_id="other"), Door(scene, acme)
    eve, ben = await scene.user("eve@example.com", acme, other), await scene.user("ben@example.com", acme)
    await door.bind(ben)
    await door.bind(eve)
    far = Door(scene, other)
    phone = await far.bind(eve)
    completed = await far.verify(await far.challenge(eve), phone.code_at(scene.hands.now))
    token = await far.challenge(eve)
    assert isinstance(completed, LoginCompleted)
    await ServiceDesk(scene, eve).reset(acme)
    assert await far.viewer(completed) is not None
    scene.hands.move(seconds=30)
    assert isinstance(await far.verify(token, phone.code_at(scene.hands.now)), LoginCompleted)
    assert len(await ServiceDesk(scene, ben).rows()) == 1


async def test_without_an_application_every_one_is_reset(scene: Scene, acme: ApplicationRecord, door: Door) -> None:
    """3.2; M2."""
    other = await scene.application(OTP, client_id="other")
    eve = await scene.user("eve@example.com", acme, other)
    await door.bind(eve)
    await Door(scene, other).bind(eve)
    outcome = await ServiceDesk(scene, eve).reset()
    assert isinstance(outcome, BindingsReset)
    assert outcome.removed_bindings == 2
    assert await ServiceDesk(scene, eve).rows() == []


async def test_an_email_binding_is_reset_by_itself(
    scene: Scene, acme: ApplicationRecord, door: Door, desk: ServiceDesk, ana: UserRecord, app: Authenticator
) -> None:
    """3.2; M1, M2, C4: each factor has its own row and Reset."""
    await scene.switch(acme, on=[EMAIL])
    token = await door.challenge(ana)
    await door.verify(token, await door.mailed_code(token, ana), EMAIL)
    await desk.reset(acme, EMAIL)
    assert [row.kind for row in await desk.rows()] == [OTP]


async def test_it_is_logged_with_who_did_it_and_told_by_mail(
    scene: Scene, door: Door, desk: ServiceDesk, ana: UserRecord, app: Authenticator
) -> None:
    """3.2; M2, M4: tells the user by mail. E2: writes its event with the actor."""
    mailed = len(scene.mail.messages)
    await desk.reset(door.application)
    await scene.runtime.drain()
    assert [message.to for message in scene.mail.messages[mailed:]] == [ana.email]
    (event,) = await scene.log(AuditEventType.OTP_RESET)
    assert (event.actor_id, event.user_id, event.application_id) == (scene.admin.id, ana.id, door.application.id)
    assert (event.ip, event.country) == (OFFICE.ip, OFFICE.country)


async def test_resetting_nothing_removes_nothing_and_mails_nothing(
    scene: Scene, desk: ServiceDesk, ana: UserRecord
) -> None:
    """3.2; M2, E2: an administrator acted, and that is all."""
    mailed = len(scene.mail.messages)
    assert await changed_by(desk.reset) == {"audit_events+"}
    await scene.runtime.drain()
    assert len(scene.mail.messages) == mailed


async def test_a_user_or_an_application_that_is_not_there_is_not_found(
    scene: Scene, desk: ServiceDesk, ana: UserRecord, acme: ApplicationRecord
) -> None:
    """3.2: nothing happens to nobody."""
    nobody = ServiceDesk(scene, UserRecord(**{**vars(ana), "id": new_id()}))
    nowhere = ApplicationRecord(**{**vars(acme), "id": new_id()})

    async def reset() -> None:
        assert isinstance(await nobody.reset(), SubjectMissing)
        assert isinstance(await desk.reset(nowhere), SubjectMissing)

    assert await changed_by(reset) == set()


async def test_parallel_resets_and_logins_leave_the_count_of_bindings_right(
    scene: Scene, door: Door, desk: ServiceDesk, app: Authenticator
) -> None:
    """3.2; M2, C3: the number that is asked about stays exact."""
    outcomes = await at_once(6, lambda _: desk.reset(door.application))
    assert sum(each.removed_bindings for each in outcomes if isinstance(each, BindingsReset)) == 1
    assert (await scene.factor(door.application, OTP)).binding_count == 0
