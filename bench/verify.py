"""`verifyFactor` with the right code, beside its floors, at concurrency 1, 16 and 64, on both databases."""

import json
from collections.abc import Sequence

from bench.bench import Bench
from bench.crowd import Crowd, gather
from bench.machines import Process
from bench.pgbench import pgbench_rate
from bench.rounds import Contender, Load, Plan, interleave, ratio
from bench.tables import Table
from ostiary.clock import Clock
from ostiary.factors.otp.totp import time_step_at

CONCURRENCIES = (1, 16, 64)
SIGN_OUT = json.dumps({"query": "mutation { signOut { ok } }"})
POSTGRES_GOAL, SQLITE_GOAL, P99_GOAL = 0.75, 1.2, 2.0
COLUMNS = ("right codes", "concurrency", "a second", "of floor (a)", "p50 ms", "p99 ms", "p99 of floor (a)")


async def run(bench: Bench) -> Table:
    """Rates are medians of the rounds; ratios are medians of the ratios within each round."""
    table = Table("verifyFactor over HTTP", COLUMNS)
    await _on_postgres(bench, table)
    await _on_sqlite(bench, table)
    return table


async def _on_postgres(bench: Bench, table: Table) -> None:
    crowd = await gather(await bench.machines.postgres(), bench.sizes.crowd)
    one, floor = bench.machines.ostiary(crowd.url), bench.machines.floor(crowd.url)
    two = bench.machines.ostiary(crowd.url, workers=2)
    for concurrency in CONCURRENCIES:
        contenders = [
            Contender("PostgreSQL: Ostiary, one worker", verifying(crowd, one, concurrency)),
            Contender("PostgreSQL: floor (a), Starlette and asyncpg", flooring(crowd, floor, concurrency)),
            Contender("PostgreSQL: Ostiary, two workers", verifying(crowd, two, concurrency)),
            Contender("(c) an empty route", posting(floor, "/empty", "{}", '"empty"', concurrency)),
            Contender("(d) an empty mutation", posting(one, "/graphql", SIGN_OUT, '"signOut"', concurrency)),
        ]
        await _measure(bench, table, contenders, concurrency, POSTGRES_GOAL)
        rate = await pgbench_rate(crowd, concurrency, bench.machines.folder)
        table.add("PostgreSQL: (b) the floor's script in pgbench", concurrency, rate, "", "", "", "")
    bench.machines.end(one, two, floor)


async def _on_sqlite(bench: Bench, table: Table) -> None:
    crowd = await gather(await bench.machines.sqlite(), bench.sizes.crowd)
    one, floor = bench.machines.ostiary(crowd.url), bench.machines.floor(crowd.url)
    for concurrency in CONCURRENCIES:
        contenders = [
            Contender("SQLite: Ostiary, one worker", verifying(crowd, one, concurrency)),
            Contender("SQLite: floor (a), Starlette and aiosqlite", flooring(crowd, floor, concurrency)),
        ]
        await _measure(bench, table, contenders, concurrency, SQLITE_GOAL)
    bench.machines.end(one, floor)


async def _measure(bench: Bench, table: Table, contenders: Sequence[Contender], concurrency: int, goal: float) -> None:
    requests = bench.sizes.requests if concurrency > 1 else bench.sizes.requests // 3
    await interleave(contenders, rounds=bench.sizes.rounds, requests=requests)
    own, floor = contenders[:2]
    for each in contenders:
        slower = each.percentile(0.99) / floor.percentile(0.99)
        p50, p99 = each.percentile(0.5), each.percentile(0.99)
        table.add(each.name, concurrency, each.rate, ratio(each, floor), p50, p99, slower)
        table.figures[f"{each.name}, {concurrency}"] = {"rates": [o.rate for o in each.outcomes], "p99": p99}
    if concurrency == 16:
        share, slower = ratio(own, floor), own.percentile(0.99) / floor.percentile(0.99)
        table.goals.append((f"{own.name}, 16: {share:.2f} of floor (a), at least {goal}", share >= goal))
        table.goals.append((f"{own.name}, 16: p99 {slower:.2f} of the floor's, at most 2", slower <= P99_GOAL))


def verifying(crowd: Crowd, server: Process, concurrency: int, *, is_right: bool = True) -> Plan:
    """`verifyFactor`, each request of another user."""
    marks = ["LoginCompleted", "InvalidCode"] if is_right else ["InvalidCode", "AccountLocked"]

    async def load(requests: int) -> Load:
        bodies = await crowd.verifications(requests, is_right=is_right)
        return Load(server.port, "/graphql", bodies, marks, concurrency)

    return load


def flooring(crowd: Crowd, server: Process, concurrency: int, *, is_right: bool = True) -> Plan:
    """The floor's route, each request of another user."""
    path, mark = ("/right", '"completed"') if is_right else ("/wrong", '"refused"')

    async def load(requests: int) -> Load:
        step = time_step_at(Clock().now())
        made = await crowd.waiting(requests)
        bodies = [json.dumps({"challenge": each.token, "timeStep": step}) for each in made]
        return Load(server.port, path, bodies, [mark], concurrency)

    return load


def posting(server: Process, path: str, body: str, mark: str, concurrency: int) -> Plan:
    """One body, again and again."""

    async def load(requests: int) -> Load:
        return Load(server.port, path, [body] * (requests * 2), [mark], concurrency)

    return load
