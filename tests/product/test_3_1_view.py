"""Document 3.1, "View OTP Binding Status": a row for each binding, none for a factor without one (M1)."""

from ostiary.policy.vocabulary import FactorKind
from ostiary.store.records import ApplicationRecord, UserRecord
from tests.support.door import Door
from tests.support.scene import Scene
from tests.support.service_desk import ServiceDesk

OTP, EMAIL = FactorKind.OTP, FactorKind.EMAIL


async def test_a_user_who_has_bound_nothing_shows_no_row(door: Door, desk: ServiceDesk, ana: UserRecord) -> None:
    """3.1; M1: a factor with no binding shows none, a binding that was only begun included."""
    await door.offer(await door.challenge(ana))
    assert await desk.rows() == []


async def test_a_bound_user_shows_when_and_where(scene: Scene, door: Door, desk: ServiceDesk, ana: UserRecord) -> None:
    """3.1 "an OTP row appears"; M1: factor, application, bound at, last used at."""
    bound_at = scene.hands.now
    app = await door.bind(ana)
    scene.hands.move(days=3)
    await door.verify(await door.challenge(ana), app.code_at(scene.hands.now))
    (row,) = await desk.rows()
    assert (row.kind, row.application_id, row.bound_at, row.last_used_at) == (
        OTP,
        door.application.id,
        bound_at,
        scene.hands.now,
    )


async def test_a_wrong_code_is_no_use(scene: Scene, door: Door, desk: ServiceDesk, ana: UserRecord) -> None:
    """3.1; M1: last used is last accepted."""
    app, bound_at = await door.bind(ana), scene.hands.now
    await door.miss(ana, app, 2)
    (row,) = await desk.rows()
    assert row.last_used_at is not None
    assert row.last_used_at < bound_at


async def test_every_application_and_factor_has_a_row_of_its_own(
    scene: Scene, acme: ApplicationRecord, door: Door
) -> None:
    """3.1; M1, D3: one row per binding."""
    other = await scene.application(OTP, EMAIL, client_id="other")
    eve = await scene.user("eve@example.com", acme, other)
    await door.bind(eve)
    await Door(scene, other).bind(eve)
    token = await Door(scene, other).challenge(eve)
    await Door(scene, other).verify(token, await Door(scene, other).mailed_code(token, eve), EMAIL)
    rows = await ServiceDesk(scene, eve).rows()
    assert [(row.application_id, row.kind) for row in rows] == [
        (acme.id, OTP),
        (other.id, OTP),
        (other.id, EMAIL),
    ]


async def test_a_factor_that_was_turned_off_shows_no_row(
    scene: Scene, acme: ApplicationRecord, door: Door, desk: ServiceDesk, ana: UserRecord
) -> None:
    """3.1, 1.2; C3, M1: its bindings are gone, whatever rows are left to sweep."""
    await door.bind(ana)
    await scene.switch(acme, off=[OTP])
    await scene.switch(acme, on=[OTP])
    assert await desk.rows() == []
