"""`make mutants`: plants each bug in a copy of the sources and demands that the tests which name it go red.

First the same tests run on the sources as they are, and must be green: a test that is red anyway catches nothing.
`make mutants ARGS="side_door hour_moves"` runs those two alone.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.mutants.patch import Patch, apply_patch, patches

ROOT = Path(__file__).parents[2]
_COPIED = (
    "backend",
    "tests",
    "docs",
    "examples",
    "scripts",
    "frontend/src",
    "pyproject.toml",
    "schema.graphql",
    "README.md",
)
_TESTS_FAILED = 1
"""pytest's exit status for red tests; another one says that it could not run them."""
_SECONDS_MAX = 300
"""For the tests of one mutant."""
_ALL_SECONDS_MAX = 3600


def main(names: list[str]) -> int:
    """The exit status: 0, every mutant is caught."""
    chosen = [patch for patch in patches() if not names or patch.name in names]
    unknown = set(names) - {patch.name for patch in chosen}
    if unknown or not chosen:
        sys.stderr.write(f"No such mutant: {', '.join(sorted(unknown)) or 'there are none at all'}\n")
        return 2
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        tests = sorted({test for patch in chosen for test in patch.caught_by})
        if _run_tests(_copy(Path(folder) / "as-it-is"), tests, _ALL_SECONDS_MAX):
            sys.stderr.write("The tests are red without any mutant: mend them first.\n")
            return 1
        survivors = [patch for patch in chosen if not _is_caught(patch, Path(folder) / patch.name)]
    caught = len(chosen) - len(survivors)
    sys.stdout.write(f"{caught} passed, {len(survivors)} failed\n")
    return 1 if survivors else 0


def _is_caught(patch: Patch, folder: Path) -> bool:
    apply_patch(patch, _copy(folder))
    missed = [test for test in patch.caught_by if _run_tests(folder, [test]) != _TESTS_FAILED]
    shutil.rmtree(folder)
    sys.stdout.write(f"{'SURVIVES' if missed else 'caught  '}  {patch.name}: {patch.bug}\n")
    sys.stdout.writelines(f"          not caught by {test}\n" for test in missed)
    sys.stdout.flush()
    return not missed


def _copy(folder: Path) -> Path:
    for name in _COPIED:
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
        elif source.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    return folder


def _run_tests(root: Path, tests: list[str], seconds: int = _SECONDS_MAX) -> int:
    """pytest's exit status, with the sources under `root` before the installed ones; -1: not done in time."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    environment = {**os.environ, "PYTHONPATH": str(root / "backend"), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command, cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=seconds
        )
    except subprocess.TimeoutExpired:
        sys.stdout.write(f"not done in {seconds} seconds: {' '.join(tests)}\n")
        return -1
    if done.returncode not in (0, _TESTS_FAILED):
        sys.stdout.write(done.stdout[-2000:])
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
