"""The log is followed without loss or repetition, by whom it is meant for, and never by too many (ux.md 8)."""

import asyncio
import signal
from typing import Any

import pytest

from ostiary.services.tails import TAILS_OF_ONE_MAX
from tests.processes.calling import Api
from tests.processes.installation import Installation
from tests.processes.live_tail import Tail, following, refused

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

FAILED: dict[str, Any] = {"types": ["PASSWORD_AUTHENTICATION"], "result": "FAILURE"}


async def started(installation: Installation, count: int = 1) -> list[Api]:
    """A session of the administrator at each of `count` servers."""
    installation.serve(count)
    installation.appoint_administrator()
    admin = await installation.administrator()
    return [installation.api(server, admin.token) for server in installation.servers]


async def attempts(api: Api, first: int, last: int) -> list[str]:
    """Failed logins of addresses nobody has, one after the other; each writes one event that a test knows by it."""
    emails = [f"nobody{number}@example.com" for number in range(first, last)]
    for email in emails:
        await api.start(email, "a wrong password", "console")
    return emails


async def test_what_is_written_comes_and_what_the_filter_leaves_out_does_not(installation: Installation) -> None:
    (api,) = await started(installation)
    before = await attempts(api, 0, 1)
    async with following(api, **FAILED) as tail, following(api, email="nobody2@example.com") as narrow:
        written = await attempts(api, 1, 4)
        await tail.read_until(3)
        await narrow.read_until(1)
    assert (tail.emails, narrow.emails) == (written, ["nobody2@example.com"])
    assert before[0] not in tail.emails


async def test_reconnects_lose_and_repeat_nothing_while_another_writes(installation: Installation) -> None:
    (api,) = await started(installation)
    async with following(api, **FAILED) as tail:
        cursor, read = tail.cursor, list(tail.emails)
    writing = asyncio.create_task(attempts(installation.api(installation.servers[0]), 0, 12))
    while len(read) < 12:
        async with following(api, cursor, **FAILED) as tail:
            await tail.read_until(1)
            cursor, read = tail.cursor, read + tail.emails
    written = await writing
    assert sorted(read) == sorted(written)


async def test_a_mark_of_one_server_is_good_at_the_other(on_postgres: Installation) -> None:
    here, there = await started(on_postgres, 2)
    async with following(here, **FAILED) as tail:
        first = await attempts(there, 0, 3)
        await tail.read_until(3)
        cursor = tail.cursor
    meanwhile = await attempts(here, 3, 6)
    async with following(there, cursor, **FAILED) as again:
        await again.read_until(3)
        last = await attempts(here, 6, 8)
        await again.read_until(5)
    assert (tail.emails, again.emails) == (first, meanwhile + last)


async def test_a_session_that_ends_ends_its_stream(on_sqlite: Installation) -> None:
    (api,) = await started(on_sqlite)
    async with following(api) as tail:
        await api.ask("mutation { signOut { ok } }")
        await tail.read_to_the_end()
    assert (tail.errors, tail.is_complete) == (["UNAUTHENTICATED"], True)


async def test_too_many_streams_are_refused_and_one_that_ends_makes_room(on_sqlite: Installation) -> None:
    (api,) = await started(on_sqlite)
    streams = [following(api) for _ in range(TAILS_OF_ONE_MAX)]
    for stream in streams:
        await stream.__aenter__()
    answer = await refused(api)
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (429, "TOO_MANY_SUBSCRIPTIONS")
    for stream in streams:
        await stream.__aexit__(None, None, None)
    for _ in range(100):
        if (await _begins(api)) is not None:
            return
        await asyncio.sleep(0.1)
    pytest.fail("nobody made room")


async def _begins(api: Api) -> Tail | None:
    try:
        async with following(api) as tail:
            return tail
    except AssertionError:
        return None


async def test_a_server_that_is_told_to_end_ends_its_streams_at_once(on_sqlite: Installation) -> None:
    (api,) = await started(on_sqlite)
    (server,) = on_sqlite.servers
    async with following(api) as tail:
        assert server.process is not None
        server.process.send_signal(signal.SIGTERM)
        await tail.read_to_the_end()
    assert (tail.is_complete, tail.errors) == (True, [])
    assert server.process.wait(30) == 0


async def test_what_is_no_stream_or_no_mark_is_refused_in_json(on_sqlite: Installation) -> None:
    (api,) = await started(on_sqlite)
    plain = await refused(api, accept="application/json")
    assert (plain.status_code, plain.json()["errors"][0]["extensions"]["code"]) == (400, "GRAPHQL_VALIDATION_FAILED")
    for mark in ("", "x", "é", "A" * 40_000, "AAAAAAAAAAA=", "AAAAAAAAAAAAAAAA", "\x00"):
        answer = await refused(api, mark)
        assert answer.json()["errors"][0]["extensions"] == {"code": "BAD_USER_INPUT", "field": "after"}, mark[:9]
    api.token = "x" * 43
    assert (await refused(api)).json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
