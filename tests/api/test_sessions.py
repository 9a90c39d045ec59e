"""Where somebody is signed in, and signing out everywhere: one's own, or with ADMIN anybody's (ux.md 7; rule D2)."""

import pytest

from ostiary.policy.vocabulary import FactorKind, Role
from ostiary.services.node_ids import encode_id
from ostiary.store.ids import new_id
from tests.api.caller import START_LOGIN, Caller
from tests.api.console import Console, user_id
from tests.api.sampling import full_document
from tests.support.door import Door
from tests.support.passing_time import Hands
from tests.support.scene import PASSWORD, Scene

SESSIONS = """
query ($id: ID!) {
  user(id: $id) { sessions { amr signedInAt lastSeenAt expiresAt current application { clientId } } }
}
"""
OWN = "{ viewer { id sessions { current application { clientId } } } }"
SIGN_OUT = full_document("signOutEverywhere")


async def test_living_sessions_are_listed_last_seen_first(
    console: Console, api: Caller, scene: Scene, hands: Hands
) -> None:
    acme = await scene.application(FactorKind.OTP)
    user = await scene.user("ana@example.com", acme, await scene.application(client_id="lobby"))
    await Door(scene, acme).bind(user)
    await api.sign_in("lobby", user.email, PASSWORD)
    seen = (await api.ask(SESSIONS, {"id": user_id(user.id)}, console.token))["user"]["sessions"]
    assert seen == [
        {
            "amr": ["pwd"],
            "signedInAt": "2026-11-24T09:00:40+00:00",
            "lastSeenAt": "2026-11-24T09:00:40+00:00",
            "expiresAt": "2026-11-25T09:00:40+00:00",
            "current": False,
            "application": {"clientId": "lobby"},
        },
        {
            "amr": ["pwd", "otp", "mfa"],
            "signedInAt": "2026-11-24T09:00:10+00:00",
            "lastSeenAt": "2026-11-24T09:00:10+00:00",
            "expiresAt": "2026-11-25T09:00:10+00:00",
            "current": False,
            "application": {"clientId": "acme"},
        },
    ]
    hands.move(hours=1)
    console.token = await api.sign_in("console", scene.admin.email, PASSWORD)
    assert (await api.ask(SESSIONS, {"id": user_id(user.id)}, console.token))["user"]["sessions"] == []
    own = (await api.ask(OWN, token=console.token))["viewer"]["sessions"]
    assert own == [{"current": True, "application": {"clientId": "console"}}]


async def test_everybody_sees_their_own_sessions_and_a_role_those_of_others(
    api: Caller, scene: Scene, crowd: dict[str, str | None]
) -> None:
    for caller in ("APP_USER", "APP_ADMIN", "HELPDESK", "AUDITOR", "ADMIN"):
        sessions = (await api.ask(OWN, token=crowd[caller]))["viewer"]["sessions"]
        assert [each["current"] for each in sessions] == [True]
    variables = {"id": user_id(scene.users["app@example.com"].id)}
    for caller in ("HELPDESK", "AUDITOR", "ADMIN"):
        assert len((await api.ask(SESSIONS, variables, crowd[caller]))["user"]["sessions"]) == 1


@pytest.mark.parametrize("caller", ["APP_USER", "APP_ADMIN", "HELPDESK", "AUDITOR", "ADMIN"])
async def test_everybody_signs_themselves_out_everywhere_this_session_included(
    api: Caller, crowd: dict[str, str | None], caller: str
) -> None:
    own = (await api.ask(OWN, token=crowd[caller]))["viewer"]["id"]
    done = (await api.ask(SIGN_OUT, {"input": {"userId": own}}, crowd[caller]))["signOutEverywhere"]
    assert (done["__typename"], done["endedSessions"]) == ("SignedOutEverywhere", 1)
    viewers = {name: (await api.ask("{ viewer { id } }", token=token))["viewer"] for name, token in crowd.items()}
    strangers = {"ANONYMOUS", "INVALID", *(f"TOKEN_{role}" for role in Role)}
    assert {name for name, viewer in viewers.items() if viewer is None} == {*strangers, caller}


async def test_signing_oneself_out_takes_the_cookie_away_and_somebody_else_does_not(api: Caller, scene: Scene) -> None:
    other = await scene.user("other@example.com")
    wanted = {"clientId": "console", "email": scene.admin.email, "password": PASSWORD, "delivery": "COOKIE"}
    cookie = (await api.post(START_LOGIN, {"input": wanted})).headers["set-cookie"].partition(";")[0]
    for user, is_taken in ((other, False), (scene.admin, True)):
        answer = await api.post(SIGN_OUT, {"input": {"userId": user_id(user.id)}}, headers={"Cookie": cookie})
        assert "errors" not in answer.json()
        assert ("set-cookie" in answer.headers) is is_taken


@pytest.mark.parametrize("caller", ["APP_USER", "APP_ADMIN", "HELPDESK", "AUDITOR"])
async def test_for_others_it_takes_an_administrator(
    api: Caller, scene: Scene, crowd: dict[str, str | None], caller: str
) -> None:
    for sought in (user_id(scene.admin.id), user_id(new_id()), "\ud800", ""):
        assert await api.code(SIGN_OUT, {"input": {"userId": sought}}, crowd[caller]) == "FORBIDDEN"
    assert (await api.ask("{ viewer { id } }", token=crowd["ADMIN"]))["viewer"] is not None


@pytest.mark.parametrize(
    "sought",
    ["", "x", "\x00", "A" * 10_000, encode_id("Application", new_id()), user_id(new_id())],
    ids=["nothing", "a letter", "a null", "long", "an application", "a stranger"],
)
async def test_somebody_who_is_not_there_is_not_found(console: Console, sought: str) -> None:
    found = await console.do("signOutEverywhere", userId=sought)
    assert found == {"__typename": "NotFound", "message": "There is no such user. Check the id."}
