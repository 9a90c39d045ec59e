"""The passage on nginx in docs/operations.md, as printed, in front of a real server: addresses, live view, doctor."""

import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.processes.installation import Installation
from tests.processes.live_tail import following
from tests.processes.servers import START_SECONDS, Server, command
from tests.support.postgres import free_port

pytestmark = pytest.mark.slow

DOCUMENT = (Path(__file__).parents[2] / "docs" / "operations.md").read_text("utf-8")
(PASSAGE,) = re.findall(r"```nginx\n(.*?)```", DOCUMENT, re.DOTALL)
FRAME = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log; user root;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    server {{ listen 127.0.0.1:{port};
{passage} }}
}}
"""


@pytest.fixture
def server(on_sqlite: Installation) -> Server:
    """Not started yet; the public address is the proxy's."""
    port = free_port()
    on_sqlite.settings |= {"public_url": f"http://127.0.0.1:{port}", "trusted_proxies": "127.0.0.1/32"}
    server = Server(on_sqlite.folder, on_sqlite.settings)
    on_sqlite.servers.append(server)
    return server


@pytest.fixture
def proxied(on_sqlite: Installation, server: Server) -> Iterator[str]:
    """Server and proxy run; answers the public address."""
    server.launch()
    url = on_sqlite.settings["public_url"]
    passage = PASSAGE.replace("127.0.0.1:8000", f"127.0.0.1:{server.port}")
    config = on_sqlite.folder / "nginx.conf"
    config.write_text(FRAME.format(folder=on_sqlite.folder, port=url.rpartition(":")[2], passage=passage))
    nginx = subprocess.Popen([shutil.which("nginx", path="/usr/sbin:/usr/bin") or "nginx", "-c", config])
    try:
        server.ready()
        patience = time.monotonic() + START_SECONDS
        while not _answers(url):
            assert nginx.poll() is None
            assert time.monotonic() < patience
            time.sleep(0.1)
        yield url
    finally:
        nginx.terminate()
        nginx.wait(START_SECONDS)


def _answers(url: str) -> bool:
    try:
        return httpx2.get(f"{url}/readyz").status_code == 200
    except httpx2.TransportError:
        return False


def doctor(installation: Installation, **changed: str) -> dict[str, str]:
    """What is said of the way from outside."""
    done = command("doctor", "--json", settings=installation.settings | changed)
    found = json.loads(done.stdout)["findings"]
    return {each["about"]: each["level"] for each in found if each["about"] in ("way", "host", "scheme", "proxies")}


async def test_what_comes_through_nginx_is_what_was_asked(
    on_sqlite: Installation, proxied: str, server: Server
) -> None:
    on_sqlite.appoint_administrator()
    admin = await on_sqlite.administrator()
    outside = on_sqlite.api(server, admin.token)
    outside.client.base_url = httpx2.URL(proxied)
    async with following(outside, email="nobody@example.com") as tail:
        document = 'mutation { startLogin(input: {clientId: "console", email: "nobody@example.com", password: "x"})'
        await outside.post(document + " { __typename } }", X_Forwarded_For="203.0.113.9, 198.51.100.7")
        await tail.read_until(1)
    (event, *_) = await admin.events(email="nobody@example.com")
    assert event["ip"] == "198.51.100.7"
    assert httpx2.get(f"{proxied}/metrics").status_code == 404
    assert (await outside.client.post("/graphql", content=b"x" * 70_000)).status_code == 413

    assert doctor(on_sqlite) == {"way": "ok", "proxies": "ok"}
    assert server.terminate() == 0
    server.settings = on_sqlite.settings | {"trusted_proxies": ""}
    server.launch()
    server.ready()
    assert doctor(on_sqlite)["proxies"] == "fault"
