"""Turning a factor off: how long the save takes with few and with many bindings, and what people elsewhere notice.

Each round has four phases of equal length, in each of which people of another application verify their codes: nothing
else happens; a factor with few bindings is turned off again and again; one with many is; the rows of the many are
removed. What is judged is the p99 of all codes of a phase, of all rounds. Beside each save stands its floor, which runs
under the same load (bench.removal_floor); the naive DELETE runs once a round, when nobody signs in.

Bindings come back between two saves by setting the epoch back: only their number matters here.
"""

import asyncio
import time
from dataclasses import dataclass, field, replace
from statistics import median

from bench.asking import Asker, signed_in
from bench.bench import Bench
from bench.crowd import Crowd, gather, opened
from bench.machines import Process
from bench.removal_floor import Driver, delete_all, driver_of, turn_off, turn_on
from bench.rounds import Load, finished, run_load, started
from bench.tables import Table
from ostiary.clock import Clock
from ostiary.policy.vocabulary import FactorKind
from ostiary.services.node_ids import encode_id
from ostiary.store.applications import insert_application
from ostiary.store.ids import new_id
from ostiary.store.key_ring import parse_key_ring
from ostiary.store.records import ApplicationRecord, FactorRecord
from ostiary.store.sealing import make_data_key
from ostiary.store.statements import rows_of
from tests.processes.documents import mutation
from tests.processes.installation import key_ring
from tests.support.many_users import write_bindings, write_users

FEW = 1_000
CROWD, CALLERS, PAUSE = 1_000, 4, 0.02
SECONDS, WARM_UP_SECONDS = 6.0, 1.5
SAVES = 4
"""In a phase."""
GOAL = 2.0
COLUMNS = (
    "",
    "bindings",
    "save ms",
    "the UPDATE alone ms",
    "a DELETE of all ms",
    "codes elsewhere",
    "p50 ms",
    "p99 ms",
)
TOGGLE, SAVE = mutation("toggleFactor"), mutation("saveFactors")


@dataclass
class Bound:
    """An application with so many bindings, and what was measured at it, in milliseconds."""

    application: ApplicationRecord
    factor: FactorRecord
    bindings: int
    saves: list[float] = field(default_factory=list)
    updates: list[float] = field(default_factory=list)
    deletes: list[float] = field(default_factory=list)


@dataclass
class Phase:
    """The codes of one phase, of all rounds."""

    latencies: list[float] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        """Milliseconds below which that share came."""
        return sorted(self.latencies)[int(share * len(self.latencies))]


@dataclass
class Rounds:
    """What one database is put through. `left`: the fewest dead rows at the end of a removal."""

    bench: Bench
    crowd: Crowd
    few: Bound
    many: Bound
    server: Process
    asker: Asker
    before: Phase = field(default_factory=Phase)
    saving_few: Phase = field(default_factory=Phase)
    saving_many: Phase = field(default_factory=Phase)
    removing: Phase = field(default_factory=Phase)
    left: int = 0

    @property
    def driver(self) -> Driver:
        """Another client of the same database."""
        return driver_of(self.crowd.url)

    async def round(self, number: int) -> None:
        """The removal, which leaves a server that rests from removing; the others in turn; the naive way."""
        await self._remove(number)
        turn = number % 3
        phases = (("before", None), ("few", self.few), ("many", self.many))
        for _, which in (*phases[turn:], *phases[:turn]):
            await self._save(which)
        for which in (self.few, self.many):
            which.deletes.append(await delete_all(self.driver, which.factor.id))

    async def _save(self, which: Bound | None) -> None:
        """One phase; None: nothing happens."""
        phase = self.before if which is None else self.saving_few if which is self.few else self.saving_many
        load = started(await self._verifying(SECONDS))
        for _ in range(SAVES if which else 0):
            assert which is not None
            await asyncio.sleep(SECONDS / (SAVES + 1))
            which.saves.append(await turned_off(self.asker, self.driver, which))
            which.updates.append(await turn_off(self.driver, which.factor.id))
            await turn_on(self.driver, which.factor.id, which.bindings)
        outcome = await asyncio.to_thread(finished, load, expected="LoginCompleted")
        phase.latencies += outcome.latencies

    async def _remove(self, number: int) -> None:
        """Turned off for good; a server that starts begins to remove at once. Afterwards the rows are made anew."""
        factor_id = self.many.factor.id
        await turn_off(self.driver, factor_id)
        self.bench.machines.end(self.server)
        self.server = self.bench.machines.ostiary(self.crowd.url)
        self.asker = replace(self.asker, port=self.server.port, pid=self.server.process.pid)
        run_load(await self._verifying(WARM_UP_SECONDS))
        outcome = run_load(await self._verifying(SECONDS))
        self.removing.latencies += outcome.latencies
        async with opened(self.crowd.url):
            [row] = await rows_of("SELECT COUNT(*) AS rows_left FROM bindings WHERE factor_id = $1", factor_id)
        self.left = min(self.left, row["rows_left"]) if number else row["rows_left"]
        await turn_on(self.driver, factor_id, self.many.bindings)
        async with opened(self.crowd.url):
            await write_bindings(factor_id)

    async def _verifying(self, seconds: float) -> Load:
        """Codes of people of another application, for some seconds."""
        bodies = await self.crowd.verifications(CROWD, is_right=True)
        return Load(self.server.port, "/graphql", bodies, ["LoginCompleted"], CALLERS, PAUSE, seconds)


async def run(bench: Bench) -> Table:
    """On both databases, one worker."""
    table = Table("Turning a factor off", COLUMNS)
    for engine, made in bench.engines:
        crowd = await gather(await made(), CROWD)
        few, many = [await bound(crowd.url, *each) for each in (("small", FEW), ("big", bench.sizes.many_bindings))]
        server = bench.machines.ostiary(crowd.url)
        rounds = Rounds(bench, crowd, few, many, server, await signed_in(server, crowd.url))
        for number in range(bench.sizes.rounds):
            await rounds.round(number)
        tell(table, engine, rounds)
        judge(bench, table, engine, rounds)
        bench.machines.end(*bench.machines.processes)
    return table


def tell(table: Table, engine: str, rounds: Rounds) -> None:
    """A row for each phase; times of saves are medians."""
    rows = (
        ("before", None, rounds.before),
        ("saving", rounds.few, rounds.saving_few),
        ("saving", rounds.many, rounds.saving_many),
        ("removing", None, rounds.removing),
    )
    for name, which, phase in rows:
        count = f"{which.bindings:,}" if which else f"{rounds.left:,} left" if phase is rounds.removing else ""
        times = [median(each) for each in (which.saves, which.updates, which.deletes)] if which else ["", "", ""]
        seen = (len(phase.latencies), phase.percentile(0.5), phase.percentile(0.99))
        table.add(f"{engine}: {name}", count, *times, *seen)
        told: dict[str, object] = {"codes": seen[0], "p50": seen[1], "p99": seen[2]}
        told |= {"saves": which.saves, "updates": which.updates, "deletes": which.deletes} if which else {}
        table.figures[f"{engine}: {name} {count}".strip()] = told


def judge(bench: Bench, table: Table, engine: str, rounds: Rounds) -> None:
    """The issue's goals: within twice the few, and within twice of before."""
    slower = median(rounds.many.saves) / median(rounds.few.saves)
    said = f"{engine}: {slower:.2f} times the save of {FEW:,}, at most {GOAL:.0f}"
    table.goals.append((said, bench.at_full_size(slower <= GOAL)))
    before = rounds.before.percentile(0.99)
    phases = {f"saves of {FEW:,}": rounds.saving_few, "saves of many": rounds.saving_many, "removal": rounds.removing}
    for name, phase in phases.items():
        p99 = phase.percentile(0.99)
        said = f"{engine}: p99 elsewhere {p99:.1f} ms during {name}, {before:.1f} before: at most {GOAL:.0f} times"
        table.goals.append((said, bench.at_full_size(p99 <= GOAL * before)))
    said = f"{engine}: rows were removed throughout, {rounds.left:,} left of {rounds.many.bindings:,}"
    table.goals.append((said, 0 < rounds.left < rounds.many.bindings))


async def bound(url: str, client_id: str, count: int) -> Bound:
    """The application with its users, made by SQL."""
    ring, now = parse_key_ring(key_ring()), Clock().now()
    application = ApplicationRecord(new_id(), client_id, client_id.title(), now)
    factors = []
    for kind in FactorKind:
        factor_id = new_id()
        key = make_data_key(ring, factor_id, 1)
        factors.append(FactorRecord(factor_id, application.id, kind, True, 1, 1, 0, key, None, None))
    async with opened(url):
        await insert_application(application, factors)
        await write_users(count, now, application.id, at=f"{client_id}.")
        await write_bindings(factors[0].id)
        await rows_of("ANALYZE")
    return Bound(application, factors[0], count)


async def turned_off(asker: Asker, driver: Driver, which: Bound) -> float:
    """Milliseconds of the save; afterwards all is as before."""
    application_id = encode_id("Application", which.application.id)
    toggle = {"applicationId": application_id, "kind": "OTP", "enabled": False}
    await asyncio.to_thread(asker.ask, TOGGLE, {"input": toggle})
    began = time.perf_counter()
    save = {"applicationId": application_id, "confirmBindingRemoval": True}
    saved = await asyncio.to_thread(asker.ask, SAVE, {"input": save})
    milliseconds = (time.perf_counter() - began) * 1000
    if saved["saveFactors"]["__typename"] != "FactorsSaved":
        raise RuntimeError(saved)
    await turn_on(driver, which.factor.id, which.bindings)
    return milliseconds
