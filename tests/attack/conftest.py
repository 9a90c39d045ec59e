"""One installation per database for all attacks: a server at SQLite, two at PostgreSQL.

The servers stand behind a proxy that they trust, so that each test comes from an address of its own and one test's
guesses do not use up another's.
"""

import secrets
from collections.abc import AsyncIterator, Iterator

import pytest

from tests.attack.siege import Siege
from tests.processes.calling import Api
from tests.processes.installation import ADMIN, PASSWORD, Installation
from tests.support.databases import PostgresDatabases, SqliteFiles
from tests.support.smtp_server import SmtpServer

_TRUSTED = "127.0.0.0/8"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """An attack without an id, or with another's, is not run."""
    owners: dict[str, str] = {}
    for item in items:
        if "/attack/" not in str(item.path) or item.path.name == "test_catalogue.py":
            continue
        marks = [mark.args[0] for mark in item.iter_markers("attack")]
        if len(marks) != 1:
            raise pytest.UsageError(f"{item.nodeid} has {len(marks)} ids, not one")
        place = item.nodeid.replace("sqlite", "*").replace("postgres", "*")
        if owners.setdefault(marks[0], place) != place:
            raise pytest.UsageError(f"{marks[0]} is the id of {owners[marks[0]]} and of {place}")


def besieged(url: str, folder_factory: pytest.TempPathFactory, count: int) -> Iterator[Installation]:
    """So many servers at one database, an administrator, and mail."""
    with SmtpServer().running() as smtp:
        installation = Installation(folder_factory.mktemp("siege"), url, smtp, settings={"trusted_proxies": _TRUSTED})
        try:
            installation.serve(count)
            installation.appoint_administrator()
            yield installation
        finally:
            installation.end()


@pytest.fixture(scope="session")
def sqlite_siege(sqlite_files: SqliteFiles, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    yield from besieged(sqlite_files.fresh(tmp_path_factory.mktemp("siege-sqlite")), tmp_path_factory, 1)


@pytest.fixture(scope="session")
def postgres_siege(
    postgres_databases: PostgresDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    url = postgres_databases.fresh()
    yield from besieged(url, tmp_path_factory, 2)
    postgres_databases.drop(url)


async def _administrator_token(admin: Api) -> str:
    completed = await admin.start(ADMIN, PASSWORD, "console")
    assert completed["__typename"] == "LoginCompleted", completed
    return str(completed["accessToken"])


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def siege(request: pytest.FixtureRequest) -> AsyncIterator[Siege]:
    """The house on each database, with clients of this test's own."""
    installation: Installation = request.getfixturevalue(f"{request.param}_siege")
    address = f"10.{secrets.randbelow(256)}.{secrets.randbelow(256)}.{1 + secrets.randbelow(254)}"
    apis = installation.connect()
    admin = installation.api(installation.servers[0])
    for api in (*apis, admin):
        api.client.headers["X-Forwarded-For"] = address
    admin.token = await _administrator_token(admin)
    yield Siege(installation, admin, apis, address)
    await installation.disconnect()
