"""What every test may ask for: both databases, a runtime whose clock and mail the test holds, a scene to act in."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from ostiary.services.directory import ensure_console
from ostiary.services.passwords import Passwords
from ostiary.services.runtime import Runtime
from ostiary.store.database import Database
from ostiary.store.key_ring import KeyRing, generate_key_ring, parse_key_ring
from tests.support.collected_mail import CollectedMail
from tests.support.crew import Crew
from tests.support.databases import PostgresDatabases, SqliteFiles
from tests.support.passing_time import Hands
from tests.support.postgres import EmbeddedPostgres
from tests.support.scene import Scene

BY_THEMSELVES = {
    "tests/cluster": ("OSTIARY_CLUSTER", "make cluster"),
    "tests/image": ("OSTIARY_IMAGE", "make image"),
}
"""What takes programs, time and rights that not every machine has: the variable that has it run, and who sets it."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """What was asked for and is not run is said, so that nobody takes it for passed."""
    asked = [Path(each.split("::")[0]).absolute() for each in config.args]
    for name, (variable, command) in BY_THEMSELVES.items():
        folder = config.rootpath / name
        is_asked = any(each.is_relative_to(folder) or folder.is_relative_to(each) for each in asked)
        if is_asked and not os.environ.get(variable):
            terminalreporter.write_line(f"NOT RUN: what runs by itself in {name}: `{command}`", yellow=True, bold=True)


@pytest.fixture(scope="session")
def sqlite_files(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    return SqliteFiles(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_databases() -> Iterator[PostgresDatabases]:
    """On the server of TEST_DATABASE_URL, or on an embedded one; started by the first test that needs it."""
    given = os.environ.get("TEST_DATABASE_URL")
    server = None if given else EmbeddedPostgres()
    try:
        databases = PostgresDatabases(given or (server.url() if server else ""))
        yield databases
        databases.close()
    finally:
        if server:
            server.stop()


@pytest.fixture
def sqlite_url(sqlite_files: SqliteFiles, tmp_path: Path) -> str:
    return sqlite_files.fresh(tmp_path)


@pytest.fixture
def postgres_url(postgres_databases: PostgresDatabases) -> Iterator[str]:
    url = postgres_databases.fresh()
    yield url
    postgres_databases.give_back(url)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh, migrated database: the test runs once on each engine."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The database, opened and bound to the test."""
    database = await Database.open(database_url)
    with database.bound():
        yield database
    await database.close()


@pytest.fixture(scope="session")
def crew() -> Iterator[Crew]:
    """Four processes; started by the first test that needs them."""
    crew = Crew()
    yield crew
    crew.close()


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def mail() -> CollectedMail:
    return CollectedMail()


@pytest.fixture(scope="session")
def passwords() -> Iterator[Passwords]:
    """As cheap as argon2 goes: what is tested is not how long it takes."""
    passwords = Passwords(memory_kib=8, passes=1)
    yield passwords
    passwords.close()


@pytest.fixture(scope="session")
def key_ring() -> KeyRing:
    return parse_key_ring(generate_key_ring("test"))


@pytest.fixture
def runtime(hands: Hands, mail: CollectedMail, passwords: Passwords, key_ring: KeyRing) -> Runtime:
    return Runtime(hands.clock, key_ring, mail, passwords, "https://login.example.com")


@pytest.fixture
async def scene(database: Database, runtime: Runtime, hands: Hands, mail: CollectedMail) -> AsyncIterator[Scene]:
    """An installation with its console and one administrator, and no application yet."""
    await ensure_console(runtime)
    scene = Scene(runtime, hands, mail)
    await scene.appoint_administrator()
    yield scene
    await runtime.drain()
