"""`.ci/run`: what it does not run it says at its end, and only what cannot be installed is forgiven."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

RUN = Path(__file__).parents[2] / ".ci" / "run"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Whose `make` writes down what it was asked for, and whose programs can all be installed."""
    for name in ("scripts/cluster", "bin/make"):
        program = tmp_path / name
        program.parent.mkdir(exist_ok=True)
        program.write_text('#!/bin/sh\n[ "${0##*/}" != make ] || echo "$@" >> made\n', "utf-8")
        program.chmod(0o755)
    (tmp_path / ".ci").mkdir()
    shutil.copy(RUN, tmp_path / ".ci" / "run")
    return tmp_path


def ran(checkout: Path, *, after: int = 0) -> tuple[int, list[str], list[str]]:
    """Its exit status, what was made, and its last words, where so many seconds have passed before."""
    environment = {**os.environ, "PATH": f"{checkout / 'bin'}:{os.environ['PATH']}", "SECONDS": str(after)}
    done = subprocess.run(
        [checkout / ".ci" / "run"], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    return done.returncode, (checkout / "made").read_text("utf-8").splitlines(), done.stderr.splitlines()


def fail(checkout: Path, name: str) -> None:
    (checkout / name).write_text("#!/bin/sh\nexit 1\n", "utf-8")


def test_everything_is_run(checkout: Path) -> None:
    code, made, said = ran(checkout)
    assert (code, made) == (0, ["check test", "cluster"])
    assert [line.split(" after ")[0] for line in said] == ["PASSED"]


def test_what_cannot_be_installed_is_said_last_and_forgiven(checkout: Path) -> None:
    fail(checkout, "scripts/cluster")
    code, made, said = ran(checkout)
    assert (code, made) == (0, ["check test"])
    assert said[-2] == "NOT RUN: make cluster. Its programs cannot be installed here."
    assert said[-1].startswith("PASSED after ")


@pytest.mark.parametrize(
    ("after", "made", "names"),
    [
        (2090, ["check test", "cluster"], []),
        (2290, ["check test"], ["cluster"]),
    ],
)
def test_a_lack_of_time_is_said_last_and_not_forgiven(
    checkout: Path, after: int, made: list[str], names: list[str]
) -> None:
    code, really, said = ran(checkout, after=after)
    assert (code, really) == (1 if names else 0, made)
    assert [line.split(".")[0] for line in said[:-1]] == [f"NOT RUN: make {name}" for name in names]
    assert said[-1].startswith("FAILED after " if names else "PASSED after ")


def test_what_fails_fails(checkout: Path) -> None:
    (checkout / "bin" / "make").write_text('#!/bin/sh\necho "$@" >> made\n[ "$1" != cluster ]\n', "utf-8")
    code, made, _ = ran(checkout)
    assert (code, made) == (1, ["check test", "cluster"])
