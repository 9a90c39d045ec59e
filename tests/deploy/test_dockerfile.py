"""The Dockerfile: what a linter finds, and what it promises (tests/image builds and starts it for real)."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "Dockerfile").read_text("utf-8")


def test_the_linter_finds_nothing() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([hadolint, ROOT / "Dockerfile"], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_every_package_is_pinned_by_hash() -> None:
    installs = re.findall(r"pip install (.*?)(?:&&|\n)", TEXT.replace("\\\n", " "))
    assert len(installs) == 3
    assert all("--no-deps --require-hashes" in each or "--no-deps --no-index" in each for each in installs)


def test_it_runs_as_a_number_that_is_not_root_with_a_health_check() -> None:
    assert re.findall(r"^USER (.*)$", TEXT, re.MULTILINE) == ["10001:10001"]
    assert re.findall(r"^HEALTHCHECK ", TEXT, re.MULTILINE) == ["HEALTHCHECK "]


def test_each_extra_that_may_be_chosen_is_pinned() -> None:
    (default,) = re.findall(r"^ARG EXTRAS=(\w+)$", TEXT, re.MULTILINE)
    named = {default, *re.findall(r"With EXTRAS=(\w+)", TEXT)}
    assert all((ROOT / "backend" / "requirements" / f"{name}.txt").is_file() for name in named)
    assert named == {"runtime", "otel"}
