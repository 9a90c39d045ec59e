"""What the architecture tests look at: the files that git knows or would take."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "backend" / "ostiary"


@cache
def files(*patterns: str) -> tuple[Path, ...]:
    """The checkout's files, ignored ones left out, whose path matches one of git's patterns."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return tuple(sorted(path for name in done.stdout.split("\0") if name and (path := ROOT / name).is_file()))


@cache
def tree(path: Path) -> ast.Module:
    """The file as Python understands it."""
    return ast.parse(path.read_text("utf-8"), str(path))


def imported_modules(path: Path) -> Iterator[tuple[str, int]]:
    """The modules that the file imports, anywhere in it, with the line."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ".", node.lineno


def named(path: Path, line: int | None = None) -> str:
    """The file as an editor opens it from a failure's text."""
    place = path.relative_to(ROOT).as_posix()
    return f"{place}:{line}" if line else place
