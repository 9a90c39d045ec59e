"""BENCH_DATABASE_URL: a server that is not the bench's own is left as it was, and pgbench finds its way there."""

from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest

from bench.machines import Machines
from bench.pgbench import connected
from tests.support.aside import run_aside


async def databases(url: str) -> set[str]:
    connection = await asyncpg.connect(url)
    try:
        return {row["datname"] for row in await connection.fetch("SELECT datname FROM pg_database")}
    finally:
        await connection.close()


@pytest.mark.postgres
def test_databases_that_were_made_there_are_dropped(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BENCH_DATABASE_URL", postgres_url)
    machines = Machines(tmp_path)
    made = {urlsplit(run_aside(machines.postgres())).path[1:] for _ in range(2)}
    assert len(made & run_aside(databases(postgres_url))) == 2
    machines.close()
    assert made & run_aside(databases(postgres_url)) == set()


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("postgres://ostiary@db.example.com/bench", ["-h", "db.example.com", "-p", "5432", "-U", "ostiary", "bench"]),
        ("postgres://a%40b@[::1]:6543/bench", ["-h", "::1", "-p", "6543", "-U", "a@b", "bench"]),
        ("postgres://x@%2FVar%2Frun%2Fpg/bench", ["-h", "/Var/run/pg", "-p", "5432", "-U", "x", "bench"]),
        ("postgres://10.0.0.1/bench", ["-h", "10.0.0.1", "-p", "5432", "bench"]),
    ],
)
def test_pgbench_finds_host_port_and_user(url: str, options: list[str]) -> None:
    assert connected(url) == (options, {})


def test_a_password_is_in_no_list_of_processes() -> None:
    options, environment = connected("postgres://ostiary:p%40ss@db.example.com:5433/bench")
    assert environment == {"PGPASSWORD": "p@ss"}
    assert "p@ss" not in " ".join(options)
