"""Installations on either database; every process that they start is ended by its own id."""

import secrets
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.processes.installation import Installation
from tests.processes.visitor import Visitor
from tests.support.databases import PostgresDatabases, SqliteFiles
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


def _shared(url: str, folder: Path, count: int) -> Iterator[Installation]:
    """So many servers and an administrator, for all tests of a module."""
    with SmtpServer().running() as smtp:
        installation = Installation(folder, url, smtp)
        try:
            installation.serve(count)
            installation.appoint_administrator()
            yield installation
        finally:
            installation.end()


@pytest.fixture(scope="module")
def four_servers(
    postgres_databases: PostgresDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """Four processes at one PostgreSQL database."""
    url = postgres_databases.fresh()
    yield from _shared(url, tmp_path_factory.mktemp("four"), 4)
    postgres_databases.drop(url)


@pytest.fixture(scope="module")
def one_server(sqlite_files: SqliteFiles, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """One process at a SQLite file."""
    folder = tmp_path_factory.mktemp("one")
    yield from _shared(sqlite_files.fresh(folder), folder, 1)


@pytest.fixture
async def four(four_servers: Installation) -> AsyncIterator[Installation]:
    """The four processes, with clients of this test's own; each test makes users of its own."""
    yield four_servers
    await four_servers.disconnect()


@pytest.fixture
async def one(one_server: Installation) -> AsyncIterator[Installation]:
    """The one process, likewise."""
    yield one_server
    await one_server.disconnect()


@pytest.fixture
async def visitor(one: Installation) -> Visitor:
    admin = await one.administrator()
    if not one.application_id:
        await one.application(admin, "OTP", "EMAIL")
    email = f"{secrets.token_hex(4)}@example.com"
    return Visitor(one, one.connect()[0], admin, email, await one.user(admin, email))
