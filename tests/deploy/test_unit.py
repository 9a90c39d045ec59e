"""docs/deploy/ostiary.service: systemd understands it, and what it closes off is not needed."""

import re
import subprocess
import sys
from pathlib import Path

from ostiary.settings import Settings
from tests.deploy.unit import ROOT, UNIT, said_of

HASHES_A_PASSWORD = """
import asyncio, os, sys
from ostiary.services.passwords import Passwords
from tests.deploy.filtered_calls import refuse_setpriority

async def hashed() -> bool:
    passwords = Passwords(memory_kib=8, passes=1)
    return await passwords.verify(await passwords.hash("correct horse"), "correct horse")

refuse_setpriority(sys.argv[1])
print(asyncio.run(hashed()), flush=True)
os.setpriority(os.PRIO_PROCESS, 0, 5)
"""


def test_the_unit_is_understood_and_sealed_off(tmp_path: Path) -> None:
    unit = tmp_path / "ostiary.service"
    unit.write_text(UNIT.replace("/opt/ostiary/bin/ostiary", str(Path(sys.executable).with_name("ostiary"))))
    assert said_of("SuccessExitStatus") == ["143"]
    assert set(re.findall(r"OSTIARY_(\w+)", UNIT)) <= {name.upper() for name in Settings.model_fields}
    verified = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert (verified.returncode, verified.stderr) == (0, "")
    judged = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", "--threshold=20", unit], capture_output=True, check=False
    )
    assert judged.returncode == 0, judged.stdout.decode()


def test_a_call_that_it_filters_fails_and_does_not_end_the_process() -> None:
    assert said_of("SystemCallFilter")
    assert said_of("SystemCallErrorNumber") == ["EPERM"]


def test_a_password_is_hashed_where_nothing_may_give_way_to_others() -> None:
    """services/passwords.py asks for a lower priority in each of its threads; the unit forbids @resources."""
    error_name = "".join(said_of("SystemCallErrorNumber"))
    done = subprocess.run(
        [sys.executable, "-c", HASHES_A_PASSWORD, error_name], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, "True\n"), done.stderr
    assert "PermissionError" in done.stderr, "the filter was there"
