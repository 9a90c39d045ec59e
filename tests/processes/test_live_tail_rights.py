"""The live view of somebody whose role or sessions end while it runs (ux.md 8)."""

import pytest

from tests.processes.calling import Api
from tests.processes.installation import PASSWORD, Installation
from tests.processes.live_tail import following
from tests.processes.test_live_tail import FAILED, attempts, started

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

SIGN_OUT = """mutation ($userId: ID!) { signOutEverywhere(input: {userId: $userId}) { __typename } }"""


async def auditor(installation: Installation, admin: Api) -> tuple[Api, str]:
    """Somebody else who may read the log, signed in, and their id."""
    made = await admin.do(
        "createUser", email="auditor@example.com", password=PASSWORD, applicationIds=[], role="AUDITOR"
    )
    api = installation.api(installation.servers[-1])
    api.token = (await api.start("auditor@example.com", PASSWORD, "console"))["accessToken"]
    return api, str(made["user"]["id"])


async def test_whoever_loses_the_role_hears_nothing_of_what_follows(on_postgres: Installation) -> None:
    """The role goes at one server, the stream is at another."""
    admin, _ = await started(on_postgres, 2)
    api, user_id = await auditor(on_postgres, admin)
    async with following(api, **FAILED) as tail:
        before = await attempts(admin, 0, 1)
        await tail.read_until(1)
        await admin.do("setUserRole", userId=user_id, role=None)
        await attempts(admin, 1, 3)
        await tail.read_to_the_end()
    assert (tail.emails, tail.is_complete) == (before, True)
    assert tail.errors in (["FORBIDDEN"], ["UNAUTHENTICATED"])


async def test_whose_sessions_another_ended_hears_nothing_of_what_follows(on_sqlite: Installation) -> None:
    (admin,) = await started(on_sqlite)
    api, user_id = await auditor(on_sqlite, admin)
    async with following(api, **FAILED) as tail:
        await admin.ask(SIGN_OUT, {"userId": user_id})
        await attempts(admin, 0, 2)
        await tail.read_to_the_end()
    assert (tail.emails, tail.errors, tail.is_complete) == ([], ["UNAUTHENTICATED"], True)
