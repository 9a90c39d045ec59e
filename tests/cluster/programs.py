"""The programs of a cluster: etcd, HAProxy and PgBouncer from the system, Patroni from a folder of its own."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
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
    lacking = [name for name in ("etcd", "haproxy", "pgbouncer") if shutil.which(name, path=search_path()) is None]
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


def search_path() -> str:
    """Where programs are looked for; the system's own are not in everybody's path."""
    return os.environ.get("PATH", "") + ":/usr/sbin:/usr/bin:/sbin:/bin"
