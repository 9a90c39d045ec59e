"""Keyset connections (rule E5; design, "Lists"): whole, in order, stable while rows come, and within limits."""

import base64
from uuid import UUID

import pytest

from ostiary.services.node_ids import encode_id
from ostiary.store.ids import new_id
from tests.api.caller import Caller
from tests.support.passing_time import Hands
from tests.support.scene import Scene

USERS = """
query ($first: Int, $after: String, $search: String) {
  users(first: $first, after: $after, search: $search) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { email } }
  }
}
"""
EVENTS = """
query ($first: Int, $filter: AuditEventFilter) {
  auditEvents(first: $first, filter: $filter) { totalCount edges { node { type } } }
}
"""
FULL_FILTER = {
    "category": "ADMINISTRATION",
    "types": ["USER_CREATED"],
    "result": "SUCCESS",
    "email": "USER1@example.com",
    "ip": "198.51.100.20",
    "country": "CN",
    "userAgent": "Console/1.0",
    "since": "2026-11-24T10:00:00+01:00",
    "until": "2026-11-24T09:00:11Z",
}


async def people(scene: Scene, count: int) -> list[str]:
    """So many users, made at the same instant by twos; newest first."""
    emails = [f"user{number}@example.com" for number in range(count)]
    for number, email in enumerate(emails):
        if number % 2:
            scene.hands.move(seconds=1)
        await scene.user(email)
    return [*reversed(emails), scene.admin.email]


async def test_250_users_come_whole_and_in_order_page_by_page(api: Caller, scene: Scene, admin: str) -> None:
    expected = await people(scene, 250)
    seen: list[str] = []
    sizes, after = [], None
    while True:
        page = (await api.ask(USERS, {"first": 100, "after": after}, admin))["users"]
        assert page["totalCount"] == 251
        assert page["pageInfo"]["hasPreviousPage"] == (after is not None)
        seen += [edge["node"]["email"] for edge in page["edges"]]
        sizes.append(len(page["edges"]))
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert sizes == [100, 100, 51]
    assert seen == expected


async def test_a_cursor_stays_where_it_was_while_users_come(api: Caller, scene: Scene, admin: str) -> None:
    expected = await people(scene, 10)
    first = (await api.ask(USERS, {"first": 4}, admin))["users"]
    scene.hands.move(seconds=1)
    await scene.user("latecomer@example.com")
    rest = (await api.ask(USERS, {"first": 100, "after": first["pageInfo"]["endCursor"]}, admin))["users"]
    assert [edge["node"]["email"] for edge in rest["edges"]] == expected[4:]
    assert rest["totalCount"] == 12


async def test_a_page_begins_and_ends_at_its_edges_and_has_twenty_of_them(
    api: Caller, scene: Scene, admin: str
) -> None:
    await people(scene, 21)
    page = (await api.ask(USERS, {}, admin))["users"]
    cursors = [edge["cursor"] for edge in page["edges"]]
    assert len(set(cursors)) == 20
    assert (page["pageInfo"]["startCursor"], page["pageInfo"]["endCursor"]) == (cursors[0], cursors[-1])


async def test_a_search_that_finds_nobody_is_an_empty_page(api: Caller, admin: str) -> None:
    page = (await api.ask(USERS, {"search": "nobody"}, admin))["users"]
    nowhere = {"hasNextPage": False, "hasPreviousPage": False, "startCursor": None, "endCursor": None}
    assert page == {"totalCount": 0, "pageInfo": nowhere, "edges": []}


@pytest.mark.parametrize(
    ("search", "found"), [("ADMIN", 1), ("  admin ", 1), ("%", 0), ("_", 0), ("", 1), ("x" * 200, 0)]
)
async def test_a_search_is_literal_and_knows_no_case(api: Caller, admin: str, search: str, found: int) -> None:
    assert (await api.ask(USERS, {"search": search}, admin))["users"]["totalCount"] == found


@pytest.mark.parametrize(
    ("variables", "field"),
    [
        ({"first": 0}, "first"),
        ({"first": -1}, "first"),
        ({"first": 101}, "first"),
        ({"first": 2**31 - 1}, "first"),
        ({"after": ""}, "after"),
        ({"after": "x"}, "after"),
        ({"after": "é"}, "after"),
        ({"after": "\ud800"}, "after"),
        ({"after": base64.urlsafe_b64encode(b"\x7f" + b"\xff" * 23).decode()}, "after"),
        ({"after": base64.urlsafe_b64encode(b"x" * 25).decode()}, "after"),
        ({"after": "A" * 10_000}, "after"),
        ({"search": "x" * 201}, "search"),
        ({"search": "a\x00"}, "search"),
        ({"search": "\udfff"}, "search"),
    ],
)
@pytest.mark.parametrize("name", ["users", "applications"])
async def test_what_is_beyond_the_limits_is_named(
    api: Caller, admin: str, variables: dict[str, object], field: str, name: str
) -> None:
    status, error = await api.refusal(
        USERS.replace("users(", f"users: {name}(").replace("email", "id"), variables, admin
    )
    assert (status, error["extensions"]) == (200, {"code": "BAD_USER_INPUT", "field": field})


async def test_null_is_like_left_out(api: Caller, admin: str) -> None:
    page = (await api.ask(USERS, {"first": None, "after": None, "search": None}, admin))["users"]
    assert page["totalCount"] == 1


async def test_each_field_of_the_filter_narrows_and_all_together_find_one(
    api: Caller, scene: Scene, admin: str, hands: Hands
) -> None:
    user = await scene.user("user1@example.com")
    await scene.user("user2@example.com", await scene.application())
    ids = {"userId": encode_id("User", user.id), "actorId": encode_id("User", scene.admin.id)}
    whole = {**FULL_FILTER, **ids}
    answer = (await api.ask(EVENTS, {"filter": whole}, admin))["auditEvents"]
    assert answer == {"totalCount": 1, "edges": [{"node": {"type": "USER_CREATED"}}]}
    misses = {
        "category": "USER_BEHAVIOR",
        "types": [],
        "result": "FAILURE",
        "email": "user2@example.com",
        "ip": "198.51.100.21",
        "country": "NL",
        "userAgent": "Console/1.1",
        "since": "2026-11-24T09:00:10.000001Z",
        "until": "2026-11-24T09:00:10Z",
        "failureReason": "INVALID_CODE",
        "userId": encode_id("User", new_id()),
        "actorId": encode_id("User", user.id),
        "applicationId": encode_id("Application", new_id()),
    }
    for name, miss in misses.items():
        answer = (await api.ask(EVENTS, {"filter": {**whole, name: miss}}, admin))["auditEvents"]
        assert (name, answer["totalCount"]) == (name, 0)


@pytest.mark.parametrize(
    ("narrowed", "field"),
    [
        ({"userId": "x"}, "filter.userId"),
        ({"actorId": ""}, "filter.actorId"),
        ({"userId": encode_id("Application", UUID(int=1))}, "filter.userId"),
        ({"applicationId": "\ud800"}, "filter.applicationId"),
        ({"email": "a\x00"}, "filter.email"),
        ({"ip": "\ud800"}, "filter.ip"),
        ({"ip": ""}, "filter.ip"),
        ({"ip": "198.51.100.256"}, "filter.ip"),
        ({"ip": "１98.51.100.20"}, "filter.ip"),
        ({"ip": "1" * 10_000}, "filter.ip"),
        ({"country": "China"}, "filter.country"),
        ({"country": "ＣＮ"}, "filter.country"),
        ({"since": "2026-11-24T09:00:00Z", "until": "2026-11-24T10:00:00+01:00"}, "filter.until"),
        ({"country": "x" * 513}, "filter.country"),
        ({"userAgent": "a\nb"}, "filter.userAgent"),
        ({"since": "2026-11-24T09:00:00"}, "filter.since"),
        ({"until": "2026-11-24"}, "filter.until"),
        ({"since": "2026-02-30T09:00:00Z"}, "filter.since"),
        ({"since": "0001-01-01T00:00:00+14:00"}, "filter.since"),
        ({"since": "2026-11-24T09:00:60Z"}, "filter.since"),
        ({"since": 1763975400}, "filter.since"),
    ],
)
async def test_a_filter_that_cannot_be_meant_is_named(
    api: Caller, admin: str, narrowed: dict[str, object], field: str
) -> None:
    status, error = await api.refusal(EVENTS, {"filter": narrowed}, admin)
    assert (status, error["extensions"]) == (200, {"code": "BAD_USER_INPUT", "field": field})


@pytest.mark.parametrize(
    "instant",
    ["2026-11-24T09:00:00Z", "2026-11-24t09:00:00z", "2026-11-24T09:00:00.123456789-11:30", "9999-12-31T23:59:59Z"],
)
async def test_an_instant_with_an_offset_is_understood(api: Caller, admin: str, instant: str) -> None:
    assert await api.code(EVENTS, {"filter": {"since": instant}}, admin) is None


async def test_instants_are_answered_in_utc_with_an_offset(api: Caller, admin: str) -> None:
    answer = await api.ask("{ viewer { createdAt } }", token=admin)
    assert answer["viewer"] == {"createdAt": "2026-11-24T09:00:10+00:00"}


async def test_a_place_is_found_in_any_spelling(api: Caller, scene: Scene, admin: str) -> None:
    for narrowed in ({"ip": "::ffff:198.51.100.20"}, {"ip": " 198.51.100.20 "}, {"country": "cn"}):
        answer = (await api.ask(EVENTS, {"filter": narrowed}, admin))["auditEvents"]
        assert answer["totalCount"] > 0
