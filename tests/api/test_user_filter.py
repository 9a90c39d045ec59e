"""`users(filter:)`: each field narrows, bad ones are named (ux.md 7). Who is found: tests/store/test_user_list.py."""

from typing import Any

import pytest

from ostiary.policy.vocabulary import FactorKind, Role
from ostiary.services.node_ids import encode_id
from ostiary.store.ids import new_id
from tests.api.caller import Caller
from tests.api.console import Console, user_id
from tests.support.door import Door
from tests.support.scene import Scene

USERS = """
query ($filter: UserFilter, $search: String) {
  users(filter: $filter, search: $search) { totalCount edges { node { email } } }
}
"""


async def test_each_field_narrows_and_all_together_find_one(api: Caller, console: Console, scene: Scene) -> None:
    acme = await scene.application(FactorKind.OTP)
    eve = await scene.user("eve@example.com", acme, role=Role.AUDITOR)
    door = Door(scene, acme)
    await door.miss(eve, await door.bind(eve), 6)
    await console.do("setMfaBypass", userId=user_id(eve.id), bypassed=True)
    whole: dict[str, Any] = {
        "bound": "OTP",
        "unbound": "EMAIL",
        "bypassed": True,
        "locked": True,
        "roles": ["AUDITOR", "HELPDESK"],
        "applicationId": encode_id("Application", acme.id),
    }
    found = (await api.ask(USERS, {"filter": whole, "search": "eve"}, console.token))["users"]
    assert found == {"totalCount": 1, "edges": [{"node": {"email": "eve@example.com"}}]}
    misses: list[tuple[str, Any]] = [
        ("bound", "EMAIL"),
        ("unbound", "OTP"),
        ("bypassed", False),
        ("locked", False),
        ("roles", ["ADMIN"]),
        ("roles", []),
        ("applicationId", encode_id("Application", new_id())),
    ]
    for name, miss in misses:
        found = (await api.ask(USERS, {"filter": {**whole, name: miss}}, console.token))["users"]
        assert (name, found["totalCount"]) == (name, 0)


@pytest.mark.parametrize("narrowed", [None, {}, {"bound": None, "locked": None, "roles": None, "applicationId": None}])
async def test_null_and_absent_mean_any(api: Caller, admin: str, narrowed: dict[str, Any] | None) -> None:
    assert (await api.ask(USERS, {"filter": narrowed}, admin))["users"]["totalCount"] == 1


@pytest.mark.parametrize(
    ("narrowed", "field"),
    [
        ({"applicationId": ""}, "filter.applicationId"),
        ({"applicationId": "\ud800"}, "filter.applicationId"),
        ({"applicationId": "A" * 10_000}, "filter.applicationId"),
        ({"applicationId": encode_id("User", new_id())}, "filter.applicationId"),
        ({"bound": "SMS"}, "filter.bound"),
        ({"unbound": True}, "filter.unbound"),
        ({"bypassed": "yes"}, "filter.bypassed"),
        ({"locked": 1}, "filter.locked"),
        ({"roles": ["ROOT"]}, "filter.roles.0"),
    ],
)
async def test_a_filter_that_cannot_be_meant_is_named(
    api: Caller, admin: str, narrowed: dict[str, Any], field: str
) -> None:
    status, error = await api.refusal(USERS, {"filter": narrowed}, admin)
    assert (status, error["extensions"]) == (200, {"code": "BAD_USER_INPUT", "field": field})
