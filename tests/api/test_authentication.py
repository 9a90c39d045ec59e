"""Who is calling (contract/operations.md, "Authentication"), and how a token is handed over and taken away."""

import pytest

from tests.api.caller import START_LOGIN, Caller
from tests.support.passing_time import Hands
from tests.support.scene import PASSWORD, Scene

VIEWER = "{ viewer { email } }"
SIGN_OUT = "mutation { signOut { ok } }"


async def viewer(api: Caller, **headers: str) -> str | None:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    seen = (await api.post(VIEWER, headers=named)).json()["data"]["viewer"]
    return seen["email"] if seen else None


@pytest.fixture
async def other(api: Caller, scene: Scene) -> str:
    """A session in an application."""
    await scene.user("ana@example.com", await scene.application())
    return await api.sign_in("acme", "ana@example.com", PASSWORD)


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
async def test_a_bearer_token_says_who_is_calling(api: Caller, admin: str, scheme: str) -> None:
    assert await viewer(api, Authorization=f"{scheme} {admin}") == "admin@example.com"


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Bearer x", "Bearer " + "x" * 43, "Basic eDp5", "x"])
async def test_another_authorization_is_nobodys(api: Caller, admin: str, header: str) -> None:
    assert await viewer(api, Authorization=header) is None


async def test_an_id_token_is_no_session(api: Caller, scene: Scene) -> None:
    wanted = {"clientId": "console", "email": scene.admin.email, "password": PASSWORD}
    completed = (await api.ask(START_LOGIN, {"input": wanted}))["startLogin"]
    assert await viewer(api, Authorization=f"Bearer {completed['idToken']}") is None


async def test_a_bearer_header_is_the_only_one_that_counts(api: Caller, admin: str) -> None:
    assert await viewer(api, Authorization="Bearer x", Cookie=f"console={admin}") is None
    assert await viewer(api, Authorization="Basic eDp5", Cookie=f"console={admin}") == "admin@example.com"


@pytest.mark.parametrize(
    ("client", "email"), [("console", "admin@example.com"), ("login", "ana@example.com"), ("curl", "ana@example.com")]
)
async def test_each_page_sees_its_own_kind_of_session_and_others_the_newest(
    api: Caller, admin: str, hands: Hands, scene: Scene, client: str, email: str
) -> None:
    hands.move(seconds=1)
    await scene.user("ana@example.com", await scene.application())
    other = await api.sign_in("acme", "ana@example.com", PASSWORD)
    cookies = f"console={admin}; session={other}"
    assert await viewer(api, Cookie=cookies, X_Ostiary_Client=client) == email


@pytest.mark.parametrize(("client", "email"), [("console", None), ("login", "ana@example.com")])
async def test_an_applications_session_opens_no_console(
    api: Caller, other: str, client: str, email: str | None
) -> None:
    assert await viewer(api, Cookie=f"session={other}", X_Ostiary_Client=client) == email


async def test_a_session_that_is_over_counts_beside_a_living_one_for_nothing(
    api: Caller, admin: str, other: str, hands: Hands
) -> None:
    hands.move(minutes=16)
    cookies = f"console={admin}; session={other}"
    assert await viewer(api, Cookie=cookies, X_Ostiary_Client="curl") == "ana@example.com"


async def test_with_delivery_body_the_token_is_in_the_body_and_in_no_cookie(api: Caller, scene: Scene) -> None:
    wanted = {"clientId": "console", "email": scene.admin.email, "password": PASSWORD, "delivery": "BODY"}
    answer = await api.post(START_LOGIN, {"input": wanted})
    token = answer.json()["data"]["startLogin"]["accessToken"]
    assert "set-cookie" not in answer.headers
    assert await viewer(api, Authorization=f"Bearer {token}") == "admin@example.com"


async def test_with_delivery_cookie_the_token_is_in_a_cookie_and_not_in_the_body(api: Caller, scene: Scene) -> None:
    wanted = {"clientId": "console", "email": scene.admin.email, "password": PASSWORD, "delivery": "COOKIE"}
    answer = await api.post(START_LOGIN, {"input": wanted})
    assert answer.json()["data"]["startLogin"]["accessToken"] is None
    cookie = answer.headers["set-cookie"].split(";")[0]
    assert cookie.startswith("console=")
    assert cookie.removeprefix("console=") not in answer.text
    assert await viewer(api, Cookie=cookie) == "admin@example.com"


async def test_a_login_that_is_refused_sets_no_cookie(api: Caller, scene: Scene) -> None:
    wanted = {"clientId": "console", "email": scene.admin.email, "password": "wrong", "delivery": "COOKIE"}
    assert "set-cookie" not in (await api.post(START_LOGIN, {"input": wanted})).headers


async def test_signing_out_ends_the_session_and_takes_its_cookie_away(api: Caller, admin: str) -> None:
    answer = await api.post(SIGN_OUT, headers={"Cookie": f"console={admin}"})
    assert answer.json() == {"data": {"signOut": {"ok": True}}}
    assert [each.split("=")[0] for each in answer.headers.get_list("set-cookie")] == ["console"]
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert await viewer(api, Authorization=f"Bearer {admin}") is None


async def test_signing_out_leaves_other_sessions_alone(api: Caller, admin: str, other: str) -> None:
    await api.ask(SIGN_OUT, token=other)
    assert await viewer(api, Authorization=f"Bearer {admin}") == "admin@example.com"


@pytest.mark.parametrize(
    ("client", "taken"), [("console", ["console"]), ("login", ["session"]), ("curl", ["console", "session"])]
)
async def test_signing_out_without_a_session_is_ok_and_takes_stale_cookies_away(
    api: Caller, client: str, taken: list[str]
) -> None:
    answer = await api.post(SIGN_OUT, headers={"X-Ostiary-Client": client, "Cookie": "console=x; session=y"})
    assert answer.json() == {"data": {"signOut": {"ok": True}}}
    assert [each.split("=")[0] for each in answer.headers.get_list("set-cookie")] == taken
