"""Interleaved rounds: every contender once a round, so that what slows the machine slows all of them alike."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any


class WrongAnswersError(Exception):
    """A contender did not do the work that it was measured at."""


@dataclass(frozen=True)
class Load:
    """What one round of one contender sends. `marks` name the answers; the first is the one that is expected.

    `pause`: seconds that a connection rests after each answer. `seconds`: the round ends then, sent or not.
    """

    port: int
    path: str
    bodies: Sequence[str]
    marks: Sequence[str]
    concurrency: int
    pause: float = 0.0
    seconds: float | None = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """Of one round. Latencies in milliseconds, sorted."""

    seconds: float
    latencies: Sequence[float]
    answers: Counter[str]

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds

    def percentile(self, share: float) -> float:
        """Milliseconds below which that share of the answers came."""
        return self.latencies[min(len(self.latencies) - 1, int(share * len(self.latencies)))]


Plan = Callable[[int], Awaitable[Load]]
"""Makes the next round of so many requests, with everything that it needs made beforehand."""
Once = Callable[[int], Awaitable[Outcome]]
"""One round of so many requests."""


@dataclass
class Contender:
    """Something measured."""

    name: str
    once: Once
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """The median of its rounds."""
        return median(each.rate for each in self.outcomes)

    def percentile(self, share: float) -> float:
        """The median of its rounds."""
        return median(each.percentile(share) for each in self.outcomes)


def started(load: Load) -> "subprocess.Popen[str]":
    """A generator at work; `finished` waits for it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.load"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    plan: dict[str, Any] = {**vars(load), "bodies": list(load.bodies), "marks": list(load.marks)}
    assert process.stdin is not None
    process.stdin.write(json.dumps(plan))
    process.stdin.close()
    return process


def finished(process: "subprocess.Popen[str]", *, expected: str | None) -> Outcome:
    """Its outcome. Raises WrongAnswersError if more than a hundredth of the answers is another than `expected`."""
    assert process.stdout is not None
    said = process.stdout.read()
    if process.wait(60) != 0:
        raise WrongAnswersError("the load generator failed")
    told = json.loads(said)
    outcome = Outcome(told["seconds"], sorted(each * 1000 for each in told["latencies"]), Counter(told["answers"]))
    if expected is not None and outcome.answers[expected] < 0.99 * outcome.answers.total():
        raise WrongAnswersError(f"{dict(outcome.answers)}, expected {expected}")
    return outcome


def run_load(load: Load) -> Outcome:
    """One round from start to end."""
    return finished(started(load), expected=load.marks[0])


def sent(plan: Plan) -> Once:
    """The rounds of what the load generator sends."""

    async def once(requests: int) -> Outcome:
        return run_load(await plan(requests))

    return once


async def interleave(contenders: Sequence[Contender], *, rounds: int, requests: int) -> None:
    """A warm-up of each, then so many rounds; each round begins with another contender: none is always first."""
    for contender in contenders:
        await contender.once(max(requests // 3, 32))
    for number in range(rounds):
        turn = number % len(contenders)
        for contender in [*contenders[turn:], *contenders[:turn]]:
            contender.outcomes.append(await contender.once(requests))


def ratio(contender: Contender, floor: Contender) -> float:
    """The median, over the rounds, of the rate beside the floor's of the same round."""
    return median(own.rate / other.rate for own, other in zip(contender.outcomes, floor.outcomes, strict=True))
