"""A PostgreSQL server under Patroni: one of three."""

import json
import signal
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2

from tests.cluster.program import Program
from tests.cluster.programs import PATRONI, low_port, python
from tests.cluster.signals import children_of, send
from tests.support.postgres import PROGRAMS

TTL_SECONDS = 20
"""After which a leader that says nothing is replaced: Patroni allows no less."""

POLICY: dict[str, Any] = {
    "ttl": TTL_SECONDS,
    "loop_wait": 2,
    "retry_timeout": 5,
    "maximum_lag_on_failover": 64 * 1024 * 1024,
    "synchronous_mode": True,
    "primary_start_timeout": 0,
    "postgresql": {
        "use_pg_rewind": True,
        "use_slots": True,
        "parameters": {
            "max_connections": 80,
            "shared_buffers": "32MB",
            "wal_log_hints": "on",
            "wal_retrieve_retry_interval": "500ms",
            "fsync": "off",  # processes are killed here, not machines: the kernel keeps what was written
            "autovacuum": "off",
        },
    },
}


@dataclass
class Node:
    """One server with its Patroni."""

    name: str
    home: Path
    etcd_port: int
    port: int = field(default_factory=low_port)
    rest_port: int = field(default_factory=low_port)
    patroni: Program | None = None

    @property
    def data(self) -> Path:
        return self.home / "data"

    def start(self) -> None:
        """Start Patroni, which starts PostgreSQL."""
        config = self.home / "patroni.yml"
        config.write_text(json.dumps(self._config()), "utf-8")  # JSON is YAML
        self.patroni = Program(
            self.name, [python() or "", "-m", "patroni", str(config)], self.home, {"PYTHONPATH": str(PATRONI)}
        )
        self.patroni.start()

    def kill(self) -> None:
        """SIGKILL to everything at once, as if the machine were gone; harmless where it is."""
        postmaster = self.postmaster()
        pids = [postmaster, *children_of(postmaster)] if postmaster else []
        if self.patroni is not None and self.patroni.process is not None:
            send(signal.SIGKILL, self.patroni.process.pid, *pids)
            self.patroni.process.wait(30)

    def postmaster(self) -> int | None:
        """The id of PostgreSQL's first process."""
        try:
            return int((self.data / "postmaster.pid").read_text("utf-8").splitlines()[0])
        except (OSError, IndexError, ValueError):
            return None

    def ask(self, path: str) -> dict[str, Any] | None:
        """What Patroni answers with 200. None: anything else."""
        try:
            answered = httpx2.get(f"http://127.0.0.1:{self.rest_port}/{path}", timeout=5)
        except httpx2.TransportError:
            return None
        return dict(answered.json()) if answered.status_code == 200 else None

    def _config(self) -> dict[str, Any]:
        rest, server = f"127.0.0.1:{self.rest_port}", f"127.0.0.1:{self.port}"
        users = {"superuser": {"username": "postgres"}, "replication": {"username": "replicator"}}
        return {
            "scope": "ostiary",
            "name": self.name,
            "restapi": {"listen": rest, "connect_address": rest},
            "etcd3": {"host": f"127.0.0.1:{self.etcd_port}"},
            "bootstrap": {"dcs": POLICY, "initdb": [{"encoding": "UTF8"}, {"locale": "C.UTF-8"}, {"auth": "trust"}]},
            "postgresql": {
                "listen": server,
                "connect_address": server,
                "data_dir": str(self.data),
                "bin_dir": str(PROGRAMS),
                "pgpass": str(self.home / "pgpass"),
                "authentication": {name: {**user, "password": "trusted"} for name, user in users.items()},
                "parameters": {"unix_socket_directories": ""},
                "pg_hba": ["host all all 127.0.0.1/32 trust", "host replication all 127.0.0.1/32 trust"],
                "basebackup": [{"checkpoint": "fast"}, "no-sync"],
                "remove_data_directory_on_diverged_timelines": True,
                "remove_data_directory_on_rewind_failure": True,
            },
        }
