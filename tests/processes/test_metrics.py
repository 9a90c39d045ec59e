"""/metrics of `serve --workers 2`: exact, whichever worker answers, and after one of them was killed."""

import asyncio
import os
import signal
import time
from collections.abc import Callable

import pytest

from tests.processes.installation import PASSWORD, Installation, wrong_code
from tests.processes.metrics import counts, read
from tests.processes.servers import Server, workers_of

pytestmark = [pytest.mark.postgres, pytest.mark.slow]


def patiently(holds: Callable[[], bool]) -> None:
    """Wait until it holds: gauges are written once a second."""
    patience = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < patience
        time.sleep(0.1)


async def two_workers(installation: Installation) -> Server:
    """One address, an application with email codes on, two users."""
    server = Server(installation.folder, installation.settings, ("serve", "--workers", "2"))
    installation.servers.append(server)
    server.launch()
    server.ready()
    installation.appoint_administrator()
    admin = await installation.administrator()
    await installation.application(admin, "EMAIL")
    for name in ("ann", "bob"):
        await installation.user(admin, f"{name}@example.com")
    return server


async def test_two_workers_count_exactly(on_postgres: Installation) -> None:
    server = await two_workers(on_postgres)
    clients = [on_postgres.api(server) for _ in range(8)]  # connections of their own: the workers share the calls
    challenges = await asyncio.gather(*(api.challenge("ann@example.com", PASSWORD) for api in clients))
    refused = await asyncio.gather(*(api.start("ann@example.com", "not this one") for api in clients[:5]))
    assert {each["__typename"] for each in refused} == {"InvalidCredentials"}
    code = await on_postgres.mailed_code(clients[0], challenges[0], "ann@example.com")
    for api in clients[:3]:
        await api.verify(challenges[0], wrong_code(code))
    completed = await clients[4].verify(challenges[0], code)
    assert completed["__typename"] == "LoginCompleted"
    locked = await clients[0].challenge("bob@example.com", PASSWORD)
    for api in (*clients[:6], clients[0]):
        await api.verify(locked, "000000")
    await clients[0].ask("{ a: viewer { email } }")

    for _ in range(6):
        told = counts(server, "ostiary_logins_total")
        assert told == {"completed": 2, "challenged": 9, "refused": 5}
    steps = counts(server, "ostiary_second_steps_total")
    assert steps == {
        "EMAIL/InvalidCode": 8,
        "EMAIL/LoginCompleted": 1,
        "EMAIL/AccountLocked": 1,
        "EMAIL/ChallengeExpired": 1,
    }
    assert counts(server, "ostiary_account_locks_total") == {"": 1}
    mails = counts(server, "ostiary_mails_total")
    patiently(lambda: counts(server, "ostiary_mails_total") == {"sent": 2})
    assert set(mails) <= {"sent"}
    timed = counts(server, "ostiary_operation_seconds_count")
    assert (timed["verifyFactor"], timed["startLogin"], timed["viewer"]) == (11, 15, 1)
    patiently(lambda: read(server)["ostiary_audit_unsealed_events"] == 0)
    assert read(server)["ostiary_audit_sealed_events_total"] > 0
    _killed(server)


def _killed(server: Server) -> None:
    """One worker dies: nothing that was counted is lost, and its connections are no longer told of."""
    before = counts(server, "ostiary_logins_total")
    patiently(lambda: len(workers_of(server)) == 2 and read(server)["ostiary_database_pool_size"] >= 2)
    victim, survivor = workers_of(server)
    os.kill(victim, signal.SIGKILL)
    patiently(lambda: len(left := workers_of(server)) == 2 and victim not in left and survivor in left)
    server.ready()
    patiently(lambda: counts(server, "ostiary_logins_total") == before)
    assert server.terminate() == 0
