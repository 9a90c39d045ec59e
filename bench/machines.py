"""What a measurement runs on: databases that flush to the disk, servers on free ports, all ended at the end."""

import asyncio
import os
import platform
import shutil
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg

from tests.processes.installation import key_ring
from tests.processes.servers import OSTIARY, environment
from tests.support.databases import migrate_at
from tests.support.postgres import SETTINGS as OF_TESTS
from tests.support.postgres import EmbeddedPostgres, free_port

SETTINGS = {
    **OF_TESTS,
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "autovacuum": "on",
    "shared_buffers": "256MB",
    "max_wal_size": "4GB",
}
START_SECONDS = 60


@dataclass
class Process:
    """A server on a free loopback port, started when made. `command` ends in what takes the port."""

    folder: Path
    command: list[str]
    settings: dict[str, str] = field(default_factory=dict)
    ready_path: str = "/readyz"
    started_in: float = 0.0

    def __post_init__(self) -> None:
        self.port = free_port()
        self._log = (self.folder / f"{self.port}.log").open("ab")
        began = time.perf_counter()
        self.process = subprocess.Popen(
            [*self.command, str(self.port)], env=self.settings, stdout=self._log, stderr=self._log
        )
        while not self._is_ready():
            if self.process.poll() is not None or time.perf_counter() - began > START_SECONDS:
                raise RuntimeError(Path(self._log.name).read_text("utf-8")[-2000:])
            time.sleep(0.02)
        self.started_in = time.perf_counter() - began

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{self.ready_path}", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def end(self) -> None:
        """Kill it and those that it started, and wait."""
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(15)
        self._log.close()


@dataclass
class Machines:
    """Everything that is started for one run of the bench."""

    folder: Path
    processes: list[Process] = field(default_factory=list)
    _server: EmbeddedPostgres | None = None
    _made: int = 0
    _names: list[str] = field(default_factory=list)
    """Of databases on a server that is not ours to remove."""

    def settings(self, url: str, **more: str) -> dict[str, str]:
        """The environment of an Ostiary on that database."""
        return environment(database_url=url, keys=key_ring(), public_url="http://127.0.0.1", **more)

    def ostiary(self, url: str, *, workers: int = 1, **more: str) -> Process:
        """`ostiary serve`, ready."""
        command = [OSTIARY, "serve", "--workers", str(workers), "--port"]
        return self._start(Process(self.folder, command, self.settings(url, **more)))

    def demo(self, data: Path) -> Process:
        """`ostiary demo` with that folder, ready."""
        return self._start(Process(self.folder, [OSTIARY, "demo", "--data", str(data), "--port"], environment()))

    def floor(self, url: str) -> Process:
        """bench.floors on that database, ready: one uvicorn process with the loop and parser that Ostiary has."""
        command = [sys.executable, "-m", "uvicorn", "--log-level", "warning", "--no-access-log"]
        command += ["--no-proxy-headers", "--no-server-header", "bench.floors:app", "--port"]
        return self._start(Process(self.folder, command, {**os.environ, "FLOOR_DATABASE_URL": url}, "/ready"))

    async def postgres(self) -> str:
        """The address of a new migrated database; the server flushes every commit."""
        given = os.environ.get("BENCH_DATABASE_URL")
        server = given or self._embedded().url()
        self._made += 1
        name = f"ostiary_bench_{os.getpid()}_{self._made}"
        await _execute(server, f"CREATE DATABASE {name}")
        if given:
            self._names.append(name)
        url = urlsplit(server)._replace(path=f"/{name}").geturl()
        await migrate_at(url)
        return url

    async def sqlite(self) -> str:
        """The address of a new migrated file."""
        self._made += 1
        url = f"sqlite://{self.folder}/bench{self._made}.db"
        await migrate_at(url)
        return url

    def end(self, *processes: Process) -> None:
        """End these."""
        for process in processes:
            process.end()
            self.processes.remove(process)

    def close(self) -> None:
        """End everything; nothing of it stays, on a server that was given neither."""
        self.end(*self.processes)
        if self._server:
            self._server.stop()
            self._server = None
        while self._names:
            drop = f"DROP DATABASE IF EXISTS {self._names.pop()} WITH (FORCE)"
            asyncio.run(_execute(os.environ["BENCH_DATABASE_URL"], drop))

    def _start(self, process: Process) -> Process:
        self.processes.append(process)
        return process

    def _embedded(self) -> EmbeddedPostgres:
        if self._server is None:
            self._server = EmbeddedPostgres(SETTINGS)
        return self._server


async def _execute(server: str, sql: str) -> None:
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(sql)
    finally:
        await connection.close()


def described() -> dict[str, str]:
    """The machine, for the results."""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    free = shutil.disk_usage(".").free // 2**30
    return {
        "cores": str(os.cpu_count()),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}, {free} GiB free",
        "load before (1, 5, 15 min)": load,
    }
