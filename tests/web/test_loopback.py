"""A loopback installation answers to loopback names alone: DNS rebinding ends here."""

import httpx2
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from ostiary.web.loopback import is_loopback_host
from tests.web.conftest import Browse


async def hello(request: Request) -> PlainTextResponse:
    return PlainTextResponse("hello")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:8000"])
def test_a_loopback_host(host: str) -> None:
    assert is_loopback_host(host) is True


@pytest.mark.parametrize(
    "host",
    [
        "",
        "example.com",
        "localhost.evil.example",
        "evil.example:8000",
        "127.0.0.1.nip.io",
        "localhost:",
        "localhost:x",
        "user@localhost",
        "localhost/",
        "::1",
        "[::1",
        "localhost,evil.example",
        "127.0.0.2",
        "localhost\n",
    ],
)
def test_another_host(host: str) -> None:
    assert is_loopback_host(host) is False


async def ask(browse: Browse, public_url: str, *hosts: str) -> httpx2.Response:
    async with browse(Route("/", hello), public_url=public_url) as client:
        request = client.build_request("GET", "/")
        del request.headers["host"]
        request.headers = httpx2.Headers([*request.headers.multi_items(), *(("host", host) for host in hosts)])
        return await client.send(request)


@pytest.mark.parametrize(
    ("hosts", "code"),
    [
        (["localhost:8000"], 200),
        (["127.0.0.1"], 200),
        (["evil.example:8000"], 421),
        ([], 400),
        (["localhost"] * 2, 400),
    ],
)
async def test_a_loopback_installation(browse: Browse, hosts: list[str], code: int) -> None:
    answer = await ask(browse, "http://127.0.0.1:8000", *hosts)
    assert answer.status_code == code
    assert ("hello" in answer.text) is (code == 200)


async def test_a_public_installation_leaves_hosts_to_its_proxy(browse: Browse) -> None:
    assert (await ask(browse, "https://login.example.com", "10.0.0.5:8000")).status_code == 200
