"""Sessions and the web: what a page of another origin, a proxy or a thief of one header can do."""

import re
from typing import Any

import pytest

from tests.attack.marks import attack
from tests.attack.siege import Siege
from tests.processes.documents import mutation
from tests.processes.installation import PASSWORD

VIEWER = {"query": "{ viewer { email } }"}
JSON = {"Content-Type": "application/json"}
OWN = {**JSON, "X-Ostiary-Client": "attack"}


async def _cookie(siege: Siege) -> tuple[str, str]:
    """The Set-Cookie line of a login, and the pair that a browser would send."""
    client_id = await siege.application()
    victim = await siege.victim(client_id)
    values = {"clientId": client_id, "email": victim.email, "password": PASSWORD, "delivery": "COOKIE"}
    siege.api.client.cookies.clear()
    answered = await siege.api.client.post(
        "/graphql", json={"query": mutation("startLogin"), "variables": {"input": values}}, headers=OWN
    )
    assert answered.json()["data"]["startLogin"]["accessToken"] is None
    line = answered.headers["set-cookie"]
    return line, line.partition(";")[0]


async def _seen(siege: Siege, pair: str, **headers: str) -> Any:
    sent = {name.replace("_", "-"): value for name, value in headers.items()} | {"Cookie": pair}
    siege.api.client.cookies.clear()
    answered = await siege.api.client.post("/graphql", json=VIEWER, headers=sent)
    return answered.json()["data"]["viewer"] if answered.status_code == 200 else answered.status_code


@attack("W-01")
async def test_a_cookie_is_out_of_reach_of_scripts_and_other_sites(siege: Siege) -> None:
    line, _ = await _cookie(siege)
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(line.split("; "))
    assert "Domain" not in line


@attack("W-02")
async def test_a_form_of_another_site_carries_no_session(siege: Siege) -> None:
    _, pair = await _cookie(siege)
    assert await _seen(siege, pair, X_Ostiary_Client="x") is not None
    assert await _seen(siege, pair) is None
    for content_type in ("application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x"):
        assert await _seen(siege, pair, Content_Type=content_type, X_Ostiary_Client="x") == 415


@pytest.mark.parametrize(
    "origin",
    [
        pytest.param("https://evil.example", marks=attack("W-03"), id="another site"),
        pytest.param("null", marks=attack("W-04"), id="a sandboxed frame"),
        pytest.param("http://127.0.0.1:1", marks=attack("W-05"), id="another port"),
        pytest.param("http://127.0.0.1.evil.example", marks=attack("W-06"), id="a name that begins alike"),
    ],
)
async def test_a_page_of_another_origin_is_nobody(siege: Siege, origin: str) -> None:
    _, pair = await _cookie(siege)
    assert await _seen(siege, pair, X_Ostiary_Client="x", Origin=origin) is None


@attack("W-07")
async def test_a_request_that_the_browser_calls_cross_site_is_nobodys(siege: Siege) -> None:
    _, pair = await _cookie(siege)
    for site in ("cross-site", "same-site"):
        assert await _seen(siege, pair, X_Ostiary_Client="x", Sec_Fetch_Site=site) is None


@attack("W-08")
async def test_no_other_origin_is_let_in_by_cors(siege: Siege) -> None:
    headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    answered = await siege.api.client.options("/graphql", headers=headers)
    assert not [name for name in answered.headers if name.startswith("access-control-")]


@attack("W-09")
async def test_a_planted_session_does_not_survive_a_login(siege: Siege) -> None:
    _, planted = await _cookie(siege)
    _, fresh = await _cookie(siege)
    assert planted != fresh


@attack("W-10")
async def test_every_page_forbids_frames_sniffing_and_foreign_scripts(siege: Siege) -> None:
    for path in ("/", "/login?client_id=console", "/graphql", "/healthz", "/nothing-here"):
        headers = (await siege.api.client.get(path)).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


@attack("W-11")
async def test_what_is_private_is_kept_in_no_cache(siege: Siege) -> None:
    for path in ("/login?client_id=console", "/graphql", "/export/audit.csv"):
        assert (await siege.api.client.get(path)).headers["cache-control"] == "no-store"


@attack("W-12")
async def test_no_path_leads_out_of_the_built_pages(siege: Siege) -> None:
    for path in (
        "/assets/../../settings.py",
        "/assets/%2e%2e/%2e%2e/cli.py",
        "/assets/..%2f..%2fcli.py",
        "//etc/passwd",
    ):
        answered = await siege.api.client.get(path)
        assert "import " not in answered.text
        assert "root:" not in answered.text


@attack("W-13")
async def test_a_lying_host_header_changes_no_link_and_no_issuer(siege: Siege) -> None:
    answered = await siege.api.client.get("/login?client_id=console", headers={"Host": "evil.example"})
    assert "evil.example" not in answered.text
    assert "evil.example" not in str(answered.headers)


@attack("W-14")
async def test_no_parameter_of_the_login_page_comes_back_as_markup(siege: Siege) -> None:
    for value in ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)"):
        answered = await siege.api.client.get(
            "/login", params={"client_id": value, "return_to": value, "ui_locales": value}
        )
        assert value not in answered.text
        assert not re.search(r"location: *(https?:)?//(?!127)", str(answered.headers), re.IGNORECASE)


@attack("W-15")
async def test_a_header_split_over_lines_is_not_two_headers(siege: Siege) -> None:
    answered = await siege.api.client.get("/login?client_id=a%0d%0aSet-Cookie:%20ostiary_session=x")
    assert "set-cookie" not in answered.headers


@attack("W-16")
async def test_the_mailbox_of_the_demo_is_nowhere_else(siege: Siege) -> None:
    for path in ("/mailbox", "/mailbox.json"):
        assert (await siege.api.client.get(path)).status_code == 404


@attack("W-17")
async def test_two_tokens_at_once_are_not_one_too_many(siege: Siege) -> None:
    _, pair = await _cookie(siege)
    assert await _seen(siege, pair, X_Ostiary_Client="x", Authorization="Bearer nonsense") is None


@attack("W-18")
async def test_a_session_ends_with_its_user(siege: Siege) -> None:
    client_id = await siege.application()
    victim = await siege.victim(client_id)
    holder = siege.from_address(siege.address, (await siege.start(victim, client_id))["accessToken"])
    await siege.admin.do("deleteUser", userId=victim.id)
    assert (await holder.ask(VIEWER["query"]))["viewer"] is None
