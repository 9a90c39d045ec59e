"""The examples run as their READMEs print them, and say what is printed there, each against a demo of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.demo_server import DemoServer

ROOT = Path(__file__).parents[2]
PROMPTS = {
    "the password that make demo printed": "new",
    "the password of the administrator": "admin",
}
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+\+00:00")
MINUTE = 60


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[DemoServer]:
    with DemoServer(tmp_path / "demo") as server:
        yield server


def printed(readme: Path, language: str) -> str:
    return "".join(re.findall(rf"```{language}\n(.*?)```", readme.read_text("utf-8"), re.DOTALL))


def run(lines: str, demo: DemoServer) -> str:
    """The lines in bash, from the top folder; only passwords and the address of the demo are put in."""
    for prompt, name in PROMPTS.items():
        lines = lines.replace(prompt, demo.person(name).password)
    tools = Path(sys.executable).parent
    lines = lines.replace(".venv/bin/", f"{tools}/")
    environment = {**os.environ, "OSTIARY_URL": demo.origin}
    ran = subprocess.run(
        ["bash", "-eu"],
        input=lines,
        capture_output=True,
        text=True,
        timeout=2 * MINUTE,
        check=False,
        cwd=ROOT,
        env=environment,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout


@pytest.mark.slow  # the next code takes up to half a minute
@pytest.mark.timeout(5 * MINUTE)
@pytest.mark.parametrize("language", ["python", "typescript"])
def test_a_login_with_binding_runs_as_printed_and_again_by_mail(demo: DemoServer, language: str) -> None:
    readme = ROOT / "examples" / language / "README.md"
    lines = printed(readme, "bash")
    said = run(lines, demo)
    assert said.startswith(printed(readme, "text"))
    again = run(lines, demo)
    assert "Signed in: new@example.com, ID token for demo, amr pwd email mfa\n" in again


def test_the_login_in_bash_runs_as_printed_and_again(demo: DemoServer) -> None:
    readme = ROOT / "examples" / "curl" / "README.md"
    for _ in range(2):
        said = run(printed(readme, "bash"), demo)
        assert INSTANT.sub("", said) == INSTANT.sub("", printed(readme, "text"))


def test_the_administrators_example_lists_everybody_and_the_failed_steps(demo: DemoServer) -> None:
    readme = ROOT / "examples" / "python" / "README.md"
    [_, lines] = re.findall(r"```bash\n(.*?)```", readme.read_text("utf-8"), re.DOTALL)
    said = run(lines, demo).splitlines()
    users = {line.split()[0]: line for line in said if "@" in line.split()[0]}
    failed = [line.split() for line in said if "Secondary authentication - Email" in line]
    assert sorted(users) == [f"{name}@example.com" for name in ("admin", "bound", "bypassed", "locked", "new")]
    assert users["bound@example.com"].endswith("OTP in demo")
    assert users["bypassed@example.com"].endswith("nothing bound; bypassed")
    assert "locked until 2" in users["locked@example.com"]
    assert [words[-1] for words in failed] == ["INVALID_CODE"] * 6
    assert {words[-3] for words in failed} == {"locked@example.com"}
