"""`startLogin` with the right password, beside argon2id alone on the same cores."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median

from argon2 import PasswordHasher

from bench.bench import Bench
from bench.crowd import Crowd, gather, login_bodies
from bench.machines import Process
from bench.rounds import Contender, Load, Plan, run_load
from bench.tables import Table
from ostiary.services.passwords import Passwords
from tests.processes.installation import PASSWORD

CONCURRENCY = 16
GOAL = 0.9


async def run(bench: Bench) -> Table:
    """Each database with one worker; before every round the floor is measured anew."""
    table = Table("startLogin, concurrency 16", ("", "a second", "of argon2id alone", "p50 ms", "p99 ms"))
    requests = max(bench.sizes.requests // 6, 40)
    passwords = Passwords()
    hashed = await passwords.hash(PASSWORD)
    passwords.close()
    for name, made in bench.engines:
        crowd = await gather(await made(), requests)
        server = bench.machines.ostiary(crowd.url)
        own = Contender(f"{name}: Ostiary, one worker", starting(crowd, server))
        run_load(await own.load(requests // 3))
        floors: list[float] = []
        for _ in range(bench.sizes.rounds):
            floors.append(argon2_rate(hashed, requests))
            own.outcomes.append(run_load(await own.load(requests)))
        share = median(each.rate / floor for each, floor in zip(own.outcomes, floors, strict=True))
        table.add(own.name, own.rate, share, own.percentile(0.5), own.percentile(0.99))
        table.add("argon2id alone, one thread a core", median(floors), 1.0, "", "")
        table.goals.append((f"{own.name}: {share:.2f} of argon2id alone, at least {GOAL}", share >= GOAL))
        bench.machines.end(server)
    return table


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
