"""A PostgreSQL that answers and cannot serve: a clear 503, nothing half done, back by itself (security.md, "Failure").

Read-only (25006) and no connection left (53300) are PostgreSQL's own answers. The full disk (53100) is raised by a
trigger in its name: a disk cannot be filled from inside a test. Refusals before the first word (57P03, say) are in
tests/store/test_refused_greetings.py.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator, Iterator
from urllib.parse import urlsplit

import asyncpg
import httpx2
import pytest

from tests.attack.marks import attack
from tests.processes.documents import mutation
from tests.processes.installation import ADMIN, PASSWORD, Installation
from tests.support.databases import PostgresDatabases

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
FULL = """
CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
CREATE TRIGGER full_disk BEFORE INSERT ON audit_events FOR EACH ROW EXECUTE FUNCTION full_disk();
"""
EMPTIED = "DROP TRIGGER full_disk ON audit_events; DROP FUNCTION full_disk();"


class House:
    """One server that goes by a role of its own, and the database's owner beside it."""

    def __init__(self, installation: Installation, owner_url: str, role: str) -> None:
        self.installation, self.owner_url, self.role = installation, owner_url, role

    async def owner(self, sql: str) -> None:
        connection = await asyncpg.connect(self.owner_url)
        try:
            await connection.execute(sql)
        finally:
            await connection.close()

    async def count(self, table: str) -> int:
        connection = await asyncpg.connect(self.owner_url)
        try:
            return int(await connection.fetchval(f"SELECT count(*) FROM {table}"))
        finally:
            await connection.close()

    async def hang_up(self) -> None:
        """End what the server has open, so that new settings count."""
        await self.owner(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{self.role}'")

    async def login(self) -> httpx2.Response:
        """The administrator's first step, whatever is answered."""
        typed = {"clientId": "console", "email": ADMIN, "password": PASSWORD}
        return await self.installation.api(self.installation.servers[0]).post(mutation("startLogin"), {"input": typed})

    async def is_open_again(self) -> bool:
        for _ in range(40):
            answered = await self.login()
            if answered.status_code == 200:
                return bool(answered.json()["data"]["startLogin"]["__typename"] == "LoginCompleted")
            await asyncio.sleep(0.25)
        return False


@pytest.fixture(scope="module")
def served(postgres_databases: PostgresDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    url = postgres_databases.fresh()
    role = f"door_{secrets.token_hex(4)}"
    parts = urlsplit(url)
    own = parts._replace(netloc=f"{role}:@{parts.hostname}:{parts.port}").geturl()
    installation = Installation(tmp_path_factory.mktemp("failing"), own)
    house = House(installation, url, role)
    asyncio.run(house.owner(f"CREATE ROLE {role} LOGIN; GRANT pg_read_all_data, pg_write_all_data TO {role}"))
    try:
        installation.serve()
        installation.appoint_administrator()
        yield house
    finally:
        installation.end()
        postgres_databases.drop(url)


@pytest.fixture
async def house(served: House) -> AsyncIterator[House]:
    yield served
    await served.installation.disconnect()


async def assert_refused(house: House) -> None:
    """503 with a wait and a correlation id, in our words alone; and nothing was kept."""
    before = [await house.count(table) for table in ("sessions", "audit_events", "challenges")]
    answered = await house.login()
    assert answered.status_code == 503, (answered.text, house.installation.servers[0].said[-2000:])
    assert answered.headers["Retry-After"] == "5"
    (error,) = answered.json()["errors"]
    assert error["extensions"]["code"] == "SERVICE_UNAVAILABLE"
    assert error["extensions"]["correlationId"]
    assert not [word for word in ("disk", "read-only", "connection", "asyncpg", "SQL") if word in error["message"]]
    assert [await house.count(table) for table in ("sessions", "audit_events", "challenges")] == before


@attack("F-11")
async def test_a_full_disk_of_the_database_is_503_and_keeps_nothing(house: House) -> None:
    assert await house.is_open_again()
    await house.owner(FULL)
    await assert_refused(house)
    await house.owner(EMPTIED)
    assert await house.is_open_again()


@attack("F-12")
async def test_a_database_that_became_read_only_is_503_until_it_is_not(house: House) -> None:
    await house.owner(f"ALTER ROLE {house.role} SET default_transaction_read_only = on")
    await house.hang_up()
    await assert_refused(house)
    await house.owner(f"ALTER ROLE {house.role} RESET default_transaction_read_only")
    await house.hang_up()
    assert await house.is_open_again()


@attack("F-13")
async def test_a_database_without_a_connection_left_is_503_until_there_is_one(house: House) -> None:
    await house.owner(f"ALTER ROLE {house.role} CONNECTION LIMIT 0")
    await house.hang_up()
    await assert_refused(house)
    await house.owner(f"ALTER ROLE {house.role} CONNECTION LIMIT -1")
    assert await house.is_open_again()
