"""Headers on every answer, refusals and failures included (design/security.md; the CSP of design/ux.md)."""

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tests.web.conftest import Browse

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
EXPLORER_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "worker-src 'self'"
)


async def cached(request: Request) -> Response:
    return PlainTextResponse("x", headers={"Cache-Control": "public, max-age=60", "X-Frame-Options": "ALLOWALL"})


async def plain(request: Request) -> Response:
    return PlainTextResponse("x")


async def bug(request: Request) -> Response:
    raise ValueError("no")


ROUTES = [Route("/bug", bug), Route("/plain", plain), Route("/{path:path}", cached)]


@pytest.mark.parametrize("path", ["/", "/plain", "/bug"])
async def test_every_answer_is_guarded(browse: Browse, path: str) -> None:
    async with browse(*ROUTES) as client:
        headers = (await client.get(path)).headers
    assert headers.get_list("content-security-policy") == [CSP]
    assert headers.get_list("x-content-type-options") == ["nosniff"]
    assert headers.get_list("referrer-policy") == ["no-referrer"]
    assert headers.get_list("cross-origin-opener-policy") == ["same-origin"]
    assert headers.get_list("cross-origin-resource-policy") == ["same-origin"]
    assert headers.get_list("x-frame-options") == ["DENY"]
    assert headers.get_list("strict-transport-security") == ["max-age=63072000; includeSubDomains"]


async def test_no_feature_is_permitted_but_the_clipboard(browse: Browse) -> None:
    async with browse(*ROUTES) as client:
        features = (await client.get("/")).headers["permissions-policy"].split(", ")
    assert {"camera=()", "geolocation=()", "microphone=()", "usb=()"} <= set(features)
    assert [feature for feature in features if not feature.endswith("=()") or "clipboard" in feature] == []


@pytest.mark.parametrize(
    ("path", "policy"),
    [("/graphiql", EXPLORER_CSP), ("/graphiql/", EXPLORER_CSP), ("/graphiqlx", CSP), ("/x/graphiql", CSP)],
)
async def test_the_explorer_alone_has_its_own_policy(browse: Browse, path: str, policy: str) -> None:
    async with browse(*ROUTES) as client:
        assert (await client.get(path)).headers["content-security-policy"] == policy


@pytest.mark.parametrize(
    ("path", "caching"),
    [
        ("/graphql", "no-store"),
        ("/login", "no-store"),
        ("/export/audit.csv", "no-store"),
        ("/mailbox", "no-store"),
        ("/mailbox.json", "no-store"),
        ("/loginpage", "public, max-age=60"),
        ("/assets/a.js", "public, max-age=60"),
        ("/plain", "no-store"),
    ],
)
async def test_what_may_be_kept(browse: Browse, path: str, caching: str) -> None:
    async with browse(*ROUTES) as client:
        assert (await client.get(path)).headers.get_list("cache-control") == [caching]


async def test_hsts_is_for_https_alone(browse: Browse) -> None:
    async with browse(*ROUTES, public_url="http://localhost:8000") as client:
        answer = await client.get("/")
    assert answer.status_code == 200
    assert "strict-transport-security" not in answer.headers


async def test_a_refused_host_is_guarded_too(browse: Browse) -> None:
    async with browse(*ROUTES, public_url="http://localhost:8000") as client:
        answer = await client.get("/", headers={"Host": "evil.example"})
    assert (answer.status_code, answer.headers["content-security-policy"]) == (421, CSP)
