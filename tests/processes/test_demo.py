"""`ostiary demo` as somebody meets it who tries Ostiary (operations.md, "Commands")."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import psutil
import pytest

from tests.processes.calling import Api
from tests.processes.installation import now
from tests.processes.servers import Server, command
from tests.support.authenticator import Authenticator

MOST_SECONDS = 3.0
"""Of processor time: ready within two on a machine that has nothing else to do, whatever this one has."""


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path, {}, ("demo", "--data", str(tmp_path / "data")))
    server.launch()
    server.ready()
    yield server
    server.kill()


def printed(demo: Server) -> dict[str, str]:
    """Passwords by address, as the first screen shows them."""
    return dict(re.findall(r"^ {2}(\S+@example\.com) +(\S+) {2,}\S", demo.said, re.MULTILINE))


async def test_the_printed_credentials_work_and_outlive_a_restart(
    demo: Server, record_property: Callable[[str, object], None]
) -> None:
    """State is kept under DIR; the second start is ready at once."""
    passwords = printed(demo)
    key = re.search(r"^ {2}bound@example\.com: (\S+)$", demo.said, re.MULTILINE)
    assert key
    assert demo.terminate() == 0
    demo.launch()
    demo.ready()
    assert demo.process is not None
    times = psutil.Process(demo.process.pid).cpu_times()
    seconds = times.user + times.system
    record_property("second start of the demo, seconds", round(seconds, 1))

    api = Api(demo.url)
    challenge = (await api.start("bound@example.com", passwords["bound@example.com"], "demo"))["token"]
    code = Authenticator.typing(key[1]).code_at(now(), steps=1)
    completed = await api.verify(challenge, code, "OTP")
    administrator = await api.start("admin@example.com", passwords["admin@example.com"], "console")
    await api.close()

    assert completed["__typename"] == "LoginCompleted"
    assert administrator["__typename"] == "LoginCompleted"
    assert seconds < MOST_SECONDS


async def test_mail_stays_in_the_built_in_mailbox(demo: Server) -> None:
    """The code at the start of the newest subject completes the login."""
    api = Api(demo.url)
    email = "new@example.com"
    challenge = (await api.start(email, printed(demo)[email], "demo"))["token"]
    await api.do("sendEmailCode", challenge=challenge)
    newest = httpx2.get(f"{demo.url}/mailbox.json").json()
    message = (newest if isinstance(newest, list) else newest["messages"])[0]
    completed = await api.verify(challenge, message["subject"][:6])
    await api.close()

    assert completed["amr"] == ["pwd", "email", "mfa"]


def test_its_files_are_nobody_elses(demo: Server, tmp_path: Path) -> None:
    """Keys and database: the folder opens to its owner alone."""
    assert (tmp_path / "data").stat().st_mode & 0o077 == 0
    assert (tmp_path / "data" / "keys").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])
def test_it_listens_on_loopback_alone(host: str, tmp_path: Path) -> None:
    refused = command("demo", "--host", host, "--data", str(tmp_path / "data"))

    assert (refused.returncode, refused.stdout) == (1, "")
    assert "loopback" in refused.stderr
    assert not (tmp_path / "data").exists()
