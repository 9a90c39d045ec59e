"""The product as strangers run it: the command `ostiary`, settings by environment alone, one process each."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import httpx2
import psutil

from tests.support.postgres import free_port

OSTIARY = str(Path(sys.executable).with_name("ostiary"))
START_SECONDS = 60
"""Generous: other processes may have the machine."""


def environment(**settings: str) -> dict[str, str]:
    """The environment of a command: nothing of ours but `settings`, as in `database_url="sqlite:///…"`."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("OSTIARY_")}
    return inherited | {f"OSTIARY_{name.upper()}": value for name, value in settings.items()}


def command(
    *arguments: str, settings: Mapping[str, str] | None = None, typed: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run `ostiary …` to its end. `typed`: its standard input."""
    return subprocess.run(
        [OSTIARY, *arguments],
        env=environment(**(settings or {})),
        input=typed,
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )


@dataclass
class Server:
    """One `ostiary serve` or `ostiary demo`. What it says is kept in files, through restarts."""

    folder: Path
    settings: Mapping[str, str]
    arguments: tuple[str, ...] = ("serve",)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    preload: Mapping[str, str] = field(default_factory=dict)
    """Environment variables that are none of ours, such as LD_PRELOAD."""
    file_blocks: int | None = None
    """How long a file may get, in blocks of 512 bytes: a disk that is full."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def said(self) -> str:
        """Standard output and error of all its lives."""
        return "".join(path.read_text("utf-8") for path in sorted(self.folder.glob(f"{self.port}.*")))

    def launch(self) -> None:
        """Start it, without waiting."""
        with (self.folder / f"{self.port}.out").open("ab") as out, (self.folder / f"{self.port}.err").open("ab") as err:
            self.process = subprocess.Popen(
                [*self._limits(), OSTIARY, *self.arguments, "--port", str(self.port)],
                env={**environment(**self.settings), **self.preload},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
            )

    def _limits(self) -> list[str]:
        return [] if self.file_blocks is None else ["sh", "-c", f'ulimit -f {self.file_blocks}; exec "$@"', "sh"]

    def ready(self, seconds: float = START_SECONDS) -> None:
        """Wait until /readyz says so."""
        assert self.process is not None
        patience = time.monotonic() + seconds
        while self.readiness() != 200:
            assert self.process.poll() is None, self.said
            assert time.monotonic() < patience, self.said
            time.sleep(0.05)

    def readiness(self) -> int:
        """What /readyz answers; 0: nobody listens."""
        try:
            return httpx2.get(
                f"{self.url}/readyz", timeout=10, verify=False
            ).status_code  # certificates take a second to read
        except httpx2.TransportError:
            return 0

    def clock(self) -> datetime:
        """What its clock shows, to the second: the date of an answer (RFC 9110, 6.6.1)."""
        return parsedate_to_datetime(httpx2.get(f"{self.url}/healthz", timeout=10, verify=False).headers["date"])

    def terminate(self) -> int:
        """SIGTERM, and its exit status."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(START_SECONDS)

    def kill(self) -> None:
        """SIGKILL, in the middle of whatever it does. Harmless where it has ended already."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(START_SECONDS)


def workers_of(server: Server) -> list[int]:
    """The processes that serve, by their ids."""
    assert server.process is not None
    found = []
    for child in psutil.Process(server.process.pid).children():
        with contextlib.suppress(psutil.Error):  # it may end while it is looked at
            found += [child.pid] if any("spawn_main" in word for word in child.cmdline()) else []
    return found
