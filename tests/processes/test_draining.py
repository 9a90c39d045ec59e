"""SIGTERM: not ready at once, what runs finishes, live views end, then the process (docs/operations.md, "Stopping")."""

import os
import signal
import time

import pytest

from tests.processes.half_a_request import HalfARequest
from tests.processes.installation import Installation
from tests.processes.live_tail import following
from tests.processes.servers import START_SECONDS, Server, workers_of

pytestmark = pytest.mark.slow

PATIENT = {"drain_delay": "110"}
"""Longer than any look takes; a second SIGTERM cuts it short."""


def told_to_end(server: Server) -> None:
    assert server.process is not None
    server.process.send_signal(signal.SIGTERM)


def becomes(server: Server, readiness: int) -> None:
    """Wait until /readyz answers that."""
    patience = time.monotonic() + START_SECONDS
    while server.readiness() != readiness:
        assert time.monotonic() < patience
        time.sleep(0.02)


def ended(server: Server) -> int:
    assert server.process is not None
    return server.process.wait(START_SECONDS)


async def test_a_server_behind_a_balancer_is_not_ready_and_serves_on_until_its_delay_is_over_or_cut_short(
    on_sqlite: Installation,
) -> None:
    on_sqlite.settings |= PATIENT
    (server,) = on_sqlite.serve()
    on_sqlite.appoint_administrator()
    admin = await on_sqlite.administrator()
    async with following(admin) as tail:
        told_to_end(server)
        becomes(server, 503)
        await tail.read_to_the_end()
    assert (tail.is_complete, tail.errors) == (True, [])
    answered = await admin.post("{ viewer { email } }")
    assert (answered.status_code, answered.headers["connection"]) == (200, "close")
    told_to_end(server)
    assert ended(server) == 0


def test_what_runs_finishes_and_nobody_new_is_let_in(on_sqlite: Installation) -> None:
    (server,) = on_sqlite.serve()
    running = HalfARequest(server)
    told_to_end(server)
    becomes(server, 0)
    answer = running.finish()
    assert answer.startswith("HTTP/1.1 200 OK")
    assert '{"data":{"viewer":null}}' in answer
    assert ended(server) == 0
    assert "Traceback" not in server.said


@pytest.mark.postgres
def test_every_worker_drains(on_postgres: Installation) -> None:
    server = Server(on_postgres.folder, on_postgres.settings | PATIENT, ("serve", "--workers", "2"))
    on_postgres.servers.append(server)
    server.launch()
    server.ready()
    running = [HalfARequest(server) for _ in range(4)]
    told_to_end(server)
    becomes(server, 503)
    assert {each.finish()[:12] for each in running} == {"HTTP/1.1 200"}
    for worker in workers_of(server):
        os.kill(worker, signal.SIGTERM)
    assert ended(server) == 0
