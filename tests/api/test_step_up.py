"""What takes a fresh second step, over the API (design/security.md, step-up; "Sessions and the web")."""

import pytest
from strawberry.utils.str_converters import to_camel_case

from ostiary.api.access import STEP_UP
from ostiary.policy.step_up import PROOF_LIFE
from ostiary.policy.vocabulary import CONSOLE_CLIENT_ID, FactorKind, Role
from ostiary.services.outcomes import LoginCompleted
from ostiary.store.applications import application_by_client_id
from tests.api.caller import START_LOGIN, Caller
from tests.api.sampling import full_document, root_fields
from tests.support.authenticator import Authenticator
from tests.support.door import Door
from tests.support.programs import api_token
from tests.support.scene import PASSWORD, Scene

GUARDED = {to_camel_case(name) for name in STEP_UP}
CREATE = full_document("createUser")


async def signed_in(scene: Scene) -> tuple[Authenticator, str]:
    """An administrator with a factor, six minutes after the login: the app, the session's token."""
    console = await application_by_client_id(CONSOLE_CLIENT_ID)
    assert console is not None
    await scene.switch(console, on=[FactorKind.OTP])
    door = Door(scene, console)
    app = await door.bind(scene.admin)
    completed = await door.verify(await door.challenge(scene.admin), app.code_at(scene.hands.now))
    assert isinstance(completed, LoginCompleted)
    scene.hands.move(minutes=6)
    return app, completed.access_token


async def test_exactly_the_guarded_operations_ask_for_it_and_programs_are_not_asked(api: Caller, scene: Scene) -> None:
    _, token = await signed_in(scene)
    asked = {
        field.name
        for field in root_fields()
        if field.kind != "subscription"
        and field.name not in ("signOut", "signOutEverywhere")
        and await api.code(field.document, field.variables, token) == "STEP_UP_REQUIRED"
    }
    assert asked == GUARDED
    program = await api_token(scene, Role.ADMIN)
    for field in root_fields():
        if field.name in GUARDED:
            assert await api.code(field.document, field.variables, program) != "STEP_UP_REQUIRED"


async def test_stepping_up_lets_the_same_session_go_on(api: Caller, scene: Scene) -> None:
    app, token = await signed_in(scene)
    wanted = {"input": {"email": "new@example.com", "password": PASSWORD, "role": "ADMIN"}}
    assert await api.code(CREATE, wanted, token) == "STEP_UP_REQUIRED"
    begun = (await api.ask(full_document("beginStepUp"), token=token))["beginStepUp"]
    assert [method["kind"] for method in begun["methods"]] == ["OTP"]
    sent = {"challenge": begun["token"], "kind": "OTP", "code": app.code_at(scene.hands.now)}
    proven = (await api.ask(full_document("verifyFactor"), {"input": sent}))["verifyFactor"]
    until = (scene.hands.now + PROOF_LIFE).isoformat()
    assert proven == {"__typename": "StepUpCompleted", "until": until}
    assert (await api.ask(CREATE, wanted, token))["createUser"]["__typename"] == "UserCreated"


@pytest.mark.parametrize("is_console", [True, False])
async def test_a_login_ends_the_session_whose_cookie_it_replaces_and_no_other(
    api: Caller, scene: Scene, is_console: bool
) -> None:
    acme = await scene.application(client_id="acme")
    user = await scene.user("both@example.com", acme, role=Role.ADMIN)
    pairs = {}
    for client_id in ("console", "acme"):
        wanted = {"clientId": client_id, "email": user.email, "password": PASSWORD, "delivery": "COOKIE"}
        answer = await api.post(START_LOGIN, {"input": wanted})
        pairs[client_id] = answer.headers["set-cookie"].partition(";")[0]
    again = "console" if is_console else "acme"
    wanted = {"clientId": again, "email": user.email, "password": PASSWORD, "delivery": "COOKIE"}
    await api.post(START_LOGIN, {"input": wanted}, headers={"Cookie": "; ".join(pairs.values())})
    for client_id, pair in pairs.items():
        seen = await api.post("{ viewer { id } }", headers={"Cookie": pair})
        assert (seen.json()["data"]["viewer"] is None) is (client_id == again)
