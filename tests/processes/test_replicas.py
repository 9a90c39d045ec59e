"""Four server processes at one PostgreSQL database are one service: whichever answers, the others know (issue 5)."""

import asyncio
import secrets
from collections import Counter

import asyncpg
import pytest

from tests.processes.calling import Api
from tests.processes.documents import SIGN_OUT, VIEWER, mutation
from tests.processes.installation import PASSWORD, Installation, wrong_code

pytestmark = [pytest.mark.postgres, pytest.mark.slow, pytest.mark.timeout(300)]

STAGED = "query ($id: ID!) { application(id: $id) { factors { kind enabled stagedEnabled } } }"


@pytest.fixture
async def admins(four: Installation) -> list[Api]:
    """The administrator's one session, at each server."""
    admin = await four.administrator()
    if not four.application_id:
        await four.application(admin, "EMAIL")
    return [four.api(server, admin.token) for server in four.servers]


async def factors(api: Api, application_id: str) -> dict[str, tuple[bool, bool | None]]:
    """By kind: whether it is on, and what is staged."""
    seen = (await api.ask(STAGED, {"id": application_id}))["application"]["factors"]
    return {factor["kind"]: (factor["enabled"], factor["stagedEnabled"]) for factor in seen}


async def test_a_toggle_staged_at_one_server_is_seen_and_saved_at_others(four: Installation, admins: list[Api]) -> None:
    """Rules F1 and F2."""
    created = await admins[0].do("createApplication", clientId=f"app-{secrets.token_hex(3)}", name="Staged")
    application_id = created["application"]["id"]
    await admins[1].do("toggleFactor", applicationId=application_id, kind="OTP", enabled=True)

    assert [await factors(api, application_id) for api in admins] == [
        {"OTP": (False, True), "EMAIL": (False, None)}
    ] * 4

    await admins[2].do("saveFactors", applicationId=application_id)
    assert [(await factors(api, application_id))["OTP"] for api in admins] == [(True, None)] * 4


async def test_a_session_that_ends_at_one_server_is_over_at_all(four: Installation) -> None:
    admin = await four.administrator()
    everywhere = [four.api(server, admin.token) for server in four.servers]
    assert [(await api.ask(VIEWER))["viewer"]["email"] for api in everywhere] == ["root@example.com"] * 4

    await everywhere[3].ask(SIGN_OUT)

    assert [(await api.ask(VIEWER))["viewer"] for api in everywhere] == [None] * 4


async def test_password_guesses_at_all_servers_are_counted_together(four: Installation, admins: list[Api]) -> None:
    """Rule A7: ten an address, however they are spread."""
    email = f"{secrets.token_hex(4)}@example.com"
    await four.user(admins[0], email)
    apis = four.connect()

    answers = await asyncio.gather(*(apis[n % 4].start(email, f"wrong {n}") for n in range(24)))

    assert Counter(answer["__typename"] for answer in answers) == {"InvalidCredentials": 10, "RateLimited": 14}


async def test_what_is_swept_by_four_servers_at_once_goes_once(four: Installation) -> None:
    """Each takes a batch; together they remove what is dead, and count it once."""
    connection = await asyncpg.connect(four.database_url)
    rows = [(secrets.token_bytes(32), 1, 1) for _ in range(1200)]
    await connection.executemany(
        "INSERT INTO password_guesses (key, failures, window_ends_at) VALUES ($1, $2, $3)", rows
    )
    for server in four.servers[:2]:
        server.terminate()
        server.launch()
    for server in four.servers[:2]:
        await asyncio.to_thread(server.ready)
    for _ in range(300):
        if not await connection.fetchval("SELECT COUNT(*) FROM password_guesses WHERE window_ends_at = 1"):
            break
        await asyncio.sleep(0.1)
    assert await connection.fetchval("SELECT COUNT(*) FROM password_guesses WHERE window_ends_at = 1") == 0
    await connection.close()
    assert not [server.port for server in four.servers if "sweep_failed" in server.said]


class Scissors:
    """Ends every connection of the servers after each fourth request."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._requests = 0

    async def snip(self) -> None:
        self._requests += 1
        if self._requests % 4:
            return
        connection = await asyncpg.connect(self._url)
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND application_name = 'ostiary'"
        )
        await connection.close()


async def statuses(api: Api, email: str, scissors: Scissors) -> list[int]:
    """Of three first steps, each followed by a wrong code where it was answered."""
    seen = []
    for _ in range(3):
        values = {"input": {"clientId": "shop", "email": email, "password": PASSWORD}}
        started = await api.post(mutation("startLogin"), values)
        seen.append(started.status_code)
        if started.status_code == 200:
            token = started.json()["data"]["startLogin"]["token"]
            guess = {"challenge": token, "kind": "EMAIL", "code": wrong_code()}
            await api.post(mutation("verifyFactor"), {"input": guess})
        await scissors.snip()
    return seen


async def test_nothing_is_lost_while_every_connection_is_ended_again_and_again(
    four: Installation, admins: list[Api]
) -> None:
    """Each request is answered, or told 503; what was answered is in the log, and nothing is a bug."""
    emails = [f"{secrets.token_hex(4)}@example.com" for _ in range(12)]
    await asyncio.gather(*(four.user(admins[n % 4], email) for n, email in enumerate(emails)))
    apis, scissors = four.connect(), Scissors(four.database_url)

    seen = await asyncio.gather(*(statuses(apis[n % 4], email, scissors) for n, email in enumerate(emails)))

    assert set().union(*seen) <= {200, 503}
    for email, told in zip(emails, seen, strict=True):
        events = await admins[0].events(email=email, types=["PASSWORD_AUTHENTICATION"])
        assert told.count(200) <= len(events) <= 3
    assert sum(told.count(200) for told in seen) >= 12
    assert not [server.port for server in four.servers if "Traceback" in server.said or "request_failed" in server.said]
