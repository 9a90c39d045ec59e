"""Counts are made of words of ours (rule E3), and those of several workers are added up (design/stack.md)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ostiary.web.metrics import Metrics

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


def test_two_workers_sealers_are_added_up_and_the_last_look_counts(tmp_path: Path) -> None:
    for sealed, age in ((3, 5.0), (4, 0.5)):
        run(f"from ostiary.web.metrics import Metrics; Metrics().note_sealing({sealed}, {age})", tmp_path)
    told = run(READER, tmp_path).splitlines()
    assert "ostiary_audit_sealed_events_total 7.0" in told
    assert "ostiary_audit_unsealed_seconds 0.5" in told


@pytest.mark.parametrize(
    ("operation", "result", "line"),
    [
        ("verifyOtp", "InvalidCode", 'ostiary_results_total{operation="verifyOtp",result="InvalidCode"} 1.0'),
        ("verifyOtp", "ann@example.com", 'ostiary_results_total{operation="verifyOtp",result="other"} 1.0'),
        ("x" * 65, "ok", 'ostiary_results_total{operation="other",result="ok"} 1.0'),
    ],
)
def test_results_are_counted_by_words_of_the_schema(operation: str, result: str, line: str) -> None:
    metrics = Metrics()
    metrics.count_result(operation, result)
    assert line in metrics.exposition().decode().splitlines()
