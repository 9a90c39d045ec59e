"""Lost connections, lost conflicts and servers that only read: run again if it is harmless, told if it is not."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from ostiary.policy.rerunning import Outage
from ostiary.store.away import DatabaseAwayError, outage_of
from ostiary.store.database import Database, DatabaseRefusedError
from ostiary.store.postgres import PostgresClient
from ostiary.store.rerunning import is_rerun_due, rerun
from ostiary.store.statements import rows_of
from ostiary.store.unit_of_work import unit_of_work

pytestmark = pytest.mark.postgres

ADD = "UPDATE tally SET total = total + 1 WHERE id = $1 RETURNING id"


@pytest.fixture
async def url(postgres_url: str) -> AsyncIterator[str]:
    """A database with a table of two rows to count in."""
    connection = await asyncpg.connect(postgres_url)
    await connection.execute("CREATE TABLE tally (id INTEGER PRIMARY KEY, total INTEGER NOT NULL)")
    await connection.execute("INSERT INTO tally VALUES (1, 0), (2, 0)")
    yield postgres_url
    await connection.execute("DROP TABLE tally; DROP FUNCTION IF EXISTS dawdle")
    await connection.close()


@pytest.fixture
async def bound(url: str) -> AsyncIterator[Database]:
    database = await Database.open(url, pool=4)
    with database.bound():
        yield database
    await database.close()


async def totals() -> list[int]:
    return [row["total"] for row in await rows_of("SELECT total FROM tally ORDER BY id")]


async def terminate_others(url: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
        "WHERE datname = current_database() AND application_name = 'ostiary'"
    )
    await connection.close()


async def test_work_that_lost_its_connection_before_the_commit_is_done_once(bound: Database, url: str) -> None:
    runs = 0

    async def work() -> None:
        nonlocal runs
        runs += 1
        async with unit_of_work():
            await rows_of(ADD, 1)
            if runs < 3:
                await terminate_others(url)
            await rows_of(ADD, 2)

    await rerun(work)
    assert (runs, await totals()) == (3, [1, 1])


async def test_work_that_loses_it_every_time_gives_up_and_leaves_nothing(bound: Database, url: str) -> None:
    runs = 0

    async def work() -> None:
        nonlocal runs
        runs += 1
        async with unit_of_work():
            await rows_of(ADD, 1)
            await terminate_others(url)

    with pytest.raises(DatabaseAwayError) as raised:
        await rerun(work)
    assert (raised.value.outage, runs, await totals()) == (Outage.DROPPED, 3, [0, 0])


async def test_work_is_not_run_again_once_part_of_it_is_committed(bound: Database, url: str) -> None:
    async def work() -> None:
        async with unit_of_work():
            await rows_of(ADD, 1)
        async with unit_of_work():
            await rows_of(ADD, 2)
            await terminate_others(url)

    with pytest.raises(DatabaseAwayError):
        await rerun(work)
    assert await totals() == [1, 0]


@pytest.mark.parametrize(
    "write", [ADD, "WITH added AS (UPDATE tally SET total = 1 WHERE id = $1 RETURNING 1) TABLE added"]
)
async def test_a_single_statement_that_writes_counts_as_committed(bound: Database, url: str, write: str) -> None:
    async def work() -> None:
        await rows_of(write, 1)
        async with unit_of_work():
            await rows_of(ADD, 2)
            await terminate_others(url)

    with pytest.raises(DatabaseAwayError):
        await rerun(work)
    assert await totals() == [1, 0]


async def test_a_commit_whose_answer_is_lost_is_in_doubt_and_not_repeated(bound: Database, url: str) -> None:
    """The server dawdles in the commit itself, and its connection ends there."""
    await rows_of(
        "CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(20); RETURN NULL; END'"
    )
    await rows_of(
        "CREATE CONSTRAINT TRIGGER late AFTER UPDATE ON tally DEFERRABLE INITIALLY DEFERRED "
        "FOR EACH ROW WHEN (NEW.id = 2) EXECUTE FUNCTION dawdle()"
    )
    runs = 0

    async def work() -> None:
        nonlocal runs
        runs += 1
        async with unit_of_work():
            await rows_of(ADD, 2)

    running = asyncio.create_task(rerun(work))
    watcher = await asyncpg.connect(url)
    committing = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query = 'COMMIT;'"
    for _ in range(1000):
        if await watcher.fetchval(committing):
            break
        await asyncio.sleep(0.02)
    await watcher.close()
    await terminate_others(url)
    with pytest.raises(DatabaseAwayError) as raised:
        await running
    assert (raised.value.outage, runs) == (Outage.IN_DOUBT, 1)


async def test_a_deadlock_is_resolved_by_running_its_victim_again(bound: Database) -> None:
    both_hold = asyncio.Barrier(2)
    runs = 0

    async def work(first: int, second: int) -> None:
        nonlocal runs
        runs += 1
        async with unit_of_work():
            await rows_of(ADD, first)
            if runs <= 2:
                await both_hold.wait()
            await rows_of(ADD, second)

    await asyncio.gather(rerun(lambda: work(1, 2)), rerun(lambda: work(2, 1)))
    assert (runs, await totals()) == (3, [2, 2])


async def test_a_serialization_failure_is_run_again(bound: Database) -> None:
    both_read = asyncio.Barrier(2)
    runs = 0

    async def work() -> None:
        nonlocal runs
        runs += 1
        async with unit_of_work():
            await rows_of("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE")
            await totals()
            if runs <= 2:
                await both_read.wait()
            await rows_of(ADD, 1)

    await asyncio.gather(rerun(work), rerun(work))
    assert (runs, await totals()) == (3, [2, 0])


async def test_a_conflict_outside_any_rerun_is_told_as_what_it_is(bound: Database) -> None:
    async def work() -> None:
        async with unit_of_work():
            raise asyncpg.SerializationError

    with pytest.raises(DatabaseAwayError) as raised:
        await work()
    assert (raised.value.outage, is_rerun_due(raised.value)) == (Outage.CONFLICT, False)


async def test_connections_to_a_server_that_only_reads_now_are_replaced(bound: Database) -> None:
    """As after a switchover: two old connections lead to what was the leader, new ones to the new one."""

    async def demote() -> None:
        async with unit_of_work():
            await rows_of("SET default_transaction_read_only = on")
            await asyncio.sleep(0.1)

    async def add() -> None:
        async with unit_of_work():
            await rows_of(ADD, 1)

    await asyncio.gather(demote(), demote())
    with pytest.raises(DatabaseAwayError) as raised:
        await add()
    assert raised.value.outage is Outage.READ_ONLY
    await add()
    await asyncio.gather(demote(), demote())
    await asyncio.gather(rerun(add), rerun(add))
    assert await totals() == [3, 0]


async def test_a_write_outside_a_transaction_tells_a_server_that_only_reads_too(bound: Database) -> None:
    async with unit_of_work():
        await rows_of("SET default_transaction_read_only = on")
    await rerun(lambda: rows_of(ADD, 2))
    assert await totals() == [0, 1]


async def test_a_database_that_only_reads_is_refused_from_the_start(url: str) -> None:
    connection = await asyncpg.connect(url)
    name = await connection.fetchval("SELECT current_database()")
    await connection.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    database = await Database.open(url, pool=1)
    with database.bound(), pytest.raises(DatabaseRefusedError, match="only reads"):
        await database.check()
    await connection.execute(f"ALTER DATABASE {name} RESET default_transaction_read_only")
    with database.bound():
        await database.check()
    await database.close()
    await connection.close()


async def test_a_statement_that_takes_too_long_ends_and_leaves_the_pool_whole(url: str) -> None:
    database = await Database.open(url, pool=1, seconds=0.3)

    async def dawdle() -> None:
        async with unit_of_work():
            await rows_of(ADD, 1)
            await rows_of("SELECT pg_sleep(20)")

    with database.bound():
        for slow, outage in (
            (dawdle, Outage.UNREACHABLE),
            (lambda: rows_of("SELECT pg_sleep(20)"), Outage.UNREACHABLE),
            (lambda: rows_of("UPDATE tally SET total = 9 WHERE pg_sleep(20) IS NULL"), Outage.IN_DOUBT),
        ):
            with pytest.raises(DatabaseAwayError) as raised:
                await slow()
            assert raised.value.outage is outage
        assert await totals() == [0, 0]
    await database.close()


async def test_a_question_that_lost_its_connection_is_asked_again(
    bound: Database, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    take, taken = PostgresClient.take, []

    async def take_and_lose(client: PostgresClient) -> object:
        taken.append(connection := await take(client))
        if len(taken) == 1:
            await terminate_others(url)
        return connection

    monkeypatch.setattr(PostgresClient, "take", take_and_lose)
    assert await totals() == [0, 0]
    assert len(taken) == 2


@pytest.mark.parametrize(
    ("error", "outage"),
    [
        (asyncpg.exceptions.CrashShutdownError(), Outage.DROPPED),
        (asyncpg.exceptions.AdminShutdownError(), Outage.DROPPED),
        (asyncpg.exceptions.ProtocolViolationError("server login failed"), Outage.DROPPED),
        (asyncpg.exceptions.PostgresIOError(), Outage.DROPPED),
        (ConnectionResetError(), Outage.DROPPED),
        (asyncpg.exceptions.CannotConnectNowError(), Outage.UNREACHABLE),
        (asyncpg.exceptions.TooManyConnectionsError(), Outage.UNREACHABLE),
        (asyncpg.exceptions.DiskFullError(), Outage.UNREACHABLE),
        (TimeoutError(), Outage.UNREACHABLE),
        (asyncpg.exceptions.StatementCompletionUnknownError(), Outage.IN_DOUBT),
        (asyncpg.exceptions.UniqueViolationError(), None),
        (asyncpg.exceptions.UndefinedTableError(), None),
        (ZeroDivisionError(), None),
    ],
)
def test_each_error_is_known_for_what_it_says(error: Exception, outage: Outage | None) -> None:
    assert outage_of(error) is outage
