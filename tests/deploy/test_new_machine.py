"""The unit's own lines on a machine where nothing is yet: a database is made, an administrator, and it serves."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deploy.unit import ROOT, UNIT, said_of
from tests.processes.installation import key_ring
from tests.processes.servers import Server, environment

PASSWORD = "correct horse battery staple"
OSTIARY = "/opt/ostiary/bin/ostiary"


def line_of_the_first_administrator(text: str = UNIT.partition("[Unit]")[0].replace("\n# ", "\n")) -> list[str]:
    """The words of the text's `systemd-run …`; without a text, of the unit's head."""
    found = re.search(r"systemd-run(?:.*\\\n)*.*", text)
    assert found is not None
    return shlex.split(found[0].replace("\\\n", ""))


class Machine:
    """Runs what systemd would, with the settings, the credential and the folder that it would give."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        credentials = folder / "credentials"
        credentials.mkdir()
        (credentials / "keys").write_text(key_ring())
        (credentials / "keys").chmod(0o440)
        self.settings = {"database_url": f"sqlite://{folder}/ostiary.db", "public_url": "http://127.0.0.1:8000"}
        self.given = {"CREDENTIALS_DIRECTORY": str(credentials)}
        for setting in said_of("Environment"):
            name, _, value = setting.partition("=")
            self.settings[name.removeprefix("OSTIARY_").lower()] = value.replace("%d", str(credentials))

    def run(self, words: list[str], typed: str = "", without: str = "") -> subprocess.CompletedProcess[str]:
        settings = {name: value for name, value in self.settings.items() if name != without}
        here = [word.replace(OSTIARY, str(Path(sys.executable).with_name("ostiary"))) for word in words]
        given = environment(**settings) | self.given
        return subprocess.run(here, env=given, input=typed, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.mark.slow
def test_a_new_machine_serves_and_has_an_administrator(machine: Machine) -> None:
    for line in said_of("ExecStartPre"):
        prepared = machine.run(shlex.split(line))
        assert prepared.returncode == 0, prepared.stderr

    words = line_of_the_first_administrator()
    made = machine.run(words[words.index("sh") :], typed=f"{PASSWORD}\n", without="keys_file")
    assert made.returncode == 0, made.stderr
    assert "you@example.com is ADMIN" in made.stdout

    (start,) = said_of("ExecStart")
    name, *arguments = shlex.split(start)
    port = arguments.index("--port")
    assert name == OSTIARY
    server = Server(machine.folder, machine.settings, tuple(arguments[:port]), preload=machine.given)
    server.launch()
    try:
        server.ready()
        assert server.terminate() == 0
    finally:
        server.kill()


def test_the_first_administrator_is_made_as_the_service_would_be_run() -> None:
    words = line_of_the_first_administrator()
    given = [words[place + 1].partition("=") for place, word in enumerate(words) if word == "-p"]
    own = {name: value for name, _, value in given}
    assert own.pop("User") == "ostiary", "what systemd calls the user of ostiary.service"
    assert {"DynamicUser", "StateDirectory", "LoadCredential", "EnvironmentFile"} <= set(own)
    assert all(said_of(name) == [value] for name, value in own.items())


def test_the_documents_have_the_same_line() -> None:
    printed = (ROOT / "docs/operations.md").read_text("utf-8")
    assert line_of_the_first_administrator(printed) == line_of_the_first_administrator()


def test_a_long_migration_is_not_cut_short_by_systemd() -> None:
    assert said_of("TimeoutStartSec") == ["infinity"]
