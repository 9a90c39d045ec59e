"""Installations on either database; every process that they start is ended by its own id."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.processes.installation import Installation
from tests.support.databases import PostgresDatabases
from tests.support.smtp_server import SmtpServer


@pytest.fixture
def smtp() -> Iterator[SmtpServer]:
    with SmtpServer().running() as server:
        yield server


async def _lived(installation: Installation) -> AsyncIterator[Installation]:
    yield installation
    await installation.disconnect()
    installation.end()


@pytest.fixture
async def installation(database_url: str, smtp: SmtpServer, tmp_path: Path) -> AsyncIterator[Installation]:
    """Nothing runs yet; the database is migrated. The test runs once on each engine."""
    async for installation in _lived(Installation(tmp_path, database_url, smtp)):
        yield installation


@pytest.fixture
async def on_sqlite(sqlite_url: str, smtp: SmtpServer, tmp_path: Path) -> AsyncIterator[Installation]:
    """The same, on SQLite alone: for what does not depend on the engine."""
    async for installation in _lived(Installation(tmp_path, sqlite_url, smtp)):
        yield installation


@pytest.fixture
async def on_postgres(postgres_url: str, smtp: SmtpServer, tmp_path: Path) -> AsyncIterator[Installation]:
    """The same, on PostgreSQL alone."""
    async for installation in _lived(Installation(tmp_path, postgres_url, smtp)):
        yield installation


@pytest.fixture(scope="module")
def four_servers(
    postgres_databases: PostgresDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """Four processes at one PostgreSQL database, for all tests of a module; each test makes users of its own."""
    url = postgres_databases.fresh()
    with SmtpServer().running() as smtp:
        installation = Installation(tmp_path_factory.mktemp("four"), url, smtp)
        try:
            installation.serve(4)
            installation.appoint_administrator()
            yield installation
        finally:
            installation.end()
            postgres_databases.drop(url)


@pytest.fixture
async def four(four_servers: Installation) -> AsyncIterator[Installation]:
    """The four processes, with clients of this test's own."""
    yield four_servers
    await four_servers.disconnect()
