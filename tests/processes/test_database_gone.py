"""The database goes away under a running server, and comes back: 503 meanwhile, and no restart (operations.md)."""

import asyncio

import pytest

from tests.attack.marks import attack
from tests.processes.documents import mutation
from tests.processes.installation import PASSWORD, Installation
from tests.support.cable import cable_to

pytestmark = [pytest.mark.postgres, pytest.mark.slow, pytest.mark.timeout(300)]

START = {"input": {"clientId": "shop", "email": "ann@example.com", "password": PASSWORD}}


@attack("F-07")
async def test_a_server_without_its_database_says_503_and_recovers_by_itself(on_postgres: Installation) -> None:
    """The commands of this test use the database directly; the server goes through the cable."""
    on_postgres.appoint_administrator()
    async with cable_to(on_postgres.database_url) as (cable, near_url):
        on_postgres.settings["database_url"] = near_url
        (server,) = await asyncio.to_thread(on_postgres.serve)
        admin = await on_postgres.administrator()
        await on_postgres.application(admin, "EMAIL")
        await on_postgres.user(admin, "ann@example.com")
        challenge = await admin.challenge("ann@example.com", PASSWORD)

        await cable.pull_out()

        for _ in range(3):
            away = await admin.post(mutation("startLogin"), START)
            assert away.status_code == 503
            assert int(away.headers["retry-after"]) > 0
            assert away.headers["content-type"].startswith("application/json")
            assert away.json()["errors"][0]["message"]
        assert await asyncio.to_thread(server.readiness) == 503

        await cable.put_in()
        await asyncio.to_thread(server.ready, 20)

        code = await on_postgres.mailed_code(admin, challenge, "ann@example.com")
        assert (await admin.verify(challenge, code))["__typename"] == "LoginCompleted"
        assert "Traceback" not in server.said
