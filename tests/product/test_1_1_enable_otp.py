"""Document 1.1, "Enable OTP": toggle, save, and from then on users need a code."""

import pytest

from ostiary.policy.audit import AuditEventType
from ostiary.policy.vocabulary import FactorKind, Role
from ostiary.services.outcomes import EditConflict, FactorsSaved, LoginCompleted, LoginPending, MailFailed, MethodView
from ostiary.store.mail_ledger import mail_delivery
from ostiary.store.records import ApplicationRecord, UserRecord
from tests.support.config_desk import ConfigDesk
from tests.support.door import Door
from tests.support.rows import changed_by
from tests.support.scene import Scene, brief

OTP, EMAIL = FactorKind.OTP, FactorKind.EMAIL


@pytest.fixture
async def plain(scene: Scene) -> ApplicationRecord:
    """An application with both factors off."""
    return await scene.application(client_id="plain")


@pytest.fixture
async def li(scene: Scene, plain: ApplicationRecord) -> ConfigDesk:
    return ConfigDesk(scene, plain, scene.admin)


@pytest.fixture
async def wu(scene: Scene, plain: ApplicationRecord) -> ConfigDesk:
    return ConfigDesk(scene, plain, await scene.user("wu@example.com", role=Role.ADMIN))


@pytest.fixture
async def bob(scene: Scene, plain: ApplicationRecord) -> UserRecord:
    return await scene.user("bob@example.com", plain)


async def test_an_application_begins_with_both_factors_off_and_a_password_is_enough(
    scene: Scene, li: ConfigDesk, bob: UserRecord
) -> None:
    """1.1; L2: no factor enabled, the login is complete."""
    assert await li.saved() == {"OTP": False, "EMAIL": False}
    completed = await Door(scene, li.application).password(bob)
    assert isinstance(completed, LoginCompleted)
    assert completed.amr == ("pwd",)


async def test_toggling_changes_nothing_for_anybody(scene: Scene, li: ConfigDesk, bob: UserRecord) -> None:
    """1.1; C1: nothing changes until Save. L4: nothing staged counts."""
    assert await changed_by(lambda: li.toggle(OTP, True)) == {"staged_toggles+"}
    assert isinstance(await Door(scene, li.application).password(bob), LoginCompleted)


async def test_after_save_a_code_is_required_after_the_password(scene: Scene, li: ConfigDesk, bob: UserRecord) -> None:
    """1.1: users will be required to enter an OTP dynamic code after successful password verification."""
    await li.toggle(OTP, True)
    assert await li.save() == FactorsSaved(li.application, 0)
    pending = await Door(scene, li.application).password(bob)
    assert isinstance(pending, LoginPending)
    assert pending.methods == (MethodView(OTP, False, "b•••@example.com"),)


async def test_a_staged_toggle_is_seen_by_its_author_alone(li: ConfigDesk, wu: ConfigDesk) -> None:
    """1.1; C1: seen by its author alone; another administrator's Save does not apply it."""
    await li.toggle(OTP, True)
    assert (await li.staged(), await wu.staged()) == ({"OTP": True}, {})
    assert await wu.save() == FactorsSaved(li.application, 0)
    assert await li.saved() == {"OTP": False, "EMAIL": False}
    assert await li.staged() == {"OTP": True}


async def test_a_staged_toggle_can_be_discarded(li: ConfigDesk, wu: ConfigDesk) -> None:
    """1.1; C1: can be discarded, by its author, for its application."""
    await li.toggle(OTP, True)
    await wu.toggle(EMAIL, True)
    await li.discard()
    assert (await li.staged(), await wu.staged()) == ({}, {"EMAIL": True})


async def test_a_switch_that_is_turned_back_stages_nothing(li: ConfigDesk) -> None:
    """1.1; C1: a toggle to what is saved anyway is no change."""
    await li.toggle(OTP, True)
    assert await changed_by(lambda: li.toggle(OTP, False)) == {"staged_toggles-"}
    assert await changed_by(li.save) == set()


async def test_save_applies_both_switches_at_once_and_in_one_event(scene: Scene, li: ConfigDesk) -> None:
    """1.1; C2: all of the author's staged toggles in one transaction. E2: with the actor."""
    await li.toggle(EMAIL, True)
    await li.toggle(OTP, True)
    await li.save()
    assert await li.saved() == {"OTP": True, "EMAIL": True}
    (event,) = await scene.log(AuditEventType.FACTORS_SAVED)
    assert brief(event) == ("FACTORS_SAVED", "SUCCESS", None)
    assert (event.actor_id, event.application_id) == (li.author.id, li.application.id)
    assert event.details == (("OTP", "on"), ("EMAIL", "on"))
    assert await li.staged() == {}


async def test_a_factor_saved_by_somebody_else_meanwhile_is_a_conflict_and_nothing_is_applied(
    li: ConfigDesk, wu: ConfigDesk
) -> None:
    """1.1; C2: EditConflict, nothing applied, the other factor's toggle included."""
    await li.toggle(OTP, True)
    await li.toggle(EMAIL, True)
    await wu.toggle(EMAIL, True)
    await wu.save()

    async def save() -> None:
        outcome = await li.save()
        assert isinstance(outcome, EditConflict)
        assert (outcome.factor.kind, outcome.factor.saved_by_id) == (EMAIL, wu.author.id)

    assert await changed_by(save) == set()
    assert await li.saved() == {"OTP": False, "EMAIL": True}


async def test_after_a_conflict_toggling_anew_can_be_saved(li: ConfigDesk, wu: ConfigDesk) -> None:
    """1.1; C2: the conflict is with what was seen; whoever looks again may save."""
    await li.toggle(OTP, True)
    await wu.toggle(OTP, True)
    await wu.save()
    assert isinstance(await li.save(), EditConflict)
    await li.discard()
    await li.toggle(OTP, False)
    assert await li.save() == FactorsSaved(li.application, 0)


async def test_factors_are_independent_and_otp_comes_first(scene: Scene, li: ConfigDesk, bob: UserRecord) -> None:
    """1.1 "Both factors can be toggled independently"; C4: the display order is OTP, EMAIL."""
    await li.toggle(EMAIL, True)
    await li.save()
    assert await li.saved() == {"OTP": False, "EMAIL": True}
    await li.toggle(OTP, True)
    await li.save()
    pending = await Door(scene, li.application).password(bob)
    assert isinstance(pending, LoginPending)
    assert [method.kind for method in pending.methods] == [OTP, EMAIL]


async def test_one_application_follows_its_own_switches(scene: Scene, li: ConfigDesk) -> None:
    """1.1; C1, D1: other applications are not concerned."""
    other = await scene.application(client_id="other")
    user = await scene.user("eve@example.com", li.application, other)
    await li.toggle(OTP, True)
    await li.save()
    assert isinstance(await Door(scene, other).password(user), LoginCompleted)


async def test_mail_that_does_not_work_forbids_nothing_and_is_known(
    scene: Scene, li: ConfigDesk, bob: UserRecord
) -> None:
    """1.1; C5: the console warns beside the switch; it does not forbid."""
    scene.mail.is_configured = False
    await li.toggle(OTP, True)
    assert await li.save() == FactorsSaved(li.application, 0)
    scene.mail.is_configured, scene.mail.is_refusing = True, True
    door = Door(scene, li.application)
    assert isinstance(await door.send(await door.challenge(bob)), MailFailed)
    assert (await mail_delivery()).last_failed_at == scene.hands.now
