"""A program that the tests run, with its log."""

import shutil
import signal
import socket
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.cluster.programs import USER, search_path
from tests.cluster.signals import send


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
                [shutil.which(self.arguments[0], path=search_path()) or self.arguments[0], *self.arguments[1:]],
                user=USER,
                cwd=self.folder,
                env={"PATH": search_path(), "HOME": str(self.folder), "LANG": "C.UTF-8", **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def listens_at(self, port: int) -> bool:
        """Whether a connection is taken there. RuntimeError, with its log: it has ended."""
        if self.process is not None and self.process.poll() is not None:
            raise RuntimeError(f"{self.name} has ended: {self.said}")
        with socket.socket() as caller:
            return caller.connect_ex(("127.0.0.1", port)) == 0

    def end(self, number: int = signal.SIGKILL) -> None:
        """End it, and wait for it."""
        if self.process is not None:
            send(number, self.process.pid)
            self.process.wait(30)

    @property
    def said(self) -> str:
        """The end of its log."""
        return (self.folder / f"{self.name}.log").read_text("utf-8", "replace")[-3000:]
