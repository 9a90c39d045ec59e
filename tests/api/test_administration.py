"""The console's mutations: each result with its fields, and inputs beyond their limits (C1-C5, D1-D4, M1-M4)."""

from typing import Any
from uuid import UUID

import pytest

from ostiary.policy.vocabulary import FactorKind
from ostiary.services.node_ids import encode_id
from tests.api.caller import Caller
from tests.api.console import USER, Console, user_id
from tests.support.collected_mail import CollectedMail
from tests.support.door import Door
from tests.support.passing_time import Hands
from tests.support.scene import Scene

NOBODY = encode_id("User", UUID(int=1))
NOWHERE = encode_id("Application", UUID(int=1))
PASSWORD = "brass-lantern-7"


async def test_an_application_is_made_once_and_found_again(console: Console) -> None:
    made = await console.do("createApplication", name="  Acme Shop ", clientId="acme")
    assert made["__typename"] == "ApplicationCreated"
    document = "query ($id: ID!) { node(id: $id) { __typename ... on Application { name clientId } } }"
    found = await console.api.ask(document, {"id": made["application"]["id"]}, console.token)
    assert found["node"] == {"__typename": "Application", "name": "Acme Shop", "clientId": "acme"}
    taken = await console.do("createApplication", name="Another", clientId="acme")
    assert taken == {
        "__typename": "ClientIdTaken",
        "message": "Another application has this client id. Choose another one, or leave it out.",
    }
    assert (await console.do("createApplication", name="Acme Shop", clientId=None))[
        "__typename"
    ] == "ApplicationCreated"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "input.name"),
        ({"name": " "}, "input.name"),
        ({"name": "x" * 101}, "input.name"),
        ({"name": "a\x00"}, "input.name"),
        ({"name": "a\ud800"}, "input.name"),
        ({"name": "Acme", "clientId": ""}, "input.clientId"),
        ({"name": "Acme", "clientId": "a b"}, "input.clientId"),
        ({"name": "Acme", "clientId": "ａ"}, "input.clientId"),
        ({"name": "Acme", "clientId": "x" * 65}, "input.clientId"),
        ({"name": "Acme", "clientId": "\ud800"}, "input.clientId"),
    ],
)
async def test_an_application_of_another_shape_is_not_made(
    console: Console, values: dict[str, Any], field: str
) -> None:
    assert await console.refused("createApplication", **values) == field
    assert (await console.api.ask("{ applications { totalCount } }", token=console.token)) == {
        "applications": {"totalCount": 1}
    }


async def test_a_user_is_made_with_role_and_applications(console: Console, scene: Scene) -> None:
    acme = encode_id("Application", (await scene.application()).id)
    wanted = {"email": "Eve@example.com", "password": PASSWORD, "applicationIds": [acme, acme], "role": "AUDITOR"}
    made = await console.do("createUser", **wanted)
    assert made["__typename"] == "UserCreated"
    seen = (await console.api.ask(USER, {"id": made["user"]["id"]}, console.token))["user"]
    assert (seen["email"], seen["role"], seen["applications"]) == (
        "Eve@example.com",
        "AUDITOR",
        [{"clientId": "acme"}],
    )
    assert (await console.do("createUser", email="eve@EXAMPLE.com", password=PASSWORD))["__typename"] == "EmailTaken"


@pytest.mark.parametrize("application", [NOWHERE, NOBODY, "", "x", "\ud800"])
async def test_a_user_of_no_application_is_not_made(console: Console, application: str) -> None:
    values = {"email": "eve@example.com", "password": PASSWORD, "applicationIds": [application]}
    assert await console.do("createUser", **values) == {
        "__typename": "NotFound",
        "message": "There is no such application. Check the id.",
    }
    assert (await console.api.ask("{ users { totalCount } }", token=console.token))["users"]["totalCount"] == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"email": "eve"}, "input.email"),
        ({"email": "eve@example.com\r\nBcc: x@y.z"}, "input.email"),
        ({"email": "eve@ex\ud800mple.com"}, "input.email"),
        ({"email": "e" * 250 + "@x.org"}, "input.email"),
        ({"password": "1234567"}, "input.password"),
        ({"password": "x" * 257}, "input.password"),
        ({"password": "1234567\ud800"}, "input.password"),
        ({"password": "PassWord123"}, "input.password"),
        ({"password": "Eve@Example.com"}, "input.password"),
        ({"email": "evelyn.jones@example.com", "password": "Evelyn.Jones"}, "input.password"),
        ({"password": "Ostiary-2026"}, "input.password"),
    ],
)
async def test_a_user_of_another_shape_is_not_made(console: Console, values: dict[str, Any], field: str) -> None:
    wanted = {"email": "eve@example.com", "password": PASSWORD}
    assert await console.refused("createUser", **{**wanted, **values}) == field
    assert (await console.api.ask("{ users { totalCount } }", token=console.token))["users"]["totalCount"] == 1


async def test_a_toggle_is_ones_own_until_it_is_saved(
    console: Console, scene: Scene, api: Caller, hands: Hands
) -> None:
    acme = encode_id("Application", (await scene.application()).id)
    await scene.user("other@example.com", role=scene.admin.role)
    other = Console(api, await api.sign_in("console", "other@example.com", "correct horse battery staple"))
    toggled = await console.do("toggleFactor", applicationId=acme, kind="OTP", enabled=True)
    assert toggled["__typename"] == "FactorToggled"
    untouched = {"enabled": False, "bindingCount": 0, "savedAt": None, "savedBy": None}
    email = {"kind": "EMAIL", "stagedEnabled": None, **untouched}
    assert await console.factors(acme) == [{"kind": "OTP", "stagedEnabled": True, **untouched}, email]
    assert await other.factors(acme) == [{"kind": "OTP", "stagedEnabled": None, **untouched}, email]
    assert (await console.do("discardFactors", applicationId=acme))["__typename"] == "FactorsDiscarded"
    assert (await console.factors(acme))[0]["stagedEnabled"] is None
    await console.do("toggleFactor", applicationId=acme, kind="OTP", enabled=True)
    hands.move(seconds=5)
    saved = await console.do("saveFactors", applicationId=acme)
    assert (saved["__typename"], saved["removedBindings"]) == ("FactorsSaved", 0)
    assert (await other.factors(acme))[0] == {
        "kind": "OTP",
        "enabled": True,
        "stagedEnabled": None,
        "bindingCount": 0,
        "savedAt": "2026-11-24T09:00:15+00:00",
        "savedBy": {"email": "admin@example.com"},
    }


async def test_turning_off_tells_how_many_bindings_go_before_they_go(console: Console, scene: Scene) -> None:
    application = await scene.application(FactorKind.OTP)
    await Door(scene, application).bind(await scene.user("ana@example.com", application))
    acme = encode_id("Application", application.id)
    await console.do("toggleFactor", applicationId=acme, kind="OTP", enabled=False)
    assert await console.do("saveFactors", applicationId=acme) == {
        "__typename": "BindingRemovalUnconfirmed",
        "message": "Saving removes bindings irreversibly. Send `confirmBindingRemoval: true` if that is meant.",
        "bindingCount": 1,
    }
    assert (await console.factors(acme))[0]["bindingCount"] == 1
    saved = await console.do("saveFactors", applicationId=acme, confirmBindingRemoval=True)
    assert saved["removedBindings"] == 1
    assert (await console.factors(acme))[0]["bindingCount"] == 0


async def test_a_factor_that_somebody_else_saved_is_shown_and_not_overwritten(
    console: Console, scene: Scene, api: Caller
) -> None:
    acme = encode_id("Application", (await scene.application()).id)
    await scene.user("other@example.com", role=scene.admin.role)
    other = Console(api, await api.sign_in("console", "other@example.com", "correct horse battery staple"))
    for each in (console, other):
        await each.do("toggleFactor", applicationId=acme, kind="EMAIL", enabled=True)
    await other.do("saveFactors", applicationId=acme)
    document = """
      mutation ($input: SaveFactorsInput!) {
        saveFactors(input: $input) { ... on EditConflict { factor { kind enabled savedBy { email } } } }
      }
    """
    answer = await api.ask(document, {"input": {"applicationId": acme}}, console.token)
    conflict = {"kind": "EMAIL", "enabled": True, "savedBy": {"email": "other@example.com"}}
    assert answer["saveFactors"] == {"factor": conflict}


async def test_user_details_show_bindings_and_a_reset_takes_them_away(
    console: Console, scene: Scene, mail: CollectedMail
) -> None:
    application = await scene.application(FactorKind.OTP)
    user = await scene.user("ana@example.com", application)
    await Door(scene, application).bind(user)
    bindings = (await console.user(user.id))["bindings"]
    binding_id = bindings[0].pop("id")
    assert bindings == [
        {
            "kind": "OTP",
            "boundAt": "2026-11-24T09:00:10+00:00",
            "lastUsedAt": "2026-11-24T09:00:10+00:00",
            "application": {"clientId": "acme"},
            "user": {"email": "ana@example.com"},
        }
    ]
    node = "query ($id: ID!) { node(id: $id) { __typename } }"
    assert (await console.api.ask(node, {"id": binding_id}, console.token))["node"] == {"__typename": "MfaBinding"}
    acme = encode_id("Application", application.id)
    email = await console.do("resetEmail", userId=user_id(user.id), applicationId=acme)
    assert (email["__typename"], email["removedBindings"]) == ("EmailReset", 0)
    reset = await console.do("resetOtp", userId=user_id(user.id))
    assert (reset["__typename"], reset["removedBindings"]) == ("OtpReset", 1)
    assert (await console.user(user.id))["bindings"] == []
    assert (await console.api.ask(node, {"id": binding_id}, console.token))["node"] is None


async def test_bypass_and_unlock_change_what_user_details_show(console: Console, scene: Scene, hands: Hands) -> None:
    application = await scene.application(FactorKind.OTP)
    user = await scene.user("ana@example.com", application)
    door = Door(scene, application)
    await door.miss(user, await door.bind(user), 6)
    seen = await console.user(user.id)
    assert (seen["failedAttempts"], seen["lockedUntil"]) == (6, "2026-11-24T10:00:40+00:00")
    assert (await console.do("unlockUser", userId=user_id(user.id)))["__typename"] == "UserUnlocked"
    assert (await console.do("setMfaBypass", userId=user_id(user.id), bypassed=True))["__typename"] == "MfaBypassSet"
    seen = await console.user(user.id)
    assert (seen["failedAttempts"], seen["lockedUntil"], seen["mfaBypassed"]) == (0, None, True)


async def test_a_lock_that_is_over_is_not_shown(console: Console, api: Caller, scene: Scene, hands: Hands) -> None:
    application = await scene.application(FactorKind.OTP)
    user = await scene.user("ana@example.com", application)
    door = Door(scene, application)
    await door.miss(user, await door.bind(user), 6)
    hands.move(hours=1)
    console.token = await api.sign_in("console", scene.admin.email, "correct horse battery staple")
    seen = await console.user(user.id)
    assert (seen["failedAttempts"], seen["lockedUntil"]) == (0, None)


async def test_the_last_administrator_stays(console: Console, scene: Scene) -> None:
    last = {
        "__typename": "LastAdministrator",
        "message": "This is the last administrator. Make another user ADMIN first.",
    }
    admin_id = user_id(scene.admin.id)
    assert await console.do("setUserRole", userId=admin_id, role="HELPDESK") == last
    assert await console.do("setUserRole", userId=admin_id) == last
    assert await console.do("deleteUser", userId=admin_id) == last
    other = await scene.user("other@example.com")
    assert (await console.do("setUserRole", userId=user_id(other.id), role="ADMIN"))["__typename"] == "UserRoleSet"
    assert await console.do("deleteUser", userId=user_id(other.id)) == {
        "__typename": "UserDeleted",
        "id": user_id(other.id),
    }
    assert await console.user(other.id) is None


async def test_applications_are_set_exactly(console: Console, scene: Scene) -> None:
    user = await scene.user("ana@example.com", await scene.application())
    shop = await scene.application(client_id="shop")
    wanted = {"userId": user_id(user.id), "applicationIds": [encode_id("Application", shop.id)]}
    assert (await console.do("setUserApplications", **wanted))["__typename"] == "UserApplicationsSet"
    assert (await console.user(user.id))["applications"] == [{"clientId": "shop"}]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("toggleFactor", {"applicationId": NOWHERE, "kind": "OTP", "enabled": True}),
        ("discardFactors", {"applicationId": NOWHERE}),
        ("saveFactors", {"applicationId": NOWHERE}),
        ("resetOtp", {"userId": NOBODY}),
        ("resetEmail", {"userId": NOBODY}),
        ("setMfaBypass", {"userId": NOBODY, "bypassed": True}),
        ("unlockUser", {"userId": NOBODY}),
        ("setUserApplications", {"userId": NOBODY, "applicationIds": []}),
        ("setUserRole", {"userId": NOBODY, "role": "ADMIN"}),
        ("deleteUser", {"userId": NOBODY}),
    ],
)
async def test_what_does_not_exist_is_not_found_however_it_is_named(
    console: Console, name: str, values: dict[str, Any]
) -> None:
    subject = "application" if "applicationId" in values else "user"
    not_found = {"__typename": "NotFound", "message": f"There is no such {subject}. Check the id."}
    sought = next(iter(values))
    wrong_kind = NOBODY if subject == "application" else NOWHERE
    for node_id in (values[sought], wrong_kind, "", "x", "\ud800", "\x00", "A" * 10_000, 7):
        assert await console.do(name, **{**values, sought: node_id}) == not_found


@pytest.mark.parametrize(
    "node_id", ["", "x", "VXNlcjp4", "\ud800", "Ａ", "A" * 10_000, encode_id("Session", UUID(int=1))]
)
async def test_an_id_of_nothing_is_null(console: Console, node_id: str) -> None:
    document = "query ($id: ID!) { node(id: $id) { id } user(id: $id) { id } application(id: $id) { id } }"
    assert await console.api.ask(document, {"id": node_id}, console.token) == {
        "node": None,
        "user": None,
        "application": None,
    }
