"""Behind PgBouncer in transaction mode with two connections for everybody: each transaction may meet another server.

`OSTIARY_STATEMENT_CACHE=0` is all that is set (docs/operations.md).
"""

import asyncio
import secrets
import shutil
import signal
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from ostiary.store.database import Database
from ostiary.store.statements import rows_of
from tests.cluster.cluster import until
from tests.cluster.pooler import pgbouncer
from tests.cluster.program import Program
from tests.cluster.programs import USER, low_port
from tests.processes.installation import PASSWORD, Installation, now, wrong_code
from tests.support.smtp_server import SmtpServer

pytestmark = [pytest.mark.postgres, pytest.mark.slow, pytest.mark.timeout(240)]


@dataclass
class Pooled:
    """A database through a pooler."""

    pooler: Program
    url: str


@pytest.fixture
def pooled(postgres_url: str) -> Iterator[Pooled]:
    parts = urlsplit(postgres_url)
    folder = Path(tempfile.mkdtemp(prefix="ostiary-pooler-"))
    if USER:
        shutil.chown(folder, USER)
    port = low_port()
    pooler = pgbouncer(folder, parts.port or 5432, port, size=2)
    pooler.start()
    try:
        until(lambda: pooler.listens_at(port), "the pooler")
        yield Pooled(pooler, parts._replace(netloc=f"postgres:x@127.0.0.1:{port}").geturl())
    finally:
        pooler.end()
        shutil.rmtree(folder)


@pytest.fixture
async def replicas(pooled: Pooled, tmp_path: Path) -> AsyncIterator[Installation]:
    """Two of them."""
    with SmtpServer().running() as smtp:
        installation = Installation(tmp_path, pooled.url, smtp)
        installation.settings["statement_cache"] = "0"
        try:
            await asyncio.to_thread(installation.serve, 2)
            await asyncio.to_thread(installation.appoint_administrator)
            yield installation
        finally:
            await installation.disconnect()
            installation.end()


async def test_single_statements_are_not_mixed_up(pooled: Pooled) -> None:
    """The driver asks about a statement before it executes it; in between, others use the same two connections."""
    database = await Database.open(pooled.url, pool=8, statement_cache=0)

    async def ask(first: int) -> None:
        for number in range(first, first + 25):
            columns = ", ".join(f"CAST($1 AS BIGINT) + {number} AS c{column}" for column in range(number % 5 + 1))
            (row,) = await rows_of(f"SELECT {columns}", number)
            assert list(row.values()) == [2 * number] * (number % 5 + 1)

    with database.bound():
        await asyncio.gather(*(ask(101 * worker) for worker in range(8)))
    await database.close()


async def test_the_login_and_the_lock_work_and_survive_a_restart_of_the_pooler(
    pooled: Pooled, replicas: Installation
) -> None:
    admin = await replicas.administrator()
    await replicas.application(admin, "OTP", "EMAIL")
    apis = replicas.connect()
    emails = [f"{secrets.token_hex(4)}@example.com" for _ in range(2)]
    for email in emails:
        await replicas.user(admin, email)
    app = await replicas.bind(apis[0], emails[0])
    challenge = await apis[1].challenge(emails[0], PASSWORD)

    await asyncio.to_thread(pooled.pooler.end, signal.SIGKILL)
    assert await asyncio.to_thread(replicas.servers[0].readiness) == 503
    pooled.pooler.start()
    for server in replicas.servers:
        await asyncio.to_thread(server.ready, 20)

    code = app.code_at(now(), steps=1)
    assert (await apis[0].verify(challenge, code, "OTP"))["__typename"] == "LoginCompleted"
    challenge = await apis[1].challenge(emails[1], PASSWORD)
    answers = await asyncio.gather(*(apis[n % 2].verify(challenge, wrong_code()) for n in range(40)))
    assert sorted(a["attemptsRemaining"] for a in answers if a["__typename"] == "InvalidCode") == [1, 2, 3, 4, 5]
    assert Counter(a["__typename"] for a in answers).keys() <= {"InvalidCode", "AccountLocked", "ChallengeExpired"}
    failures = Counter(e["failureReason"] for e in await admin.events(email=emails[1]))
    assert failures["INVALID_CODE"] == 6
    assert not [server.port for server in replicas.servers if "Traceback" in server.said]
