"""A factor with thousands of bindings is turned off: dead at once, removed by and by, also through kill -9 (C3)."""

import asyncio
import time
from uuid import UUID

import pytest

from ostiary.store.database import Database
from ostiary.store.statements import rows_of, uuid_of
from ostiary.store.sweeping import batch_size
from tests.processes.calling import Api
from tests.processes.installation import Installation, now
from tests.support.many_users import write_bindings, write_users

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

BATCHES = 6
PATIENCE_SECONDS = 60
BOUND = """{
  users(first: 1, filter: { bound: OTP }) { totalCount }
  applications { edges { node { factors { bindingCount } } } }
}"""


async def left(database: Database) -> int:
    """How many rows there are still."""
    with database.bound():
        return int((await rows_of("SELECT COUNT(*) AS rows_left FROM bindings"))[0]["rows_left"])


async def fewer_than(database: Database, many: int) -> int:
    """Wait until there are fewer; answers how many then."""
    patience = time.monotonic() + PATIENCE_SECONDS
    while (count := await left(database)) >= many:
        assert time.monotonic() < patience
        await asyncio.sleep(0.02)
    return count


async def none_is_told(api: Api) -> None:
    """Nobody is bound, whatever rows there are."""
    told = await api.ask(BOUND)
    assert told["users"]["totalCount"] == 0
    assert {f["bindingCount"] for edge in told["applications"]["edges"] for f in edge["node"]["factors"]} == {0}


async def test_removal_goes_on_after_a_kill(installation: Installation) -> None:
    installation.serve()
    installation.appoint_administrator()
    admin = await installation.administrator()
    await installation.application(admin, "OTP")
    database = await Database.open(installation.database_url)
    with database.bound():
        [factor] = await rows_of("SELECT id, application_id FROM factors WHERE kind = 'OTP' AND is_enabled")
        batch = batch_size()
        bindings = BATCHES * batch
        await write_users(bindings, now(), UUID(str(factor["application_id"])))
        await write_bindings(uuid_of(factor["id"]))

    await admin.do("toggleFactor", applicationId=installation.application_id, kind="OTP", enabled=False)
    saved = await admin.do("saveFactors", applicationId=installation.application_id, confirmBindingRemoval=True)
    assert saved["__typename"] == "FactorsSaved"
    await none_is_told(admin)

    (server,) = installation.servers
    server.kill()
    server.launch()
    await fewer_than(database, bindings)
    server.kill()
    seen = await left(database)
    assert 0 < seen < bindings
    assert seen % batch == 0, "a batch goes whole or not at all"

    server.launch()
    server.ready()
    await none_is_told(admin)
    assert await fewer_than(database, 1) == 0
    await database.close()
