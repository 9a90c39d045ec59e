"""The image that the Dockerfile makes is started by what it says of itself, and keeps what docs/operations.md promises.

Nothing about user, entrypoint, command, environment and health check is written here: it is read from the image.
"""

import contextlib
import json
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.image.building import Image
from tests.image.container import Container

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]

PATIENCE = 60
READ = "import sys, urllib.request as r; print(r.urlopen(sys.argv[1], timeout=5).read().decode())"
URL = "http://127.0.0.1:8000"


@contextlib.contextmanager
def serving(container: Container) -> Iterator[subprocess.Popen[str]]:
    """Migrated, and started with the image's own command."""
    keys = container.said("keys", "generate").strip()
    container = replace(container, settings={**container.settings, "OSTIARY_KEYS": keys})
    assert "applied 0001" in container.said("migrate")
    with container.started() as server:
        try:
            yield server
        finally:
            server.kill()


def until_healthy(container: Container, server: subprocess.Popen[str]) -> None:
    """By the image's own health check."""
    patience = time.monotonic() + PATIENCE
    while container.inside(server, container.image.configuration.health_check).returncode != 0:
        assert server.poll() is None, "the server ended"
        assert time.monotonic() < patience, "the server does not get healthy"
        time.sleep(0.2)


def test_its_user_is_a_number_and_not_root(image: Image, container: Container) -> None:
    user, colon, group = image.configuration.user.partition(":")
    assert user.isdecimal()
    assert int(user) > 0
    assert colon
    assert group.isdecimal()
    assert int(group) > 0
    assert container.said_instead("id", "-u").strip() == user
    assert container.said_instead("id", "-g").strip() == group


def test_it_runs_on_a_read_only_root_and_writes_to_its_volume_and_tmp_alone(container: Container) -> None:
    places = "/opt/x /etc/x /var/lib/x /tmp/x /var/lib/ostiary/x"
    script = f"for at in {places}; do touch $at 2>/dev/null && echo $at; done; true"
    assert container.said_instead("sh", "-c", script).split() == ["/tmp/x", "/var/lib/ostiary/x"]
    assert (container.data / "x").exists()


def test_what_builds_stays_behind(container: Container) -> None:
    assert not container.said_instead(
        "sh", "-c", "command -v node npm; ls -d /src /wheels /opt/build 2>/dev/null; true"
    )


def test_its_own_command_serves_and_its_own_health_check_knows(container: Container) -> None:
    health_check = container.image.configuration.health_check
    assert health_check
    with serving(container) as server:
        until_healthy(container, server)
        page = container.inside(server, ["python", "-c", READ, f"{URL}/login?client_id=console"])
        assert "<script" in page.stdout, "the pages were not built in"
        ready = container.inside(server, ["python", "-c", READ, f"{URL}/readyz"])
        assert json.loads(ready.stdout) == {"status": "ready"}
        server.terminate()
        assert server.wait(PATIENCE) == 0, "SIGTERM ends it with status 0"


def test_the_health_check_fails_where_nobody_serves(container: Container) -> None:
    with container.started_instead("sh", "-c", "echo inside; exec sleep 60") as idle:
        assert idle.stdout
        assert idle.stdout.readline() == "inside\n"
        looked = container.inside(idle, container.image.configuration.health_check)
        idle.kill()
    assert looked.returncode != 0
    assert "refused" in looked.stderr


def test_the_doctor_finds_it_sound(container: Container) -> None:
    keys = container.said("keys", "generate").strip()
    container = replace(container, settings={**container.settings, "OSTIARY_KEYS": keys})
    container.said("migrate")
    assert json.loads(container.said("doctor", "--json"))["isSound"] is True
