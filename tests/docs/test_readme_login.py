"""The README's first login, run as it is printed (issue 2, "README"): bash and curl against a demo."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROMPT = "the password that make demo printed"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def printed_by_demo(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line.startswith("Press Ctrl-C"):
            break
    return "".join(lines)


def await_ready(url: str) -> None:
    for _ in range(300):
        with suppress(OSError), urllib.request.urlopen(f"{url}/readyz", timeout=2):
            return
        time.sleep(0.1)
    raise AssertionError("the demo is not ready after thirty seconds")


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[tuple[int, str]]:
    """A demo of its own: its port and what it printed."""
    port = free_port()
    command = [sys.executable, "-c", "from ostiary.cli import main; main()"]
    arguments = ["demo", "--port", str(port), "--data", str(tmp_path / "demo")]
    paths = {**os.environ, "PYTHONPATH": str(ROOT / "backend")}
    with subprocess.Popen([*command, *arguments], stdout=subprocess.PIPE, text=True, env=paths) as process:
        try:
            printed = printed_by_demo(process)
            await_ready(f"http://127.0.0.1:{port}")
            yield port, printed
        finally:
            process.terminate()


def test_the_login_of_the_readme_binds_otp_and_then_signs_in_by_email(demo: tuple[int, str]) -> None:
    port, printed = demo
    password = re.search(r"new@example\.com +(\S+)", printed)
    assert password is not None
    script = "\n".join(re.findall(r"```bash\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL))
    for printed_text, here in (
        ("http://127.0.0.1:8000", f"http://127.0.0.1:{port}"),
        (PROMPT, password[1]),
        (".venv/bin/python", sys.executable),
    ):
        assert script.count(printed_text) == 1
        script = script.replace(printed_text, here)
    # As at a prompt: there an exclamation mark in double quotes is replaced.
    pasted = f"unset HISTFILE\nset -o history\nset -H\nset -u\n{script}"
    ran = subprocess.run(["bash"], input=pasted, capture_output=True, text=True, timeout=60, check=False)
    assert ran.stderr == ""
    assert ran.stdout.count('"__typename":"EmailCodeSent"') == 2
    assert '"__typename":"LoginCompleted","amr":["pwd","otp","mfa"]' in ran.stdout
    assert '"viewer":{"email":"new@example.com"' in ran.stdout
