"""A database that goes away: an error that says so, nothing half done, no slot lost, back by itself."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import asyncpg
import pytest

from ostiary.store import postgres
from ostiary.store.away import DatabaseAwayError
from ostiary.store.database import Database
from ostiary.store.statements import rows_of
from ostiary.store.unit_of_work import unit_of_work
from tests.support.cable import Cable, cable_to
from tests.support.postgres import free_port

pytestmark = pytest.mark.postgres


@pytest.fixture
async def cable(postgres_url: str) -> AsyncIterator[Cable]:
    """The cable of a database with a pool of two, which is bound to the test."""
    async with cable_to(postgres_url) as (cable, near):
        database = await Database.open(near, pool=2)
        with database.bound():
            yield cable
        await database.close()


async def work() -> None:
    async with unit_of_work():
        await rows_of("SELECT 1 AS one")


async def terminate_backends(url: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    await connection.close()


async def test_while_it_is_away_work_says_so_and_goes_on_when_it_is_back(cable: Cable) -> None:
    await work()
    await cable.pull_out()
    for _ in range(5):
        with pytest.raises(DatabaseAwayError):
            await work()
        with pytest.raises(DatabaseAwayError):
            await rows_of("SELECT 1 AS one")
    await cable.put_in()
    await asyncio.gather(*(work() for _ in range(10)))


async def test_it_may_be_away_at_the_start(cable: Cable) -> None:
    await cable.pull_out()
    with pytest.raises(DatabaseAwayError):
        await work()
    with pytest.raises(DatabaseAwayError):
        await rows_of("SELECT 1 AS one")
    await cable.put_in()
    await work()


async def test_work_that_loses_its_connection_is_undone_and_its_slot_is_free(cable: Cable, postgres_url: str) -> None:
    async def lose() -> None:
        async with unit_of_work():
            await rows_of("UPDATE mail_delivery SET last_failed_at = 1 RETURNING id")
            await terminate_backends(postgres_url)
            await rows_of("UPDATE mail_delivery SET last_failed_at = 2 RETURNING id")

    for _ in range(4):
        with pytest.raises(DatabaseAwayError):
            await lose()
    assert await rows_of("SELECT last_failed_at FROM mail_delivery") == [{"last_failed_at": None}]
    await asyncio.gather(*(work() for _ in range(10)))


async def test_a_connection_lost_between_two_pieces_of_work_is_not_noticed_for_long(
    cable: Cable, postgres_url: str
) -> None:
    await asyncio.gather(work(), work())
    await terminate_backends(postgres_url)
    await asyncio.sleep(0.05)
    await asyncio.gather(*(work() for _ in range(4)))


async def test_a_begin_that_fails_gives_its_slot_back(cable: Cable, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object) -> None:
        raise asyncpg.InterfaceError("made up")

    with monkeypatch.context() as patched:
        patched.setattr("asyncpg.transaction.Transaction.start", fail)
        for _ in range(5):
            with pytest.raises(DatabaseAwayError):
                await work()
    await asyncio.gather(work(), work())


async def test_nobody_waits_for_ever_for_a_free_connection(cable: Cable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "POOL_WAIT_SECONDS", 0.05)
    release = asyncio.Event()

    async def hold() -> None:
        async with unit_of_work():
            await release.wait()

    tasks = [asyncio.create_task(hold()) for _ in range(2)]
    await asyncio.sleep(0.1)
    with pytest.raises(DatabaseAwayError):
        await work()
    release.set()
    await asyncio.gather(*tasks)
    await work()


async def test_who_waits_longest_for_a_connection_is_served_first(postgres_url: str) -> None:
    served: list[str] = []
    database = await Database.open(postgres_url, pool=1)

    async def ask(name: str, times: int) -> None:
        for _ in range(times):
            await rows_of("SELECT 1 AS one")
            served.append(name)

    with database.bound():
        await work()
        await asyncio.gather(ask("greedy", 3), ask("first", 1), ask("second", 1))
    await database.close()
    assert served == ["greedy", "first", "second", "greedy", "greedy"]


async def test_nobody_listens_at_the_address_and_it_says_so() -> None:
    database = await Database.open(f"postgres://postgres:@127.0.0.1:{free_port()}/none")
    with database.bound(), pytest.raises(DatabaseAwayError):
        await work()
    await database.close()


@pytest.fixture
async def file(sqlite_url: str) -> AsyncIterator[Path]:
    """A file whose database is bound to the test."""
    database = await Database.open(sqlite_url)
    with database.bound():
        await rows_of("PRAGMA busy_timeout = 200")
        yield Path(sqlite_url.removeprefix("sqlite://"))
    await database.close()


@contextmanager
def held(file: Path) -> Iterator[None]:
    """Another program writes to the file."""
    with closing(sqlite3.connect(file, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        yield
        holder.execute("ROLLBACK")


async def test_a_file_that_another_program_holds_says_so_and_works_again_afterwards(file: Path) -> None:
    with held(file), pytest.raises(DatabaseAwayError):
        await work()
    await work()


async def test_a_begin_that_is_cancelled_while_the_file_is_held_leaves_no_transaction_open(file: Path) -> None:
    await work()
    with held(file):
        task = asyncio.create_task(work())
        await asyncio.sleep(0.05)
        task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await work()
