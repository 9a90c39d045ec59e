"""Document 1.2, "Disable OTP": a warning with the exact number, then all bindings are gone irreversibly."""

import pytest

from ostiary.policy.audit import AuditEventType
from ostiary.policy.vocabulary import FactorKind
from ostiary.services.outcomes import (
    BindingMissing,
    FactorDisabled,
    FactorsSaved,
    LoginCompleted,
    LoginPending,
    RemovalUnconfirmed,
)
from ostiary.services.user_security import set_mfa_bypass
from ostiary.store.bindings import bindings_of
from ostiary.store.records import ApplicationRecord, UserRecord
from ostiary.store.sealing import SealBrokenError
from ostiary.store.statements import rows_of
from tests.support.config_desk import ConfigDesk
from tests.support.door import Door
from tests.support.rows import changed_by
from tests.support.scene import OFFICE, Scene

OTP, EMAIL = FactorKind.OTP, FactorKind.EMAIL


@pytest.fixture
def desk(scene: Scene, acme: ApplicationRecord) -> ConfigDesk:
    return ConfigDesk(scene, acme, scene.admin)


async def off_and_on(scene: Scene, acme: ApplicationRecord) -> None:
    await scene.switch(acme, off=[OTP])
    await scene.switch(acme, on=[OTP])


async def test_saving_off_asks_first_with_the_exact_number_and_changes_nothing(
    scene: Scene, desk: ConfigDesk, door: Door
) -> None:
    """1.2 "A pop-up warning will appear"; C3: BindingRemovalUnconfirmed with their exact number."""
    for number in range(3):
        await door.bind(await scene.user(f"user{number}@example.com", desk.application))
    await desk.toggle(OTP, False)

    async def save() -> None:
        assert await desk.save() == RemovalUnconfirmed(3)

    assert await changed_by(save) == set()


async def test_without_bindings_there_is_nothing_to_ask(desk: ConfigDesk) -> None:
    """1.2; C3: only live bindings are asked about."""
    await desk.toggle(OTP, False)
    assert await desk.save() == FactorsSaved(desk.application, 0)


async def test_confirmed_all_bindings_are_gone_and_the_password_is_enough(
    scene: Scene, desk: ConfigDesk, door: Door, ana: UserRecord
) -> None:
    """1.2 "disabling will remove all bindings irreversibly"; C3. L2: no factor, no second step. E2."""
    await door.bind(ana)
    await desk.toggle(OTP, False)
    assert await desk.save(is_removal_confirmed=True) == FactorsSaved(desk.application, 1)
    assert (await bindings_of([ana.id]))[ana.id] == []
    assert isinstance(await door.password(ana), LoginCompleted)
    event = (await scene.log(AuditEventType.FACTORS_SAVED))[-1]
    assert event.details == (("OTP", "off"), ("removedBindings", "1"))


async def test_turning_off_costs_the_same_whatever_the_number_of_bindings(
    scene: Scene, desk: ConfigDesk, door: Door, ana: UserRecord
) -> None:
    """1.2; C3: in time that does not grow with their number, since no row of theirs is touched."""
    await door.bind(ana)
    await door.bind(await scene.user("bob@example.com", desk.application))
    await desk.toggle(OTP, False)
    touched = await changed_by(lambda: desk.save(is_removal_confirmed=True))
    columns = {"is_enabled", "version", "epoch", "binding_count", "wrapped_key", "saved_at"}
    assert touched == {f"factors.{column}" for column in columns} | {"audit_events+", "staged_toggles-"}


async def test_turned_on_again_everybody_binds_anew(
    scene: Scene, acme: ApplicationRecord, door: Door, ana: UserRecord
) -> None:
    """1.2, 3.3 "If the application toggles a factor off and on again, the user will need to re-bind"; C3."""
    app = await door.bind(ana)
    await off_and_on(scene, acme)
    pending = await door.password(ana)
    assert isinstance(pending, LoginPending)
    assert [method.is_bound for method in pending.methods] == [False]
    assert isinstance(await door.verify(pending.token, app.code_at(scene.hands.now)), BindingMissing)
    assert (await door.offer(pending.token)).key != app.key


async def test_a_row_brought_back_from_a_backup_opens_nothing(
    scene: Scene, acme: ApplicationRecord, door: Door, ana: UserRecord
) -> None:
    """1.2; C3: no row, backup key or later "on" brings one back: fail closed, and nothing is accepted."""
    app = await door.bind(ana)
    await off_and_on(scene, acme)
    await rows_of("UPDATE bindings SET epoch = epoch + 1 RETURNING id")
    token = await door.challenge(ana)
    with pytest.raises(SealBrokenError):
        await door.verify(token, app.code_at(scene.hands.now))
    assert len(await scene.log(AuditEventType.LOGIN)) == 1


async def test_a_secret_offered_before_off_and_on_is_dead(
    scene: Scene, acme: ApplicationRecord, door: Door, ana: UserRecord
) -> None:
    """1.2; C3, L4: also a binding that was only begun. Nothing is charged, and a new secret is offered."""
    token = await door.challenge(ana)
    before = await door.offer(token)
    email_code = await door.mailed_code(token, ana)
    await off_and_on(scene, acme)
    confirmed = await door.confirm(token, before.code_at(scene.hands.now), email_code)
    assert confirmed == BindingMissing()
    assert (await scene.seen(ana)).lockout.unaccepted_attempts == 0
    after = await door.offer(token)
    assert after.key != before.key
    assert isinstance(await door.confirm(token, after.code_at(scene.hands.now), email_code), LoginCompleted)


async def test_a_factor_turned_off_during_a_login_is_unavailable_and_charges_nothing(
    scene: Scene, acme: ApplicationRecord, door: Door, ana: UserRecord
) -> None:
    """1.2; L4: a factor turned off meanwhile: FactorUnavailable."""
    app = await door.bind(ana)
    token = await door.challenge(ana)
    await scene.switch(acme, off=[OTP])
    seen = await scene.log()

    async def verify() -> None:
        assert await door.verify(token, app.code_at(scene.hands.now)) == FactorDisabled()

    assert await changed_by(verify) == {"audit_events+"}
    assert await scene.logged_since(seen) == [("SECONDARY_AUTHENTICATION_OTP", "FAILURE", "FACTOR_UNAVAILABLE")]


async def test_other_applications_and_other_factors_keep_their_bindings(
    scene: Scene, acme: ApplicationRecord, door: Door
) -> None:
    """1.2; C3: other applications keep theirs. C4: factors are independent."""
    other = await scene.application(OTP, client_id="other")
    await scene.switch(acme, on=[EMAIL])
    user = await scene.user("eve@example.com", acme, other)
    await door.bind(user)
    await Door(scene, other).bind(user)
    token = await door.challenge(user)
    assert isinstance(await door.verify(token, await door.mailed_code(token, user), EMAIL), LoginCompleted)
    assert await scene.switch(acme, off=[OTP]) == 1
    left = [(each.application_id, each.kind) for each in (await bindings_of([user.id]))[user.id]]
    assert left == [(other.id, OTP), (acme.id, EMAIL)]


async def test_a_bypassed_user_loses_the_binding_like_everybody(
    scene: Scene, acme: ApplicationRecord, door: Door, ana: UserRecord
) -> None:
    """1.2, 3.3; M3: C3 knows no bypass."""
    await door.bind(ana)
    await set_mfa_bypass(scene.runtime, scene.admin.id, ana.id, True, OFFICE)
    assert await scene.switch(acme, off=[OTP]) == 1
    assert (await bindings_of([ana.id]))[ana.id] == []


async def test_email_bindings_are_counted_and_removed_alike(
    scene: Scene, acme: ApplicationRecord, door: Door, ana: UserRecord
) -> None:
    """1.2; C3, D3: the email factor's bindings are recorded, asked about and removed like OTP's."""
    await scene.switch(acme, on=[EMAIL])
    token = await door.challenge(ana)
    await door.verify(token, await door.mailed_code(token, ana), EMAIL)
    desk = ConfigDesk(scene, acme, scene.admin)
    await desk.toggle(EMAIL, False)
    assert await desk.save() == RemovalUnconfirmed(1)
    assert await desk.save(is_removal_confirmed=True) == FactorsSaved(acme, 1)
