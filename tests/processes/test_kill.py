"""kill -9 in the middle of a stream of codes: what was answered is in the log, and charged (rules A4, E1)."""

import asyncio
import secrets
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

import httpx2
import pytest

from tests.attack.marks import attack
from tests.processes.calling import Answer, Api
from tests.processes.installation import PASSWORD, Installation, wrong_code
from tests.processes.servers import Server

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

ROUNDS = 3


@dataclass
class Guesser:
    """Sends one code after the other, as long as the server lives, and remembers what was answered."""

    installation: Installation
    api: Api
    email: str
    answers: list[Answer] = field(default_factory=list)

    async def guess(self, times: int, right_after: int | None) -> None:
        """So many wrong codes; after every `right_after` of them the right one, in a new login each."""
        with suppress(httpx2.TransportError):
            code, challenge = "", ""
            for number in range(times):
                if not challenge:
                    challenge = await self.api.challenge(self.email, PASSWORD)
                    code = await self.installation.mailed_code(self.api, challenge, self.email)
                self.answers.append(await self.api.verify(challenge, wrong_code(code)))
                if right_after and number % right_after == right_after - 1:
                    self.answers.append(await self.api.verify(challenge, code))
                    challenge = ""

    @property
    def kinds(self) -> Counter[str]:
        return Counter(answer["__typename"] for answer in self.answers)


async def kill_soon(server: Server, most_milliseconds: int) -> None:
    await asyncio.sleep(secrets.randbelow(most_milliseconds) / 1000)
    server.kill()


async def restarted(installation: Installation) -> Api:
    """The server again, and a new session of the administrator."""
    (server,) = installation.servers
    server.launch()
    server.ready()
    return await installation.administrator()


async def started(installation: Installation) -> Api:
    installation.serve()
    installation.appoint_administrator()
    admin = await installation.administrator()
    await installation.application(admin, "EMAIL")
    return admin


@attack("F-05")
async def test_what_was_answered_before_a_kill_is_in_the_log_and_charged(installation: Installation) -> None:
    """Of the request in flight nothing is known; there is one at most."""
    admin = await started(installation)
    for number in range(ROUNDS):
        email = f"ann{number}@example.com"
        user_id = await installation.user(admin, email)
        guesser = Guesser(installation, installation.connect()[0], email)

        await asyncio.gather(guesser.guess(18, right_after=3), kill_soon(installation.servers[0], 900))

        admin = await restarted(installation)
        steps = await admin.events(email=email, types=["SECONDARY_AUTHENTICATION_EMAIL"])
        logged = Counter(step["result"] for step in steps)
        assert 0 <= logged["SUCCESS"] - guesser.kinds["LoginCompleted"] <= 1
        assert 0 <= logged["FAILURE"] - guesser.kinds["InvalidCode"] <= 1
        since = next((n for n, step in enumerate(steps) if step["result"] == "SUCCESS"), len(steps))
        charged = (await admin.user(user_id))["failedAttempts"]
        assert since <= charged <= since + 1


@attack("F-06")
async def test_a_kill_gives_no_seventh_guess(installation: Installation) -> None:
    """Rule A4: no more than six wrong codes are ever answered, a crash in between or not."""
    admin = await started(installation)
    for number in range(ROUNDS):
        email = f"bob{number}@example.com"
        user_id = await installation.user(admin, email)
        guesser = Guesser(installation, installation.connect()[0], email)
        await asyncio.gather(guesser.guess(6, right_after=None), kill_soon(installation.servers[0], 300))
        admin = await restarted(installation)

        guesser.api = installation.connect()[0]
        while (started_again := await guesser.api.start(email, PASSWORD))["__typename"] == "LoginChallenge":
            guesser.answers.append(await guesser.api.verify(started_again["token"], "no code"))

        assert started_again["__typename"] == "AccountLocked"
        remaining = [answer.get("attemptsRemaining", 0) for answer in guesser.answers]
        assert remaining == sorted(set(remaining), reverse=True)
        steps = await admin.events(email=email, types=["SECONDARY_AUTHENTICATION_EMAIL"])
        assert len(guesser.answers) <= len(steps) <= 6
        assert (await admin.user(user_id))["failedAttempts"] == 6
