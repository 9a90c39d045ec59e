"""/readyz: false where a login would fail or a version does not fit, and true again by itself (operations.md)."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest

from tests.processes.installation import Installation
from tests.processes.servers import START_SECONDS, Server
from tests.support.aside import run_aside

pytestmark = pytest.mark.slow


def execute(url: str, sql: str) -> None:
    """One statement, by somebody else."""

    async def on_postgres() -> None:
        connection = await asyncpg.connect(url, server_settings={"default_transaction_read_only": "off"})
        try:
            await connection.execute(sql)
        finally:
            await connection.close()

    if url.startswith("postgres"):
        run_aside(on_postgres())
        return
    with closing(sqlite3.connect(urlsplit(url).path)) as connection, connection:
        connection.execute(sql)


def becomes(server: Server, readiness: int) -> None:
    """Wait until /readyz answers that."""
    patience = time.monotonic() + START_SECONDS
    while server.readiness() != readiness:
        assert time.monotonic() < patience
        time.sleep(0.05)


def test_another_version_s_database_is_not_ready_and_an_expanded_one_is(installation: Installation) -> None:
    (server,) = installation.serve()
    url = installation.database_url
    newest = "(SELECT MAX(number) FROM schema_migrations)"
    execute(url, f"UPDATE schema_migrations SET number = 5000 WHERE number = {newest}")
    assert server.readiness() == 503
    execute(url, "UPDATE schema_migrations SET name = '5000_expand_more.postgres.sql' WHERE number = 5000")
    assert server.readiness() == 503, "the newest of ours is missing: older"
    restored = f"number = {1 + _known(installation)}, name = 'again'"
    execute(url, f"UPDATE schema_migrations SET {restored} WHERE number = 5000")
    assert server.readiness() == 200
    added = "INSERT INTO schema_migrations (number, name, checksum) VALUES (5000, '{}', 'x')"
    execute(url, added.format("5000_contract_more.sqlite.sql"))
    assert server.readiness() == 503
    execute(url, "UPDATE schema_migrations SET name = '5000_expand_more.sqlite.sql' WHERE number = 5000")
    assert server.readiness() == 200


def _known(installation: Installation) -> int:
    """The number of the last file but one."""
    folder = Path(__file__).parents[2] / "backend/ostiary/store/migrations"
    return max(int(path.name[:4]) for path in folder.glob("*.sql")) - 1


def test_a_file_that_is_gone_is_not_ready_until_it_is_back(on_sqlite: Installation) -> None:
    (server,) = on_sqlite.serve()
    path = Path(urlsplit(on_sqlite.database_url).path)
    away = path.rename(path.with_name("away.db"))
    assert server.readiness() == 503
    away.rename(path)
    assert server.readiness() == 200


@pytest.mark.postgres
def test_a_read_only_database_is_not_ready_until_it_takes_writes_again(on_postgres: Installation) -> None:
    """As after a failover to a standby, or by an operator."""
    (server,) = on_postgres.serve()
    url = on_postgres.database_url
    name = urlsplit(url).path.lstrip("/")
    end_others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ostiary' AND datname"
    execute(url, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    execute(url, f"{end_others} = '{name}'")
    becomes(server, 503)
    assert server.readiness() == 503
    execute(url, f"ALTER DATABASE {name} RESET default_transaction_read_only")
    execute(url, f"{end_others} = '{name}'")
    becomes(server, 200)
