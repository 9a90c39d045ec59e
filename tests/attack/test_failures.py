"""Failures: a clock that jumps and a disk that is full take back no answer and open no door (L7, L9, E1).

Servers that are killed, and databases and mail servers that go away, are in tests/processes.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.attack.marks import attack
from tests.processes.calling import Api
from tests.processes.installation import PASSWORD, Installation, now
from tests.processes.servers import Server
from tests.support.authenticator import Authenticator
from tests.support.databases import SqliteFiles
from tests.support.smtp_server import SmtpServer

LIBRARY = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
EMAIL = "jump@example.com"


@dataclass
class Jumper:
    """One server whose clock the test holds, and a user with an app."""

    installation: Installation
    hands: Path
    api: Api
    app: Authenticator

    def jump(self, by: timedelta) -> datetime:
        """Move the server's clock to so far from the true time; answers what it shows, once its answers show it."""
        self.hands.write_text(f"{by.total_seconds():+.0f}s\n")
        time.sleep(1.1)  # the library looks at the file once a second
        patience = time.monotonic() + 30
        while abs(self.installation.servers[0].clock() - (now() + by)) > timedelta(seconds=5):
            assert time.monotonic() < patience, "the server's clock did not jump"
            time.sleep(0.2)
        return now() + by

    async def enter(self, code: str) -> str:
        """The type of the answer to an app code in a new login."""
        token = await self.api.challenge(EMAIL, PASSWORD)
        answer = await self.api.verify(token, code, "OTP")
        return str(answer.get("reason") or answer["__typename"])


@pytest.fixture
async def jumper(sqlite_files: SqliteFiles, tmp_path: Path) -> AsyncIterator[Jumper]:
    assert LIBRARY is not None, "libfaketime is missing: run `sudo apt-get install -y libfaketime`"
    hands = tmp_path / "hands"
    hands.write_text("+0s\n")
    with SmtpServer().running() as smtp:
        installation = Installation(tmp_path, sqlite_files.fresh(tmp_path), smtp)
        preload = {
            "LD_PRELOAD": str(LIBRARY),
            "FAKETIME_TIMESTAMP_FILE": str(hands),
            "FAKETIME_CACHE_DURATION": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }
        server = Server(tmp_path, installation.settings, preload=preload)
        installation.servers.append(server)
        try:
            server.launch()
            server.ready()
            installation.appoint_administrator()
            admin = await installation.administrator()
            await installation.application(admin, "OTP", "EMAIL")
            await installation.user(admin, EMAIL)
            api = installation.api(server)
            yield Jumper(installation, hands, api, await installation.bind(api, EMAIL))
            await installation.disconnect()
        finally:
            installation.end()


@attack("F-01")
async def test_a_clock_that_goes_back_makes_no_used_code_good_again(jumper: Jumper) -> None:
    shown = jumper.jump(timedelta(minutes=10))
    code = jumper.app.code_at(shown)
    assert await jumper.enter(code) == "LoginCompleted"
    jumper.jump(timedelta(minutes=10, seconds=-30))
    assert await jumper.enter(code) == "ALREADY_USED"
    back = jumper.jump(timedelta())
    assert await jumper.enter(jumper.app.code_at(back)) == "ALREADY_USED"


@attack("F-02")
async def test_a_clock_that_goes_ahead_ends_challenges_and_codes(jumper: Jumper) -> None:
    token = await jumper.api.challenge(EMAIL, PASSWORD)
    code = await jumper.installation.mailed_code(jumper.api, token, EMAIL)
    jumper.jump(timedelta(minutes=11))
    assert (await jumper.api.verify(token, code))["__typename"] == "ChallengeExpired"


@attack("F-03")
async def test_a_clock_that_goes_back_keeps_a_lock(jumper: Jumper) -> None:
    token = await jumper.api.challenge(EMAIL, PASSWORD)
    for _ in range(6):
        await jumper.api.verify(token, "not a code")
    jumper.jump(timedelta(hours=-2))
    assert (await jumper.api.start(EMAIL, PASSWORD))["__typename"] == "AccountLocked"


@attack("F-04")
async def test_a_full_disk_acknowledges_nothing_that_it_does_not_keep(sqlite_url: str, tmp_path: Path) -> None:
    installation = Installation(tmp_path, sqlite_url)
    server = Server(tmp_path, installation.settings, file_blocks=2600)
    installation.servers.append(server)
    try:
        server.launch()
        server.ready()
        installation.appoint_administrator()
        admin = await installation.administrator()
        kept, statuses = [], set()
        create = "mutation ($i: CreateApplicationInput!) { createApplication(input: $i) { __typename } }"
        for number in range(400):
            answered = await admin.post(create, {"i": {"name": "n" * 100, "clientId": f"full-{number}"}})
            statuses.add(answered.status_code)
            if answered.status_code == 200 and "errors" not in answered.json():
                kept.append(f"full-{number}")
            elif len(statuses) > 1 and number > len(kept) + 5:
                break
        assert statuses == {200, 503}, statuses
        server.kill()
        server.file_blocks = None
        server.launch()
        server.ready()
        again = await installation.administrator()
        found = await again.ask('{ applications(search: "full-", first: 1) { totalCount } }')
        assert found["applications"]["totalCount"] == len(kept)
        await installation.disconnect()
        await asyncio.sleep(0)
    finally:
        installation.end()
