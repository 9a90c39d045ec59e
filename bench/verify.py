"""`verifyFactor` with the right code, beside its floors, at concurrency 1, 16 and 64, on both databases."""

import json
from collections.abc import Sequence

from bench.bench import Bench
from bench.crowd import Crowd, gather
from bench.machines import Process
from bench.pgbench import scripted
from bench.rounds import Contender, Load, Plan, interleave, ratio, sent
from bench.tables import Table
from ostiary.clock import Clock
from ostiary.factors.otp.totp import time_step_at

CONCURRENCIES = (1, 16, 64)
JUDGED = 16
SIGN_OUT = json.dumps({"query": "mutation { signOut { ok } }"})
GOALS = {"PostgreSQL": 0.75, "SQLite": 1.2}
P99_GOAL = 2.0
COLUMNS = ("concurrency", "a second", "of floor (a)", "p50 ms", "p99 ms", "p99 of floor (a)")


async def run(bench: Bench) -> Table:
    """Rates are medians of the rounds; ratios are medians of the ratios within each round."""
    table = Table("verifyFactor over HTTP", ("right codes", *COLUMNS))
    for engine, made in bench.engines:
        crowd = await gather(await made(), bench.sizes.crowd)
        await measure(bench, table, crowd, engine, is_right=True)
    return table


async def measure(bench: Bench, table: Table, crowd: Crowd, engine: str, *, is_right: bool) -> None:
    """Every concurrency on one database: one worker, floor (a) and, on PostgreSQL, two workers and floor (b)."""
    machines, is_postgres = bench.machines, engine == "PostgreSQL"
    floor = machines.floor(crowd.url)
    servers = {"one worker": machines.ostiary(crowd.url)}
    if is_postgres:
        servers["two workers"] = machines.ostiary(crowd.url, workers=2)
    for concurrency in CONCURRENCIES:
        own, *more = [
            Contender(f"{engine}: Ostiary, {name}", sent(verifying(crowd, server, concurrency, is_right=is_right)))
            for name, server in servers.items()
        ]
        driver = "asyncpg" if is_postgres else "aiosqlite"
        plan = flooring(crowd, floor, concurrency, is_right=is_right)
        contenders = [own, Contender(f"{engine}: floor (a), Starlette and {driver}", sent(plan)), *more]
        if is_postgres:
            script = scripted(crowd, concurrency, machines.folder, is_right=is_right)
            contenders.append(Contender(f"{engine}: floor (b), the same in pgbench", script))
        if is_postgres and is_right:
            empty = posting(floor, "/empty", "{}", '"empty"', concurrency)
            mutation = posting(servers["one worker"], "/graphql", SIGN_OUT, '"signOut"', concurrency)
            contenders += [Contender("(c) an empty route", sent(empty))]
            contenders += [Contender("(d) an empty mutation", sent(mutation))]
        await _interleave(bench, table, contenders, concurrency)
        if concurrency == JUDGED and is_right:
            _judge(table, contenders, GOALS[engine])
    machines.end(floor, *servers.values())


async def _interleave(bench: Bench, table: Table, contenders: Sequence[Contender], concurrency: int) -> None:
    requests = bench.sizes.requests if concurrency > 1 else bench.sizes.requests // 3
    await interleave(contenders, rounds=bench.sizes.rounds, requests=requests)
    floor = contenders[1]
    for each in contenders:
        slower = each.percentile(0.99) / floor.percentile(0.99)
        p50, p99, share = each.percentile(0.5), each.percentile(0.99), ratio(each, floor)
        table.add(each.name, concurrency, each.rate, share, p50, p99, slower)
        told = {"rates": [o.rate for o in each.outcomes], "share": share, "p50": p50, "p99": p99}
        table.figures[f"{each.name}, {concurrency}"] = told


def _judge(table: Table, contenders: Sequence[Contender], goal: float) -> None:
    own, floor = contenders[:2]
    share, slower = ratio(own, floor), own.percentile(0.99) / floor.percentile(0.99)
    table.goals.append((f"{own.name}, {JUDGED}: {share:.2f} of floor (a), at least {goal}", share >= goal))
    table.goals.append((f"{own.name}, {JUDGED}: p99 {slower:.2f} of the floor's, at most 2", slower <= P99_GOAL))


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
