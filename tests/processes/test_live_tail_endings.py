"""The live view while something ends: the session, a server, one server of two (ux.md 8)."""

import pytest

from tests.processes.calling import Api
from tests.processes.installation import PASSWORD, Installation
from tests.processes.live_tail import following
from tests.processes.test_live_tail import FAILED, attempts, started

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

SIGN_OUT = """mutation ($userId: ID!) { signOutEverywhere(input: {userId: $userId}) { __typename } }"""


async def auditor(installation: Installation, admin: Api) -> tuple[Api, str]:
    """Somebody else who may read the log, signed in at the last server, and their id."""
    made = await admin.do(
        "createUser", email="auditor@example.com", password=PASSWORD, applicationIds=[], role="AUDITOR"
    )
    api = installation.api(installation.servers[-1])
    api.token = (await api.start("auditor@example.com", PASSWORD, "console"))["accessToken"]
    return api, str(made["user"]["id"])


async def test_whose_sessions_another_ended_hears_nothing_of_what_follows(on_sqlite: Installation) -> None:
    (admin,) = await started(on_sqlite)
    api, user_id = await auditor(on_sqlite, admin)
    async with following(api, **FAILED) as tail:
        await admin.ask(SIGN_OUT, {"userId": user_id})
        await attempts(admin, 0, 2)
        await tail.read_to_the_end()
    assert (tail.emails, tail.errors, tail.is_complete) == ([], ["UNAUTHENTICATED"], True)


async def test_a_server_that_died_and_came_back_loses_and_repeats_nothing(on_postgres: Installation) -> None:
    (api,) = await started(on_postgres)
    (server,) = on_postgres.servers
    async with following(api, **FAILED) as tail:
        written = await attempts(api, 0, 2)
        await tail.read_until(2)
        cursor, read = tail.cursor, list(tail.emails)
        written += await attempts(api, 2, 3)
        server.kill()
    server.launch()
    server.ready()
    again = on_postgres.api(server, api.token)
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
