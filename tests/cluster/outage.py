"""One scenario: logins go on, something breaks, logins come back, and the books are compared."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.cluster.house import House
from tests.cluster.reckoning import Reckoning, reckon
from tests.cluster.traffic import Traffic

BEFORE, AFTER = 30, 40
"""Acknowledged requests that a scenario waits for."""


@dataclass(frozen=True)
class Outage:
    """What was measured."""

    seconds: float
    """The longest silence from the blow on."""
    reckoning: Reckoning
    strange: list[str]
    unanswered: int

    def told(self, name: str) -> str:
        """One line for whoever watches."""
        seen = self.reckoning
        return (
            f"{name}: back after {self.seconds:.1f} s, {seen.acknowledged} acknowledged, lost {seen.lost_sessions} "
            f"sessions, {seen.lost_events} events and {seen.lost_locks} locks, {seen.invented} invented, at most "
            f"{seen.most_verdicts} verdicts a lockout, {self.unanswered} requests answered 503 or not at all\n"
        )


async def suffer(house: House, blow: Callable[[], object]) -> Outage:
    """Let `blow` happen in the middle of a stream of logins."""
    ledger = house.ledger
    unanswered = ledger.unanswered
    traffic = Traffic(house.front_url, ledger, house.people, house.victims)
    async with traffic.running():
        await traffic.until_answered(BEFORE, time.monotonic())
        struck = time.monotonic()
        await asyncio.to_thread(blow)
        await traffic.until_answered(AFTER, time.monotonic())
    reckoning = await reckon(ledger, await asyncio.to_thread(house.direct_url))
    return Outage(ledger.silence_after(struck), reckoning, list(ledger.strange), ledger.unanswered - unanswered)
