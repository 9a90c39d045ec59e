"""The programs of a cluster: etcd, HAProxy and PgBouncer from the system, Patroni from a folder of its own."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

PATRONI = Path(__file__).parents[2] / ".venv" / "cluster"
"""Where `make cluster` puts what requirements.txt pins: no package of ours ever meets these."""

USER = "nobody" if os.name == "posix" and os.geteuid() == 0 else None
"""PostgreSQL and PgBouncer refuse to run as root."""


def python() -> str | None:
    """An interpreter of this version that USER may run; root's own may lie where nobody else gets."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for candidate in (sys.executable, f"/usr/bin/{version}"):
        try:
            done = subprocess.run([candidate, "-c", ""], user=USER, cwd="/", capture_output=True, check=False)
        except OSError:
            continue
        if done.returncode == 0:
            return candidate
    return None


def missing() -> list[str]:
    """What is not there to build a cluster with."""
    lacking = [name for name in ("etcd", "haproxy", "pgbouncer") if shutil.which(name, path=_path()) is None]
    if not (PATRONI / "patroni").is_dir():
        lacking.append("patroni (run `make cluster`)")
    if python() is None:
        lacking.append(f"an interpreter that {USER} may run")
    return lacking


def low_port() -> int:
    """A free loopback port that no outgoing connection is given, so that it is still free after a restart."""
    while True:
        port = 20000 + secrets.randbelow(12000)
        with socket.socket() as listener:
            try:
                listener.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port


def children_of(pid: int) -> list[int]:
    """The processes that one has started."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(entry.read_text("utf-8", "replace").rpartition(")")[2].split()[1])
        except (OSError, IndexError, ValueError):
            continue
        if parent == pid:
            found.append(int(entry.parent.name))
    return found


def send(number: int, *pids: int) -> None:
    """A signal to processes that may be gone."""
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue


@dataclass
class Program:
    """A program that runs until it is ended. What it says is in `folder/name.log`."""

    name: str
    arguments: list[str]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, without waiting."""
        with (self.folder / f"{self.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                [shutil.which(self.arguments[0], path=_path()) or self.arguments[0], *self.arguments[1:]],
                user=USER,
                cwd=self.folder,
                env={"PATH": _path(), "HOME": str(self.folder), "LANG": "C.UTF-8", **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def end(self, number: int = signal.SIGKILL) -> None:
        """End it, and wait for it."""
        if self.process is not None:
            send(number, self.process.pid)
            self.process.wait(30)

    @property
    def said(self) -> str:
        """The end of its log."""
        return (self.folder / f"{self.name}.log").read_text("utf-8", "replace")[-3000:]


def _path() -> str:
    return os.environ.get("PATH", "") + ":/usr/sbin:/usr/bin:/sbin:/bin"
