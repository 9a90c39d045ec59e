"""Counts are made of words of ours (rule E3), and those of several workers are added up (design/stack.md)."""

import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from ostiary.web.metrics import Metrics
from ostiary.web.worker_files import prepare

WORKER = "from ostiary.web.metrics import Metrics; Metrics().count_result('verifyOtp', 'InvalidCode')"
SLEEPER = (
    "from ostiary.web.metrics import Metrics; from ostiary.web.load import Load; import time; m = Metrics(); "
    "m.watch(lambda: Load(3, 2, 1, 7)); m.sample(); print(1, flush=True); time.sleep(60)"
)
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
        run(f"from ostiary.web.metrics import Metrics; Metrics().note_sealing({sealed}, {age}, {sealed})", tmp_path)
    told = run(READER, tmp_path).splitlines()
    assert "ostiary_audit_sealed_events_total 7.0" in told
    assert {"ostiary_audit_unsealed_seconds 0.5", "ostiary_audit_unsealed_events 4.0"} <= set(told)


def test_what_a_worker_said_of_its_present_goes_with_it(tmp_path: Path) -> None:
    busy = "from ostiary.web.load import Load; m = Metrics(); m.watch(lambda: Load(3, 2, 1, 7)); m.sample()"
    run(f"from ostiary.web.metrics import Metrics; {busy}; m.count_lock()", tmp_path)
    told = run(READER, tmp_path).splitlines()
    assert "ostiary_database_pool_size 0.0" in told
    assert "ostiary_account_locks_total 1.0" in told


def test_the_workers_that_live_are_added_up(tmp_path: Path) -> None:
    busy = "from ostiary.web.load import Load; m = Metrics(); m.watch(lambda: Load(3, 2, 1, 7))"
    other = f"Popen([sys.executable, '-c', {SLEEPER!r}], stdout=PIPE, text=True)"
    reader = f"from subprocess import PIPE, Popen; import sys; other = {other}; other.stdout.readline(); "
    told = run(
        f"{reader}from ostiary.web.metrics import Metrics; {busy}; print(m.exposition().decode()); other.kill(); "
        "other.communicate()",
        tmp_path,
    )
    assert {"ostiary_database_pool_size 6.0", "ostiary_passwords_queued 14.0"} <= set(told.splitlines())


def test_another_run_begins_at_zero(tmp_path: Path) -> None:
    run(WORKER, tmp_path)
    prepare(tmp_path)
    assert "ostiary_results_total{" not in run(READER, tmp_path)


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


@pytest.mark.parametrize(
    ("operation", "result", "factor", "lines"),
    [
        ("startLogin", "LoginChallenge", "", {'ostiary_logins_total{result="challenged"} 1.0'}),
        ("startLogin", "InvalidCredentials", "", {'ostiary_logins_total{result="refused"} 1.0'}),
        ("startLogin", "SERVICE_UNAVAILABLE", "", {'ostiary_logins_total{result="failed"} 1.0'}),
        (
            "verifyFactor",
            "LoginCompleted",
            "OTP",
            {
                'ostiary_logins_total{result="completed"} 1.0',
                'ostiary_second_steps_total{factor="OTP",result="LoginCompleted"} 1.0',
            },
        ),
        (
            "verifyFactor",
            "InvalidCode",
            "EMAIL",
            {'ostiary_second_steps_total{factor="EMAIL",result="InvalidCode"} 1.0'},
        ),
    ],
)
def test_logins_and_second_steps_are_counted_by_what_became_of_them(
    operation: str, result: str, factor: str, lines: set[str]
) -> None:
    metrics = Metrics()
    metrics.count_result(operation, result, factor)
    told = {line for line in metrics.exposition().decode().splitlines() if "_total{" in line}
    assert {line for line in told if "logins" in line or "second" in line} == lines


def test_a_request_is_timed_by_its_route_and_its_operation() -> None:
    metrics = Metrics()
    metrics.count_request("/graphql", 200, 0.004, "verifyFactor")
    metrics.count_request("/login", 200, 0.004)
    told = metrics.exposition().decode().splitlines()
    assert 'ostiary_operation_seconds_bucket{le="0.005",operation="verifyFactor"} 1.0' in told
    assert [line for line in told if line.startswith("ostiary_operation_seconds_count")] == [
        'ostiary_operation_seconds_count{operation="verifyFactor"} 1.0'
    ]


def test_the_version_is_told() -> None:
    assert f'ostiary_build_info{{python="{platform.python_version()}",version="{version("ostiary")}"}} 1.0' in (
        Metrics().exposition().decode()
    )
