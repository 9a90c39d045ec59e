"""Real logins through the front door, right and wrong codes, without a pause, whatever happens behind it."""

import asyncio
import itertools
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import httpx2

from tests.cluster.known import LOGIN, PASSWORD, REFUSAL, Event
from tests.cluster.ledger import Ledger
from tests.cluster.people import Person
from tests.processes.calling import Api
from tests.processes.documents import mutation
from tests.processes.installation import PASSWORD as TYPED
from tests.processes.installation import now, wrong_code

BURST = 9
AWAY = (502, 503, 504)


class Traffic:
    """People who log in, and victims whose codes are guessed until they are locked."""

    def __init__(self, url: str, ledger: Ledger, people: Sequence[Person], victims: Iterator[str]) -> None:
        self._api = Api(url)
        self._ledger = ledger
        self._people = itertools.cycle(people)
        self._victims = victims
        self._is_over = False

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Three people at a time and one guesser, until the end of the block and of what they have begun."""
        tasks = [asyncio.create_task(each()) for each in (self._log_in, self._log_in, self._log_in, self._guess)]
        try:
            yield
        finally:
            self._is_over = True
            await asyncio.gather(*tasks)
            await self._api.close()

    async def until_answered(self, count: int, since: float, seconds: float = 90) -> None:
        """Wait until so many requests that were made after `since` have been acknowledged."""
        async with asyncio.timeout(seconds):
            while sum(made > since for made, _ in self._ledger.acknowledged) < count:  # noqa: ASYNC110
                await asyncio.sleep(0.1)

    async def _log_in(self) -> None:
        while not self._is_over:
            person = next(self._people)
            step = person.app.step_at(now())
            if person.spent_step >= step:
                await asyncio.sleep(0.1)
                continue
            person.spent_step = step
            challenge = await self._start(person.email)
            if challenge is None:
                continue
            code = person.app.code_of_step(step)
            answer = await self._ask(person.email, LOGIN, "verifyFactor", challenge=challenge, kind="OTP", code=code)
            if answer is None:
                continue
            if answer["__typename"] == "LoginCompleted":
                self._ledger.tokens.append(answer["accessToken"])
                self._ledger.promise(person.email, LOGIN)
            else:
                self._ledger.strange.append(f"{person.email}: {answer}")

    async def _guess(self) -> None:
        while not self._is_over:
            email = next(self._victims)
            for _ in range(4):
                challenge = await self._start(email)
                if challenge is not None and await self._burst(email, challenge):
                    break

    async def _burst(self, email: str, challenge: str) -> bool:
        """Wrong codes at once; whether one was told that the account is locked."""
        guesses = (
            self._ask(email, REFUSAL, "verifyFactor", challenge=challenge, kind="EMAIL", code=wrong_code())
            for _ in range(BURST)
        )
        answers = await asyncio.gather(*guesses)
        told = [answer for answer in answers if answer is not None]
        for answer in told:
            if answer["__typename"] == "InvalidCode":
                self._ledger.promise(email, REFUSAL)
                self._ledger.attempts_left[email].append(answer["attemptsRemaining"])
            elif answer["__typename"] not in ("AccountLocked", "ChallengeExpired"):
                self._ledger.strange.append(f"{email}: {answer}")
        is_locked = any(answer["__typename"] == "AccountLocked" for answer in told)
        if is_locked:
            self._ledger.lock(email)
        return is_locked

    async def _start(self, email: str) -> str | None:
        answer = await self._ask(email, PASSWORD, "startLogin", clientId="shop", email=email, password=TYPED)
        if answer is None:
            return None
        if answer["__typename"] == "LoginChallenge":
            self._ledger.promise(email, PASSWORD)
            return str(answer["token"])
        if answer["__typename"] == "AccountLocked":
            self._ledger.promise(email, PASSWORD)
            self._ledger.lock(email)
        else:
            self._ledger.strange.append(f"{email}: {answer}")
        return None

    async def _ask(self, about: str, event: Event, name: str, /, **values: Any) -> dict[str, Any] | None:
        """The answer, if there is one; otherwise a doubt, and a breath."""
        made = time.monotonic()
        try:
            answered = await self._api.post(mutation(name), {"input": values})
        except httpx2.TransportError:
            answered = None
        if answered is None or answered.status_code in AWAY:
            self._ledger.doubt(about, event)
            await asyncio.sleep(0.2)
            return None
        body = answered.json()
        if answered.status_code != 200 or "errors" in body:
            self._ledger.strange.append(f"{name} {answered.status_code}: {answered.text[:300]}")
            return None
        self._ledger.acknowledged.append((made, time.monotonic()))
        return dict(body["data"][name])
