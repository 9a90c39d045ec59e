"""However few users a filter leaves of however many: short statements, and counting that stops (decision 0017)."""

from typing import Any

import pytest

from ostiary.policy.vocabulary import FactorKind
from ostiary.store import pages, user_list
from ostiary.store.applications import factor_of
from ostiary.store.pages import Count, PageWanted, Position
from ostiary.store.records import ApplicationRecord
from ostiary.store.statements import is_sqlite, rows_of
from ostiary.store.unit_of_work import unit_of_work
from ostiary.store.user_list import UserFilter
from tests.support.many_users import email_of, write_bindings, write_users
from tests.support.passing_time import START
from tests.support.scene import Scene

OTP = FactorKind.OTP
WITH_BINDING = "WHERE EXISTS (SELECT 1 FROM bindings WHERE user_id = users.id)"
USERS, CHUNK = 60, 20
"""Beside the administrator, who is the newest."""


@pytest.fixture
async def shop(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> ApplicationRecord:
    """Where all may sign in, and one in six has bound OTP; six are many here, and looked at twenty at a time."""
    monkeypatch.setattr(user_list, "FEW", 5)
    monkeypatch.setattr(pages, "CHUNK", CHUNK)
    monkeypatch.setattr(pages, "SIFTED_MAX", 2 * CHUNK)
    application = await scene.application(OTP, client_id="shop")
    await write_users(USERS, START, application.id)
    factor = await factor_of(application.id, OTP)
    assert factor is not None
    await write_bindings(factor.id, every=6)
    return application


async def found(narrowed: UserFilter) -> list[str]:
    """Addresses, read a page of seven at a time."""
    emails: list[str] = []
    after = None
    while True:
        page = await user_list.list_users(PageWanted(7, after), START, "", narrowed)
        emails += [user.email for user in page.rows]
        if not page.has_more:
            return emails
        after = Position(page.rows[-1].created_at, page.rows[-1].id)


async def counted(narrowed: UserFilter) -> Count:
    return await (await user_list.list_users(PageWanted(1), START, "", narrowed)).total.count()


async def test_chunk_by_chunk_the_same_are_found_in_the_same_order(shop: ApplicationRecord) -> None:
    everybody = [email_of(number) for number in range(USERS, 0, -1)]
    bound = [row["email"] for row in await rows_of(f"SELECT email FROM users {WITH_BINDING} ORDER BY created_at DESC")]
    assert len(bound) == 10
    assert await found(UserFilter(bound=OTP)) == await found(UserFilter(bound=OTP, application_id=shop.id)) == bound
    assert await found(UserFilter(application_id=shop.id)) == everybody
    rest = [each for each in everybody if each not in bound]
    assert await found(UserFilter(unbound=OTP, application_id=shop.id)) == rest
    assert [each for each in await found(UserFilter(unbound=OTP)) if each in everybody] == rest
    assert await found(UserFilter(bound=OTP, unbound=OTP)) == []


@pytest.mark.parametrize(("many", "statements"), [(5, 2 * 3 + 2 * 4), (10, 2 * 3 + 1)])
async def test_no_statement_looks_at_more_users_than_a_chunk(
    shop: ApplicationRecord, monkeypatch: pytest.MonkeyPatch, many: int, statements: int
) -> None:
    """Nobody fits: 42 users are looked at, 2 first and then 20 at a time; then all, or those ten that are bound."""
    monkeypatch.setattr(user_list, "MANY", many)
    asked: list[str] = []

    async def noted(sql: str, *values: Any) -> Any:
        asked.append(sql)
        return await rows_of(sql, *values)

    monkeypatch.setattr(pages, "rows_of", noted)
    assert await found(UserFilter(bound=OTP, unbound=OTP)) == []
    assert len(asked) == statements, "for each chunk: where it ends, and who fits"


async def test_few_members_are_sorted_and_no_planner_walks_all_users_to_meet_them(
    shop: ApplicationRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though it were told that sorting is dear: they may all be old."""
    monkeypatch.setattr(user_list, "FEW", 100)
    plans: list[str] = []

    async def explained(sql: str, *values: Any) -> Any:
        async with unit_of_work():
            if is_sqlite():
                plan = await rows_of(f"EXPLAIN QUERY PLAN {sql}", *values)
            else:
                await rows_of("SELECT set_config('enable_sort', 'off', true)")
                plan = await rows_of(f"EXPLAIN {sql}", *values)
        plans.extend(str(value) for row in plan for value in row.values())
        return await rows_of(sql, *values)

    monkeypatch.setattr(pages, "rows_of", explained)
    assert len(await found(UserFilter(bound=OTP))) == 10
    assert plans
    assert "users_by_age" not in " ".join(plans)


async def test_counting_is_exact_from_the_side_of_few_members(shop: ApplicationRecord) -> None:
    """Though these are spread over more users than are looked at."""
    assert await counted(UserFilter(bound=OTP)) == Count(10, is_exact=True)
    assert await counted(UserFilter(bound=OTP, application_id=shop.id)) == Count(10, is_exact=True)
    assert await counted(UserFilter(bound=OTP, is_bypassed=False)) == Count(10, is_exact=True)
    await rows_of(f"UPDATE users SET is_bypassed = TRUE {WITH_BINDING} AND email LIKE '%0@%' RETURNING id")
    bypassed = len(await rows_of("SELECT id FROM users WHERE is_bypassed"))
    assert 0 < bypassed < 10
    assert await counted(UserFilter(bound=OTP, is_bypassed=False)) == Count(10 - bypassed, is_exact=True)


async def test_counting_many_members_stops_and_says_so(
    shop: ApplicationRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "COUNT_MAX", 8)
    assert await counted(UserFilter(bound=OTP)) == Count(8, is_exact=False)
    assert await counted(UserFilter(application_id=shop.id)) == Count(8, is_exact=False)
    monkeypatch.setattr(user_list, "MANY", 7)
    assert await counted(UserFilter(bound=OTP)) == Count(8, is_exact=False), "eight rows name eight users"
    assert (await counted(UserFilter(bound=OTP, is_bypassed=False))).rows < 8, "of the newest users"


async def test_counting_who_has_bound_nothing_stops_at_the_users_looked_at(shop: ApplicationRecord) -> None:
    newest = f"(SELECT id FROM users ORDER BY created_at DESC, id DESC LIMIT {2 * CHUNK}) AS users"
    bound = len(await rows_of(f"SELECT id FROM {newest} {WITH_BINDING}"))
    assert await counted(UserFilter(unbound=OTP)) == Count(2 * CHUNK - bound, is_exact=False)


async def test_a_large_group_by_itself_is_counted_by_its_own_rows(
    shop: ApplicationRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No user is looked at for it."""
    monkeypatch.setattr(pages, "COUNT_MAX", 8)
    for narrowed in (UserFilter(bound=OTP), UserFilter(application_id=shop.id)):
        page = await user_list.list_users(PageWanted(1), START, "", narrowed)
        monkeypatch.setattr(pages, "rows_of", None)
        assert await page.total.count() == Count(8, is_exact=False)
        monkeypatch.setattr(pages, "rows_of", rows_of)


async def test_where_nobody_has_bound_a_factor_no_user_is_looked_at_for_who_has_not(
    shop: ApplicationRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    async def noted(sql: str, *values: Any) -> Any:
        asked.append(sql)
        return await rows_of(sql, *values)

    monkeypatch.setattr(pages, "rows_of", noted)
    assert len(await found(UserFilter(unbound=FactorKind.EMAIL))) == USERS + 1
    assert not [sql for sql in asked if "bindings" in sql]
