"""How soon `serve` is ready after its start, and what memory a worker takes at rest and under load."""

from statistics import median

import psutil

from bench.bench import Bench
from bench.crowd import gather
from bench.machines import Process
from bench.rounds import run_load
from bench.tables import Table
from bench.verify import verifying

STARTS = 3
GOAL_SECONDS, GOAL_MIB = 2.0, 120.0


async def run(bench: Bench) -> Table:
    """Both databases; the start is measured from the command to the first 200 of /readyz."""
    table = Table("Cold start and memory", ("", "ready after s", "at rest MiB", "under load MiB"))
    for name, made in bench.engines:
        crowd = await gather(await made(), bench.sizes.crowd)
        seconds = []
        for _ in range(STARTS):
            server = bench.machines.ostiary(crowd.url)
            seconds.append(server.started_in)
            if len(seconds) < STARTS:
                bench.machines.end(server)
        rest = memory_mib(server)
        run_load(await verifying(crowd, server, 16)(bench.sizes.requests))
        loaded = memory_mib(server)
        bench.machines.end(server)
        table.add(f"{name}: one worker", median(seconds), rest, loaded)
        table.goals.append((f"{name}: ready after {median(seconds):.2f} s, 2 at most", median(seconds) <= GOAL_SECONDS))
        table.goals.append((f"{name}: {rest:.0f} MiB at rest, below 120", rest < GOAL_MIB))
    return table


def memory_mib(server: Process) -> float:
    """Resident memory of the process and its workers."""
    parent = psutil.Process(server.process.pid)
    return float(sum(each.memory_info().rss for each in [parent, *parent.children(recursive=True)]) / 2**20)
