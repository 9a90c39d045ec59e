"""docs/deploy: the compose file says what settings and command line know."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from ostiary.settings import Settings

DEPLOY = Path(__file__).parents[2] / "docs" / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
OURS = {name: service for name, service in COMPOSE["services"].items() if service["image"] == "ostiary"}


def test_every_setting_of_the_compose_file_exists() -> None:
    known = {f"OSTIARY_{name.upper()}" for name in Settings.model_fields}
    for service in OURS.values():
        assert set(service["environment"]) <= known
        settings = Settings.model_validate(
            {
                name.removeprefix("OSTIARY_").lower(): re.sub(r"\$\{.*?\}", "x", value)
                for name, value in service["environment"].items()
            }
        )
        settings.check_rest()
        assert settings.origin == "http://localhost:8000"


def test_its_services_are_locked_up_and_wait_for_what_they_need() -> None:
    assert set(OURS) == {"migrate", "ostiary"}
    for service in OURS.values():
        assert service["read_only"] is True
        assert (service["cap_drop"], service["tmpfs"]) == (["ALL"], ["/tmp"])
    assert OURS["migrate"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert OURS["ostiary"]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_nothing_of_it_listens_beyond_this_machine_or_has_a_password_of_its_own() -> None:
    published = [port for service in COMPOSE["services"].values() for port in service.get("ports", ())]
    assert [port.split(":")[0] for port in published] == ["127.0.0.1"] * len(published)
    assert len(published) == 2
    text = (DEPLOY / "compose.yaml").read_text("utf-8")
    assert set(re.findall(r"(?:PASSWORD|KEYS): (.*)", text)) == {
        "${OSTIARY_KEYS:?put it into .env as above}",
        "${POSTGRES_PASSWORD:?put it into .env as above}",
    }


def test_the_images_of_others_are_named_with_their_release() -> None:
    others = [service["image"] for service in COMPOSE["services"].values() if service["image"] != "ostiary"]
    assert all(re.fullmatch(r"docker\.io/[\w/]+:[\w.-]*\d[\w.-]*", image) for image in others)


def test_the_command_lines_are_understood() -> None:
    ostiary = Path(sys.executable).with_name("ostiary")
    for line in (OURS["ostiary"]["command"], OURS["migrate"]["command"]):
        done = subprocess.run([ostiary, *line, "--help"], capture_output=True, timeout=60, check=False)
        assert done.returncode == 0
