"""`verifyFactor` with wrong codes: charged, written down, answered; no user sends so many that the account locks."""

from bench.bench import Bench
from bench.crowd import gather
from bench.rounds import Contender, interleave, ratio
from bench.tables import Table
from bench.verify import flooring, verifying

CONCURRENCY = 16


async def run(bench: Bench) -> Table:
    """Both databases, one worker, concurrency 16."""
    table = Table("verifyFactor, wrong codes, concurrency 16", ("wrong codes", "a second", "of floor (a)", "p99 ms"))
    for name, made in bench.engines:
        crowd = await gather(await made(), bench.sizes.crowd)
        server, below = bench.machines.ostiary(crowd.url), bench.machines.floor(crowd.url)
        own = Contender(f"{name}: Ostiary, one worker", verifying(crowd, server, CONCURRENCY, is_right=False))
        floor = Contender(f"{name}: floor (a)", flooring(crowd, below, CONCURRENCY, is_right=False))
        await interleave([own, floor], rounds=bench.sizes.rounds, requests=bench.sizes.requests)
        for each in (own, floor):
            table.add(each.name, each.rate, ratio(each, floor), each.percentile(0.99))
        bench.machines.end(server, below)
    return table
