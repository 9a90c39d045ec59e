"""The user list's filters on both engines: who is found, in which order, and by which index."""

import dataclasses
from datetime import timedelta

import pytest

from ostiary.policy.vocabulary import FactorKind, Role
from ostiary.store import user_list
from ostiary.store.database import Database
from ostiary.store.pages import Count, PageWanted, Position
from ostiary.store.records import ApplicationRecord
from ostiary.store.statements import rows_of
from ostiary.store.unit_of_work import unit_of_work
from ostiary.store.user_list import UserFilter
from tests.support.door import Door
from tests.support.passing_time import Hands
from tests.support.scene import Scene
from tests.support.service_desk import ServiceDesk

OTP, EMAIL = FactorKind.OTP, FactorKind.EMAIL
TICK = timedelta(microseconds=1)


@pytest.fixture(params=[user_list.FEW, 0], ids=["few", "many"])
def few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of asking must find the same."""
    monkeypatch.setattr(user_list, "FEW", request.param)


@pytest.fixture
async def acme(scene: Scene) -> ApplicationRecord:
    return await scene.application(OTP)


@pytest.fixture
async def shop(scene: Scene) -> ApplicationRecord:
    return await scene.application(OTP, client_id="shop")


async def found(hands: Hands, narrowed: UserFilter, search: str = "") -> list[str]:
    """Names, newest first, read a page of two at a time."""
    names: list[str] = []
    after = None
    while True:
        page = await user_list.list_users(PageWanted(2, after), hands.now, search, narrowed)
        names += [user.email.partition("@")[0] for user in page.rows]
        if not page.has_more:
            assert Count(len(names), is_exact=True) == await page.total.count()
            return names
        after = Position(page.rows[-1].created_at, page.rows[-1].id)


async def test_bound_is_who_has_a_living_binding_and_unbound_everybody_else(
    scene: Scene, acme: ApplicationRecord, shop: ApplicationRecord, few: None
) -> None:
    """M1, D3, C3."""
    ana, ben, eve = [await scene.user(f"{name}@example.com", acme, shop) for name in ("ana", "ben", "eve")]
    for user, application in ((ana, acme), (ben, acme), (ben, shop), (eve, shop)):
        await Door(scene, application).bind(user)
    hands = scene.hands
    assert await found(hands, UserFilter(bound=OTP)) == ["eve", "ben", "ana"]
    assert await found(hands, UserFilter(unbound=OTP)) == ["admin"]
    assert await found(hands, UserFilter(bound=EMAIL)) == []
    assert await found(hands, UserFilter(bound=OTP, application_id=acme.id)) == ["ben", "ana"]
    assert await found(hands, UserFilter(unbound=OTP, application_id=acme.id)) == ["eve"]
    await scene.switch(acme, off=[OTP])
    await scene.switch(acme, on=[OTP])
    assert await found(hands, UserFilter(bound=OTP)) == ["eve", "ben"]
    assert await found(hands, UserFilter(unbound=OTP)) == ["ana", "admin"]


async def test_bypassed_is_who_is_bypassed_now(scene: Scene) -> None:
    """M3: after its end a bypass is none."""
    ana, ben = [await scene.user(f"{name}@example.com") for name in ("ana", "ben")]
    await ServiceDesk(scene, ana).bypass(True, until=scene.hands.now + TICK)
    await ServiceDesk(scene, ben).bypass(True)
    assert await found(scene.hands, UserFilter(is_bypassed=True)) == ["ben", "ana"]
    assert await found(scene.hands, UserFilter(is_bypassed=False)) == ["admin"]
    scene.hands.now += TICK
    assert await found(scene.hands, UserFilter(is_bypassed=True)) == ["ben"]
    assert await found(scene.hands, UserFilter(is_bypassed=False)) == ["ana", "admin"]


async def test_locked_is_who_is_locked_now(scene: Scene, acme: ApplicationRecord) -> None:
    """A2, A3: the end of the hour belongs to the free side."""
    ana = await scene.user("ana@example.com", acme)
    door = Door(scene, acme)
    await door.miss(ana, await door.bind(ana), 6)
    assert await found(scene.hands, UserFilter(is_locked=True)) == ["ana"]
    assert await found(scene.hands, UserFilter(is_locked=False)) == ["admin"]
    scene.hands.move(hours=1)
    assert await found(scene.hands, UserFilter(is_locked=True)) == []
    assert await found(scene.hands, UserFilter(is_locked=False)) == ["ana", "admin"]


async def test_roles_and_application_and_search_narrow_together(
    scene: Scene, acme: ApplicationRecord, few: None
) -> None:
    """D1, D2."""
    await scene.user("ana@example.com", acme)
    await scene.user("eve@example.com", acme, role=Role.AUDITOR)
    hands = scene.hands
    assert await found(hands, UserFilter(roles=(Role.ADMIN, Role.AUDITOR))) == ["eve", "admin"]
    assert await found(hands, UserFilter(roles=())) == []
    assert await found(hands, UserFilter(application_id=acme.id)) == ["eve", "ana"]
    assert await found(hands, UserFilter(application_id=acme.id, roles=(Role.AUDITOR,)), "EVE@") == ["eve"]
    assert await found(hands, UserFilter(application_id=acme.id, roles=(Role.AUDITOR,)), "ana") == []
    everything = UserFilter(bound=OTP, unbound=OTP, is_bypassed=True, is_locked=True, roles=(Role.ADMIN,))
    assert await found(hands, dataclasses.replace(everything, application_id=acme.id), "a") == []


@pytest.mark.parametrize(
    ("narrowed", "index"),
    [
        (UserFilter(), "users_by_age"),
        (UserFilter(is_bypassed=True), "users_bypassed"),
        (UserFilter(is_locked=True), "users_locked"),
    ],
)
async def test_a_page_is_read_off_an_index_in_its_order_without_sorting(
    database: Database, hands: Hands, narrowed: UserFilter, index: str
) -> None:
    """However many users there are: what the engines plan when scans and sorts are dear."""
    conditions = await user_list.conditions_of(narrowed, hands.now)
    where = " AND ".join(conditions.sql) or "TRUE"
    query = f"SELECT id FROM users WHERE {where} ORDER BY created_at DESC, id DESC LIMIT 21"
    async with unit_of_work():
        if database.address.is_sqlite:
            plan = await rows_of(f"EXPLAIN QUERY PLAN {query}", *conditions.values)
        else:
            await rows_of("SELECT set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true)")
            plan = await rows_of(f"EXPLAIN {query}", *conditions.values)
    said = " ".join(str(value) for row in plan for value in row.values())
    assert index in said
    assert "Sort" not in said
    assert "TEMP B-TREE" not in said
