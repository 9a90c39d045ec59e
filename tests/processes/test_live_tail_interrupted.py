"""The live view while something happens: a late commit, a server that dies, one of two that dies (ux.md 8)."""

import uuid

import asyncpg
import pytest

from ostiary.store.instants import to_micros
from tests.processes.installation import Installation, now
from tests.processes.live_tail import following
from tests.processes.test_live_tail import FAILED, attempts, started

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

LATE = """INSERT INTO audit_events (id, type, category, occurred_at, user_email, ip, result, failure_reason, details)
VALUES ($1, 'PASSWORD_AUTHENTICATION', 'USER_BEHAVIOR', $2, 'late@example.com', '192.0.2.1', 'FAILURE',
'INVALID_CREDENTIALS', '[]')"""


async def test_what_commits_late_with_an_earlier_time_still_comes_once(on_postgres: Installation) -> None:
    (api,) = await started(on_postgres)
    writer = await asyncpg.connect(on_postgres.database_url)
    async with following(api, **FAILED) as tail:
        transaction = writer.transaction()
        await transaction.start()
        await writer.execute(LATE, uuid.uuid4(), to_micros(now()))
        first = await attempts(api, 0, 2)
        await tail.read_until(2)
        assert tail.emails == first
        await transaction.commit()
        await tail.read_until(3)
        last = await attempts(api, 2, 3)
        await tail.read_until(4)
    await writer.close()
    assert tail.emails == [*first, "late@example.com", *last]


async def test_a_server_that_died_and_came_back_loses_and_repeats_nothing(installation: Installation) -> None:
    (api,) = await started(installation)
    (server,) = installation.servers
    async with following(api, **FAILED) as tail:
        written = await attempts(api, 0, 2)
        await tail.read_until(2)
        cursor, read = tail.cursor, list(tail.emails)
        written += await attempts(api, 2, 3)
        server.kill()
    server.launch()
    server.ready()
    again = installation.api(server, api.token)
    written += await attempts(again, 3, 4)
    async with following(again, cursor, **FAILED) as tail:
        await tail.read_until(2)
        written += await attempts(again, 4, 5)
        await tail.read_until(3)
    assert [*read, *tail.emails] == written


async def test_when_one_of_two_servers_dies_the_other_goes_on_from_there(on_postgres: Installation) -> None:
    here, there = await started(on_postgres, 2)
    async with following(here, **FAILED) as tail:
        written = await attempts(there, 0, 2)
        await tail.read_until(2)
        cursor, read = tail.cursor, list(tail.emails)
        written += await attempts(here, 2, 3)
        on_postgres.servers[0].kill()
    written += await attempts(there, 3, 5)
    async with following(there, cursor, **FAILED) as tail:
        await tail.read_until(3)
    assert [*read, *tail.emails] == written
