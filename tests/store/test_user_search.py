"""A part of an address is found on both engines: exactly, newest first, page by page, however few or many there are."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from ostiary.policy.lockout import Lockout
from ostiary.policy.rerunning import Outage
from ostiary.policy.vocabulary import Role
from ostiary.store import user_search
from ostiary.store.accounts import insert_user
from ostiary.store.away import DatabaseAwayError
from ostiary.store.database import Database
from ostiary.store.ids import new_id
from ostiary.store.pages import Conditions, Count, PageWanted, Position
from ostiary.store.records import UserRecord
from ostiary.store.rerunning import is_rerun_due, rerun
from ostiary.store.statements import rows_of
from ostiary.store.user_list import UserFilter, conditions_of, list_users
from tests.support.many_users import email_of, write_users
from tests.support.passing_time import START

USERS = 300
SEARCHES = [
    "smith",
    "@example.com",
    "SMITH",
    "mi",
    "m",
    "+",
    "q",
    "zz",
    "om",
    "17@",
    "branch7.",
    email_of(123),
    "7@branch7.example.com",
    "a_b",
    "100%",
    "!",
    '"',
]
"""Common, rare and absent parts, of one, two and more characters, with what a pattern or a phrase may stumble over."""


@pytest.fixture(params=[(user_search.WALKED, user_search.FEW), (20, 2)], ids=["walked", "looked up"])
def walked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """All ways of asking must find the same."""
    for name, most in zip(("WALKED", "FEW"), request.param, strict=True):
        monkeypatch.setattr(user_search, name, most)


async def all_pages(search: str, narrowed: UserFilter | None = None, first: int = 7) -> list[str]:
    """Addresses, read a page at a time."""
    found: list[str] = []
    after = None
    while True:
        page = await list_users(PageWanted(first, after), START, search, narrowed)
        found += [user.email for user in page.rows]
        if not page.has_more:
            return found
        after = Position(page.rows[-1].created_at, page.rows[-1].id)


async def add(email: str, created_at: datetime) -> None:
    assert await insert_user(UserRecord(new_id(), email, None, None, Lockout(), created_at, None), "hash")


async def test_each_part_is_found_on_all_pages_and_nothing_else(database: Database, walked: None) -> None:
    await write_users(USERS, START)
    newest_first = [email_of(number) for number in range(USERS, 0, -1)]
    for search in SEARCHES:
        fitting = [each for each in newest_first if search.lower() in each]
        assert await all_pages(search) == fitting, search
        total = (await list_users(PageWanted(1), START, search)).total
        assert await total.count() == Count(len(fitting), is_exact=True), search


async def test_users_of_one_instant_and_of_earlier_ones_made_later_keep_the_lists_order(
    database: Database, walked: None
) -> None:
    """As on a server whose clock is set back: the ids' order, not the order of making."""
    tick = timedelta(microseconds=1)
    for number in range(12):
        await add(f"one{number}@example.com", START)
        await add(f"two{number}@example.com", START - tick * (number % 5))
        await add(f"six{number}@example.com", START + tick * (number % 3))
    for search in ("example", "two", "o"):
        pattern = f"%{search}%"
        rows = await rows_of("SELECT email FROM users WHERE email LIKE $1 ORDER BY created_at DESC, id DESC", pattern)
        assert await all_pages(search, first=2) == [row["email"] for row in rows]


async def test_who_is_gone_is_not_found_and_a_changed_address_is_found_as_it_is(
    database: Database, walked: None
) -> None:
    for name in ("ana", "ben", "eve"):
        await add(f"{name}@example.com", START)
    await rows_of("DELETE FROM users WHERE email_key = 'ben@example.com' RETURNING id")
    await rows_of(
        "UPDATE users SET email = $1, email_key = $1 WHERE email_key = 'eve@example.com' RETURNING id", "zoe@b.nl"
    )
    assert sorted(await all_pages("example")) == ["ana@example.com"]
    assert await all_pages("b.n") == await all_pages("zo") == ["zoe@b.nl"]
    assert await all_pages("ben") == await all_pages("eve") == []


async def test_a_search_is_narrowed_further_like_the_list(database: Database, walked: None) -> None:
    await write_users(USERS, START)
    await rows_of("UPDATE users SET role = 'AUDITOR' WHERE email_key LIKE '%smith1%' RETURNING id")
    auditors = UserFilter(roles=(Role.AUDITOR,))
    fitting = [email_of(number) for number in range(USERS, 0, -1) if "smith1" in email_of(number)]
    assert await all_pages("smith", auditors) == fitting != []
    assert await all_pages("smith2", auditors) == []


async def test_a_search_counts_as_a_read_so_that_what_lost_its_connection_is_run_again(
    database: Database, walked: None
) -> None:
    await write_users(USERS, START)
    lost = DatabaseAwayError("lost", Outage.DROPPED)

    async def is_still_due(search: str) -> bool:
        page = await list_users(PageWanted(1), START, search)
        await page.total.count()
        return is_rerun_due(lost)

    for search in SEARCHES:
        assert await rerun(partial(is_still_due, search)), search


async def test_counting_what_a_search_finds_stops(
    database: Database, walked: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    await write_users(USERS, START)
    for most, expected in ((USERS - 1, Count(USERS - 1, is_exact=False)), (USERS, Count(USERS, is_exact=True))):
        monkeypatch.setattr(user_search, "SEARCH_COUNT_MAX", most)
        total = (await list_users(PageWanted(1), START, "exam")).total
        assert await total.count() == expected


async def test_counting_goes_on_until_enough_fit_that_are_narrowed_further(
    database: Database, walked: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    await write_users(USERS, START)
    await rows_of(f"UPDATE users SET is_bypassed = TRUE WHERE email = '{email_of(1)}' RETURNING id")
    monkeypatch.setattr(user_search, "SEARCH_COUNT_MAX", 5)
    page = await list_users(PageWanted(1), START, "exam", UserFilter(is_bypassed=True))
    assert [user.email for user in page.rows] == [email_of(1)]
    assert await user_search.UserSearch(
        "exam", await conditions_of(UserFilter(is_bypassed=True), START)
    ).count() == Count(1, is_exact=True)


async def test_of_many_trigrams_the_rarest_are_asked_for(database: Database) -> None:
    """One that a million addresses contain made the lookup of a whole address 25 times as dear on PostgreSQL."""
    await write_users(USERS, START)
    trigrams = user_search._every_second(email_of(250))
    assert {"exa", "com"} < set(trigrams)
    rarest = await user_search._rarest_of(trigrams)
    assert len(rarest) == user_search.RAREST
    assert not {"exa", "ple", "com"} & set(rarest)
    assert set(rarest) < set(trigrams)


async def test_an_address_with_the_same_trigrams_is_not_taken_for_one_with_the_part(
    database: Database, walked: None
) -> None:
    for name in ("abcab", "cabc", "xabcabx"):
        await add(f"{name}@example.com", START)
        await add(f"{name}@example.org", START - timedelta(seconds=1))
    assert sorted(await all_pages("abcab", first=1)) == sorted(
        f"{name}@example.{end}" for name in ("abcab", "xabcabx") for end in ("com", "org")
    )
    long = "abcab" * 60
    assert await all_pages(long) == []
    total = (await list_users(PageWanted(1), START, "abcab")).total
    assert await total.count() == Count(4, is_exact=True)


async def test_what_the_index_folds_or_has_for_itself_is_not_counted(database: Database, walked: None) -> None:
    """A letter that it takes for an s, and the spaces after each address."""
    for number in range(5):
        await add(f"smith{number}@example.com", START)
    for search in ("\N{LATIN SMALL LETTER LONG S}mith", "com ", "om  "):
        page = await list_users(PageWanted(1), START, search)
        assert [page.rows, await page.total.count()] == [[], Count(0, is_exact=True)], search


async def plan_of(search: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the database does to find a part of an address."""
    said: list[str] = []

    async def explained(sql: str, *values: Any) -> list[dict[str, Any]]:
        if "user_search" in sql or "MATERIALIZED" in sql:
            asked = f"EXPLAIN {'QUERY PLAN ' if 'user_search' in sql else ''}{sql}"
            said.extend(str(value) for row in await rows_of(asked, *values) for value in row.values())
        return await rows_of(sql, *values)

    monkeypatch.setattr(user_search, "rows_of", explained)
    await user_search.UserSearch(search, Conditions()).page(PageWanted(20))
    return " ".join(said)


@pytest.mark.parametrize("search", ["smith", "zz"])
async def test_a_search_asks_the_index_and_never_reads_all_users(
    database: Database, search: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On PostgreSQL without statistics too, as after a restore; on SQLite whether it names few or many."""
    await write_users(10_000, START)
    monkeypatch.setattr(user_search, "WALKED", 0)
    plan = await plan_of(search, monkeypatch)
    monkeypatch.setattr(user_search, "FEW", 0)
    plan += await plan_of(search, monkeypatch)
    if database.address.is_sqlite:
        assert "VIRTUAL TABLE INDEX" in plan
        assert "SCAN users" not in plan
        assert "TEMP B-TREE" not in plan or len(search) < user_search.SIZE, "as many as match are sorted"
    else:
        assert "Bitmap Index Scan on users_by_trigram" in plan
        assert "Seq Scan" not in plan
