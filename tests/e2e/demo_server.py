"""The product as `ostiary demo` starts it, in a process and a folder of its own (contract/operations.md)."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

START_SECONDS = 60


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@dataclass(frozen=True)
class Person:
    """Somebody of the demo. `otp_key`: the Base32 secret of an authenticator app that is bound already."""

    email: str
    password: str
    otp_key: str | None = None


class DemoServer:
    """Runs while it is entered."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        self._said = folder.with_suffix(".log")
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        command = Path(sys.executable).with_name("ostiary")
        environment = {name: value for name, value in os.environ.items() if not name.startswith("OSTIARY_")}
        with self._said.open("wb") as said:
            self._process = subprocess.Popen(
                [command, "demo", "--port", str(self.port), "--data", str(self.folder)],
                stdout=said,
                stderr=subprocess.STDOUT,
                env=environment,
            )
        try:
            self._wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _wait(self) -> None:
        assert self._process is not None
        patience = time.monotonic() + START_SECONDS
        while time.monotonic() < patience:
            assert self._process.poll() is None, f"the demo ended: {self._said.read_text()}"
            try:
                self.read("/healthz")
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.2)
            else:
                return
        raise AssertionError(f"the demo did not start: {self._said.read_text()}")

    def read(self, path: str) -> bytes:
        """What the server answers at `path`."""
        with urllib.request.urlopen(self.origin + path, timeout=5) as answer:
            return bytes(answer.read())

    def person(self, name: str) -> Person:
        """The demo's user `name`@example.com."""
        made: list[dict[str, Any]] = json.loads((self.folder / "users.json").read_text("utf-8"))
        [found] = [each for each in made if each["email"] == f"{name}@example.com"]
        return Person(found["email"], found["password"], found["otp_key"])

    def mailed_code(self, email: str) -> str:
        """The code of the newest mail to `email` that carries one; its subject starts with it (L9)."""
        patience = time.monotonic() + 10
        while time.monotonic() < patience:
            mails: list[dict[str, str]] = json.loads(self.read("/mailbox.json"))
            codes = [mail["subject"][:6] for mail in mails if mail["to"] == email and mail["subject"][:6].isdigit()]
            if codes:
                return codes[0]
            time.sleep(0.1)
        raise AssertionError(f"no code was mailed to {email}")
