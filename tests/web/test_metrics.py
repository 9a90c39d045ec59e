"""Counts of several workers are added up (design/stack.md: they were wrong without)."""

import os
import subprocess
import sys
from pathlib import Path

WORKER = "from ostiary.web.metrics import Metrics; Metrics().count_result('verifyOtp', 'InvalidCode')"
READER = "from ostiary.web.metrics import Metrics; print(Metrics().exposition().decode())"


def run(program: str, folder: Path) -> str:
    environment = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout


def test_two_workers_are_counted_together(tmp_path: Path) -> None:
    run(WORKER, tmp_path)
    run(WORKER, tmp_path)
    assert 'ostiary_results_total{operation="verifyOtp",result="InvalidCode"} 2.0' in run(READER, tmp_path)
