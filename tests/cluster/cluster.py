"""Three PostgreSQL servers under Patroni, a proxy before them, a pooler behind it, all on loopback."""

import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2

from tests.cluster.nodes import Node
from tests.cluster.pooler import pgbouncer
from tests.cluster.program import Program
from tests.cluster.programs import USER, low_port
from tests.cluster.proxies import etcd, haproxy
from tests.support.postgres import open_programs_to_others

PATIENCE = 90
"""Generous: other processes may have the machine."""


def until(is_so: Callable[[], Any], what: str, seconds: float = PATIENCE) -> Any:
    """Wait for something that is true, and answer it."""
    patience = time.monotonic() + seconds
    while not (seen := is_so()):
        assert time.monotonic() < patience, f"waited in vain for {what}"
        time.sleep(0.1)
    return seen


class Cluster:
    """`up` starts it, `down` ends it and removes its files."""

    def __init__(self) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="ostiary-cluster-"))
        self.front_port, self.leader_port, self.pooler_port = low_port(), low_port(), low_port()
        self.replica_ports = [low_port(), low_port()]
        etcd_port = low_port()
        folders = {name: self.home / name for name in ("node0", "node1", "node2")}
        for folder in (self.home, *folders.values()):
            folder.mkdir(exist_ok=True)
            if USER:
                shutil.chown(folder, USER)
        self.nodes = [Node(name, folder, etcd_port) for name, folder in folders.items()]
        self.etcd = etcd(self.home, etcd_port, low_port())
        ports = [(node.port, node.rest_port) for node in self.nodes]
        self.haproxy = haproxy(self.home, self.leader_port, self.front_port, ports, self.replica_ports)
        self.pgbouncer = pgbouncer(self.home, self.leader_port, self.pooler_port)

    def up(self) -> None:
        """Start everything; afterwards the leader has a synchronous standby and one that may become it."""
        open_programs_to_others()
        self.etcd.start()
        self.nodes[0].start()
        self.haproxy.start()
        self.pgbouncer.start()
        until(lambda: self.nodes[0].ask("primary"), "the first leader")
        for node in self.nodes[1:]:
            node.start()
        self.until_whole()

    def down(self) -> None:
        """End every process by its own id."""
        for node in self.nodes:
            node.kill()
        for program in (self.pgbouncer, self.haproxy, self.etcd):
            program.end()
        shutil.rmtree(self.home, ignore_errors=True)

    @property
    def programs(self) -> list[Program]:
        return [self.etcd, self.haproxy, self.pgbouncer, *(node.patroni for node in self.nodes if node.patroni)]

    def leader(self) -> Node:
        """The node that takes writes."""
        found: Node = until(lambda: next((node for node in self.nodes if node.ask("primary")), None), "a leader")
        return found

    def until_whole(self, is_synchronous: bool = True) -> None:
        """Wait until both others stream from the leader, one of them synchronously where that is the policy."""

        def is_whole() -> bool:
            seen = self.leader().ask("cluster") or {"members": []}
            roles = sorted(each["role"] for each in seen["members"] if each["state"] in ("running", "streaming"))
            return roles == sorted(("leader", "replica", "sync_standby" if is_synchronous else "replica"))

        until(is_whole, "three nodes")

    def change_policy(self, **changed: Any) -> None:
        """Change what Patroni goes by on all nodes."""
        answered = httpx2.patch(f"http://127.0.0.1:{self.leader().rest_port}/config", json=changed, timeout=10)
        assert answered.status_code == 200, answered.text

    def switch_over(self) -> None:
        """A planned change of the leader."""
        leader = self.leader()
        answered = httpx2.post(
            f"http://127.0.0.1:{leader.rest_port}/switchover", json={"leader": leader.name}, timeout=60
        )
        assert answered.status_code == 200, answered.text

    def url(self, port: int, database: str = "ostiary") -> str:
        """The address of a database through one of the ports."""
        return f"postgres://postgres:trusted@127.0.0.1:{port}/{database}"
