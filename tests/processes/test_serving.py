"""`ostiary serve` as an operator sees it: ready, several workers, a clean end (operations.md)."""

import json
import socket

import httpx2
import pytest

from tests.processes.installation import PASSWORD, Installation, wrong_code
from tests.processes.servers import Server


def test_every_line_of_the_log_is_json_and_a_request_s_lines_have_its_id(on_sqlite: Installation) -> None:
    """docs/operations.md, "Watching it"; the libraries' lines too, such as the one on what is no HTTP."""
    (server,) = on_sqlite.serve()
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as stranger:
        stranger.sendall(b"this is no request\r\n\r\n")
        assert stranger.recv(1024).startswith(b"HTTP/1.1 400 ")
    answered = httpx2.get(f"{server.url}/login?client_id=console")
    assert server.terminate() == 0
    lines = [json.loads(line) for line in server.said.splitlines()]
    assert [line["event"] for line in lines if line.get("logger") == "uvicorn.error"] == [
        "Invalid HTTP request received."
    ]
    (asked,) = [line for line in lines if line.get("path") == "/login"]
    assert asked["correlation_id"] == answered.headers["X-Correlation-Id"]


def test_a_server_is_alive_ready_and_ends_cleanly(on_sqlite: Installation) -> None:
    (server,) = on_sqlite.serve()

    assert httpx2.get(f"{server.url}/healthz").status_code == 200
    assert server.terminate() == 0
    assert server.readiness() == 0
    assert "Traceback" not in server.said


async def test_a_restarted_server_goes_on_where_it_was(on_sqlite: Installation) -> None:
    """Rule L3: a challenge outlives the process that opened it; the code mailed before is right after."""
    (server,) = on_sqlite.serve()
    on_sqlite.appoint_administrator()
    admin = await on_sqlite.administrator()
    await on_sqlite.application(admin, "EMAIL")
    await on_sqlite.user(admin, "ann@example.com")
    challenge = await admin.challenge("ann@example.com", PASSWORD)
    code = await on_sqlite.mailed_code(admin, challenge, "ann@example.com")

    assert server.terminate() == 0
    server.launch()
    server.ready()

    (again,) = on_sqlite.connect()
    assert (await again.verify(challenge, code))["__typename"] == "LoginCompleted"


@pytest.mark.postgres
async def test_two_workers_serve_one_address(on_postgres: Installation) -> None:
    """operations.md: `serve --workers N`; what one worker charged the other one counts (rule A1)."""
    server = Server(on_postgres.folder, on_postgres.settings, ("serve", "--workers", "2"))
    on_postgres.servers.append(server)
    server.launch()
    server.ready()
    on_postgres.appoint_administrator()
    admin = await on_postgres.administrator()
    await on_postgres.application(admin, "EMAIL")
    await on_postgres.user(admin, "ann@example.com")
    challenge = await admin.challenge("ann@example.com", PASSWORD)
    code = await on_postgres.mailed_code(admin, challenge, "ann@example.com")

    answers = [await on_postgres.api(server).verify(challenge, wrong_code(code)) for _ in range(6)]

    assert [answer.get("attemptsRemaining") for answer in answers] == [5, 4, 3, 2, 1, None]
    assert answers[-1]["__typename"] == "AccountLocked"
    assert server.terminate() == 0
