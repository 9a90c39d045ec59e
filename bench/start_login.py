"""`startLogin` with the right password, beside argon2id alone on the same cores."""

import os
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from statistics import median

from argon2 import PasswordHasher

from bench.bench import Bench
from bench.crowd import Crowd, gather, login_bodies
from bench.machines import Process
from bench.rounds import Contender, Load, Plan, sent
from bench.tables import Table
from ostiary.services.passwords import Passwords
from tests.processes.installation import PASSWORD

CONCURRENCY = 16
GOAL = 0.9


async def run(bench: Bench) -> Table:
    """Each database with one worker, PostgreSQL with two as well; the floor is measured anew in every round."""
    table = Table("startLogin, concurrency 16", ("", "a second", "of argon2id alone", "p50 ms", "p99 ms"))
    requests = max(bench.sizes.requests // 6, 40)
    passwords = Passwords()
    hashed = await passwords.hash(PASSWORD)
    passwords.close()
    for engine, made in bench.engines:
        crowd = await gather(await made(), requests)
        workers = {"one worker": 1, "two workers": 2} if engine == "PostgreSQL" else {"one worker": 1}
        servers = {name: bench.machines.ostiary(crowd.url, workers=count) for name, count in workers.items()}
        contenders = [
            Contender(f"{engine}: Ostiary, {name}", sent(starting(crowd, server))) for name, server in servers.items()
        ]
        for each in contenders:
            await each.once(requests // 3)
        floors: list[float] = []
        for number in range(bench.sizes.rounds):
            floors.append(argon2_rate(hashed, requests))
            for each in contenders[:: -1 if number % 2 else 1]:
                each.outcomes.append(await each.once(requests))
        tell(table, contenders, floors)
        bench.machines.end(*servers.values())
    return table


def tell(table: Table, contenders: Sequence[Contender], floors: Sequence[float]) -> None:
    """The rows of one database; the goal is one worker's."""
    for each in contenders:
        share = median(outcome.rate / floor for outcome, floor in zip(each.outcomes, floors, strict=True))
        table.add(each.name, each.rate, share, each.percentile(0.5), each.percentile(0.99))
        table.figures[each.name] = {"rate": each.rate, "share": share, "p99": each.percentile(0.99)}
        if each is contenders[0]:
            table.goals.append((f"{each.name}: {share:.2f} of argon2id alone, at least {GOAL}", share >= GOAL))
    table.add("argon2id alone, one thread a core", median(floors), 1.0, "", "")


def argon2_rate(hashed: str, count: int) -> float:
    """Verifications a second with as many threads as cores."""
    hasher = PasswordHasher()
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        began = time.perf_counter()
        list(threads.map(lambda _: hasher.verify(hashed, PASSWORD), range(count)))
        return count / (time.perf_counter() - began)


def starting(crowd: Crowd, server: Process, concurrency: int = CONCURRENCY) -> Plan:
    """`startLogin`, each request of another user."""

    async def load(requests: int) -> Load:
        return Load(server.port, "/graphql", login_bodies(crowd.members[:requests]), ["LoginChallenge"], concurrency)

    return load
