"""Document 3.3, "Global bypass switch": the user bypasses all MFA, and reverts to the application's rules (M3, M4)."""

import pytest

from ostiary.policy.audit import AuditEventType
from ostiary.policy.bypass import is_bypassed
from ostiary.policy.vocabulary import FactorKind
from ostiary.services.outcomes import BindingMissing, LoginCompleted, LoginPending
from ostiary.store.records import ApplicationRecord, UserRecord
from tests.support.authenticator import Authenticator
from tests.support.door import Door
from tests.support.rows import changed_by
from tests.support.scene import Scene
from tests.support.service_desk import ServiceDesk

OTP, EMAIL = FactorKind.OTP, FactorKind.EMAIL


@pytest.fixture
async def app(door: Door, ana: UserRecord) -> Authenticator:
    return await door.bind(ana)


async def test_a_bypassed_user_needs_the_password_only_in_every_application(
    scene: Scene, acme: ApplicationRecord
) -> None:
    """3.3 "the user bypasses all MFA (including OTP and email verification)"; M3, L2."""
    other = await scene.application(OTP, EMAIL, client_id="other")
    eve = await scene.user("eve@example.com", acme, other)
    await ServiceDesk(scene, eve).bypass(True)
    for application in (acme, other):
        completed = await Door(scene, application).password(eve)
        assert isinstance(completed, LoginCompleted)
        assert completed.amr == ("pwd",)


async def test_it_concerns_nobody_else(scene: Scene, door: Door, desk: ServiceDesk) -> None:
    """3.3; M3: a per-user switch."""
    await desk.bypass(True)
    ben = await scene.user("ben@example.com", door.application)
    assert isinstance(await door.password(ben), LoginPending)


async def test_bindings_stay_and_hold_again_from_the_next_login(
    scene: Scene, door: Door, desk: ServiceDesk, ana: UserRecord, app: Authenticator
) -> None:
    """3.3 "must perform secondary verification on next login"; M3: bindings stay as they are."""
    set_by = {"users.bypassed_at", "users.bypassed_by_id"}
    touched = await changed_by(lambda: desk.bypass(True))
    assert touched - {"mail_delivery.last_delivered_at"} == {"users.is_bypassed", "audit_events+"} | set_by
    await door.password(ana)
    lifted = {"users.is_bypassed", "audit_events+", "sessions-"}
    assert await changed_by(lambda: desk.bypass(False)) == lifted | set_by
    assert isinstance(await door.verify(await door.challenge(ana), app.code_at(scene.hands.now)), LoginCompleted)


async def test_lifted_it_ends_the_sessions_that_lived_by_it_and_no_others(
    scene: Scene, door: Door, desk: ServiceDesk, ana: UserRecord, app: Authenticator
) -> None:
    """3.3; M3; design, "bypass … ends sessions": who proved a second step, or was asked for none, goes on."""
    free = Door(scene, await scene.application(client_id="free"))
    ben = await scene.user("ben@example.com", door.application, free.application)
    await ServiceDesk(scene, ben).bypass(True)
    other = await door.password(ben)
    scene.hands.move(seconds=app.period)
    proven = await door.verify(await door.challenge(ana), app.code_at(scene.hands.now))
    await desk.bypass(True)
    bypassed = await door.password(ana)
    asked_for_none = await free.password(ben)
    await desk.bypass(False)
    for completed, goes_on in ((proven, True), (bypassed, False), (other, True), (asked_for_none, True)):
        assert isinstance(completed, LoginCompleted)
        assert (await door.viewer(completed) is not None) is goes_on
    await ServiceDesk(scene, ben).bypass(False)
    assert isinstance(other, LoginCompleted)
    assert isinstance(asked_for_none, LoginCompleted)
    assert await door.viewer(other) is None
    assert await door.viewer(asked_for_none) is not None
    off = [event for event in await scene.log(AuditEventType.MFA_BYPASS_SET) if ("bypass", "off") in event.details]
    assert [event.details for event in off] == [(("bypass", "off"), ("endedSessions", "1"))] * 2


async def test_a_factor_turned_off_and_on_meanwhile_must_be_bound_again(
    scene: Scene, acme: ApplicationRecord, door: Door, desk: ServiceDesk, ana: UserRecord, app: Authenticator
) -> None:
    """3.3 "If the application toggles a factor off and on again, the user will need to re-bind"; M3, C3."""
    await desk.bypass(True)
    await scene.switch(acme, off=[OTP])
    await scene.switch(acme, on=[OTP])
    await desk.bypass(False)
    answered = await door.verify(await door.challenge(ana), app.code_at(scene.hands.now))
    assert answered == BindingMissing()


async def test_both_directions_are_logged_with_who_did_it(scene: Scene, desk: ServiceDesk, ana: UserRecord) -> None:
    """3.3; E2."""
    await desk.bypass(True)
    await desk.bypass(False)
    events = await scene.log(AuditEventType.MFA_BYPASS_SET)
    assert [(event.user_id, event.actor_id, event.details) for event in events] == [
        (ana.id, scene.admin.id, (("bypass", "on"),)),
        (ana.id, scene.admin.id, (("bypass", "off"),)),
    ]


async def test_turning_it_on_is_announced_to_the_user(scene: Scene, desk: ServiceDesk, ana: UserRecord) -> None:
    """3.3; M4: turning the bypass on is announced to the user by mail."""
    await desk.bypass(True)
    await scene.runtime.drain()
    assert len(scene.mail.to(ana.email)) == 1


async def test_setting_what_is_set_already_changes_and_announces_nothing(
    scene: Scene, desk: ServiceDesk, ana: UserRecord
) -> None:
    """3.3; M4, E2."""
    await desk.bypass(True)
    await scene.runtime.drain()
    assert await changed_by(lambda: desk.bypass(True)) == set()
    await scene.runtime.drain()
    assert len(scene.mail.to(ana.email)) == 1


async def test_mail_that_fails_holds_up_no_switch(scene: Scene, desk: ServiceDesk, ana: UserRecord) -> None:
    """3.3; M4: mail leaves after the commit."""
    scene.mail.is_refusing = True
    await desk.bypass(True)
    await scene.runtime.drain()
    assert is_bypassed((await scene.seen(ana)).bypass, scene.hands.now)
