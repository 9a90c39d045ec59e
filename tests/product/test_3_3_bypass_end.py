"""Document 3.3: a bypass with a reason and an end; after it the rules hold by themselves (M3, L4)."""

from datetime import timedelta

import pytest

from ostiary.policy.audit import AuditEventType
from ostiary.policy.bypass import Bypass, is_bypassed
from ostiary.policy.vocabulary import FactorKind
from ostiary.services.outcomes import LoginCompleted, LoginPending, OwnAccount
from ostiary.services.user_security import reset_bindings, set_mfa_bypass
from ostiary.store.records import UserRecord
from tests.support.authenticator import Authenticator
from tests.support.crew import at_once
from tests.support.door import Door
from tests.support.rows import changed_by
from tests.support.scene import OFFICE, Scene
from tests.support.service_desk import ServiceDesk

OTP = FactorKind.OTP
TICK = timedelta(microseconds=1)


@pytest.fixture
async def app(door: Door, ana: UserRecord) -> Authenticator:
    return await door.bind(ana)


async def test_up_to_its_end_the_password_is_enough_and_from_then_on_it_is_not(
    scene: Scene, door: Door, desk: ServiceDesk, ana: UserRecord, app: Authenticator
) -> None:
    """3.3; M3, L2: nobody turns anything back, and no job runs."""
    end = scene.hands.now + timedelta(hours=3)
    await desk.bypass(True, until=end)
    scene.hands.now = end - TICK
    assert isinstance(await door.password(ana), LoginCompleted)
    scene.hands.now = end
    assert isinstance(await door.password(ana), LoginPending)
    assert not is_bypassed((await scene.seen(ana)).bypass, scene.hands.now)


async def test_an_end_that_comes_in_the_middle_of_a_challenge_leaves_it_as_it_is(
    scene: Scene, door: Door, desk: ServiceDesk, ana: UserRecord, app: Authenticator
) -> None:
    """3.3; L4: the next accepted step goes through, wrong codes count, an open login needs its code."""
    token = await door.challenge(ana)
    await desk.bypass(True, until=scene.hands.now + timedelta(minutes=2))
    wrong = await door.verify(token, app.wrong_code_at(scene.hands.now))
    assert not isinstance(wrong, LoginCompleted)
    scene.hands.move(minutes=2)
    assert (await scene.seen(ana)).lockout.failed_attempts == 1
    completed = await door.verify(token, app.code_at(scene.hands.now))
    assert isinstance(completed, LoginCompleted)
    assert completed.amr == ("pwd", "otp", "mfa")


async def test_sessions_of_the_bypass_go_on_after_its_end(
    scene: Scene, door: Door, desk: ServiceDesk, ana: UserRecord
) -> None:
    """3.3; M3: the rules hold again from the next login."""
    await desk.bypass(True, until=scene.hands.now + timedelta(minutes=2))
    completed = await door.password(ana)
    scene.hands.move(minutes=2)
    assert isinstance(completed, LoginCompleted)
    assert await door.viewer(completed) is not None


async def test_who_why_since_and_until_are_kept_with_the_user_and_in_the_log(
    scene: Scene, desk: ServiceDesk, ana: UserRecord
) -> None:
    """3.3; E2, ux.md 7."""
    end = scene.hands.now + timedelta(days=1)
    await desk.bypass(True, "Phone at the repair shop", end)
    assert (await scene.seen(ana)).bypass == Bypass(scene.hands.now, scene.admin.id, "Phone at the repair shop", end)
    await desk.bypass(False, "Phone is back")
    assert (await scene.seen(ana)).bypass is None
    events = await scene.log(AuditEventType.MFA_BYPASS_SET)
    assert [event.details for event in events] == [
        (("bypass", "on"), ("until", end.isoformat()), ("reason", "Phone at the repair shop")),
        (("bypass", "off"), ("reason", "Phone is back")),
    ]


async def test_another_end_or_reason_is_a_change_and_the_same_is_none(
    scene: Scene, desk: ServiceDesk, ana: UserRecord
) -> None:
    """3.3; M4, E2: what was changed is logged and announced, what was not is neither."""
    end = scene.hands.now + timedelta(days=1)
    await desk.bypass(True, "Lost phone", end)
    await scene.runtime.drain()
    assert await changed_by(lambda: desk.bypass(True, "Lost phone", end)) == set()
    assert "users.bypass_reason" in await changed_by(lambda: desk.bypass(True, "New phone ordered", end))
    assert "users.bypass_ends_at" in await changed_by(lambda: desk.bypass(True, "New phone ordered"))
    await scene.runtime.drain()
    assert len(await scene.log(AuditEventType.MFA_BYPASS_SET)) == 3
    assert len(scene.mail.to(ana.email)) == 3


async def test_a_bypass_that_is_over_is_off_already_and_can_be_set_anew(
    scene: Scene, desk: ServiceDesk, ana: UserRecord
) -> None:
    """3.3; M3."""
    await desk.bypass(True, until=scene.hands.now + timedelta(hours=1))
    await scene.runtime.drain()
    scene.hands.move(hours=1)
    assert await changed_by(lambda: desk.bypass(False)) == set()
    await desk.bypass(True)
    assert (await scene.seen(ana)).bypass == Bypass(scene.hands.now, scene.admin.id)


async def test_of_parallel_equal_wishes_one_is_the_change(scene: Scene, desk: ServiceDesk, ana: UserRecord) -> None:
    """3.3; M4, E2: one event and one mail, in any number of parallel requests."""
    end = scene.hands.now + timedelta(hours=1)
    await at_once(6, lambda _: desk.bypass(True, "Lost phone", end))
    await scene.runtime.drain()
    assert len(await scene.log(AuditEventType.MFA_BYPASS_SET)) == 1
    assert len(scene.mail.to(ana.email)) == 1


async def test_a_bypass_and_a_reset_at_once_both_happen_whole(
    scene: Scene, door: Door, desk: ServiceDesk, ana: UserRecord, app: Authenticator
) -> None:
    """3.2, 3.3; M2, M3: both hold the account's row, so neither undoes half of the other."""
    await at_once(6, lambda number: desk.bypass(True) if number % 2 else desk.reset(door.application))
    assert is_bypassed((await scene.seen(ana)).bypass, scene.hands.now)
    assert await desk.rows() == []
    assert (await scene.factor(door.application, OTP)).binding_count == 0
    assert len(await scene.log(AuditEventType.MFA_BYPASS_SET)) == 1
    assert sorted(dict(event.details)["removedBindings"] for event in await scene.log(AuditEventType.OTP_RESET)) == [
        *("0", "0", "1")
    ]


@pytest.mark.parametrize("is_bypassed_by_another", [False, True])
async def test_nobody_bypasses_or_resets_themselves(scene: Scene, is_bypassed_by_another: bool) -> None:
    """3.2, 3.3; design, "no acting on oneself": in neither direction, and nothing changes."""
    runtime, own = scene.runtime, scene.admin.id
    if is_bypassed_by_another:
        other = await scene.user("other@example.com", role=scene.admin.role)
        await set_mfa_bypass(runtime, other.id, own, True, OFFICE)
        await runtime.drain()

    async def act() -> None:
        for wanted in (True, False):
            assert await set_mfa_bypass(runtime, own, own, wanted, OFFICE) == OwnAccount()
        for kind in FactorKind:
            assert await reset_bindings(runtime, own, own, None, kind, OFFICE) == OwnAccount()

    assert await changed_by(act) == set()
