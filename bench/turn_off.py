"""Turning a factor off: how long the save takes with few and with many bindings, and what people elsewhere notice.

The bindings of `small` and `big` come back between two saves by setting the epoch back: only their number matters here.
Meanwhile, and while the rows are removed afterwards, people of another application verify their codes.
"""

import asyncio
import time
from dataclasses import dataclass
from statistics import median

from bench.asking import Asker, signed_in
from bench.bench import Bench
from bench.crowd import Crowd, gather, opened
from bench.machines import Process
from bench.rounds import Load, Outcome, finished, run_load, started
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
SECONDS = 8.0
GOAL = 2.0
P99_FLOOR_MS = 15.0
"""Below this a difference is the generator's own."""
COLUMNS = ("", "bindings", "save ms", "logins elsewhere: p50 ms", "p99 ms")
TOGGLE, SAVE = mutation("toggleFactor"), mutation("saveFactors")


@dataclass(frozen=True)
class Bound:
    """An application with so many bindings."""

    application: ApplicationRecord
    factor: FactorRecord
    bindings: int


async def run(bench: Bench) -> Table:
    """On both databases, one worker."""
    table = Table("Turning a factor off", COLUMNS)
    for engine, made in bench.engines:
        crowd = await gather(await made(), CROWD)
        small, big = [await bound(crowd.url, *each) for each in (("small", FEW), ("big", bench.sizes.many_bindings))]
        server = bench.machines.ostiary(crowd.url)
        before = run_load(await verifying(crowd, server))
        load = await verifying(crowd, server)  # ends all sessions
        asker = await signed_in(server, crowd.url)
        during = started(load)
        saves = [(await turned_off(asker, small), await turned_off(asker, big)) for _ in range(2 * bench.sizes.rounds)]
        while_saving = finished(during, expected="LoginCompleted")
        few, many = (median(pair[number] for pair in saves) for number in (0, 1))
        swept, left = await _while_swept(bench, crowd, server, big)
        table.add(f"{engine}: before", "", "", before.percentile(0.5), before.percentile(0.99))
        table.add(f"{engine}: saving", f"{FEW:,}", few, while_saving.percentile(0.5), while_saving.percentile(0.99))
        table.add(f"{engine}: saving", f"{big.bindings:,}", many, "", "")
        table.add(f"{engine}: removing", f"{left:,} left", "", swept.percentile(0.5), swept.percentile(0.99))
        table.goals.append((f"{engine}: {many / few:.2f} times the save of {FEW}, at most 2", many <= GOAL * few))
        most = GOAL * max(before.percentile(0.99), P99_FLOOR_MS)
        for name, outcome in (("the saves", while_saving), ("the removal", swept)):
            p99 = outcome.percentile(0.99)
            table.goals.append((f"{engine}: p99 elsewhere {p99:.1f} ms during {name}, at most {most:.1f}", p99 <= most))
        table.goals.append((f"{engine}: rows were removed meanwhile", 0 <= left < big.bindings))
        bench.machines.end(*bench.machines.processes)
    return table


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


async def turned_off(asker: Asker, which: Bound) -> float:
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
    async with opened(asker.url):
        await rows_of(
            "UPDATE factors SET epoch = epoch - 1, is_enabled = TRUE, binding_count = $2 WHERE id = $1 RETURNING id",
            which.factor.id,
            which.bindings,
        )
    return milliseconds


async def _while_swept(bench: Bench, crowd: Crowd, server: Process, big: Bound) -> tuple[Outcome, int]:
    """Turned off for good; a server that starts begins to remove at once. Answers how many rows were left."""
    async with opened(crowd.url):
        await rows_of(
            "UPDATE factors SET epoch = epoch + 1, binding_count = 0 WHERE id = $1 RETURNING id", big.factor.id
        )
    bench.machines.end(server)
    outcome = run_load(await verifying(crowd, bench.machines.ostiary(crowd.url)))
    async with opened(crowd.url):
        [row] = await rows_of("SELECT COUNT(*) AS rows_left FROM bindings WHERE factor_id = $1", big.factor.id)
    return outcome, int(row["rows_left"])


async def verifying(crowd: Crowd, server: Process) -> Load:
    """Logins of people of another application, for some seconds."""
    bodies = await crowd.verifications(CROWD, is_right=True)
    return Load(server.port, "/graphql", bodies, ["LoginCompleted"], CALLERS, PAUSE, SECONDS)
