"""How soon `serve` and `demo` are ready after their start, and what memory a worker takes at rest and under load.

A start is measured from the command to the first 200 of /readyz, by any worker. The files are in the system's cache by
then: what is cold is the process. Where there are several workers, a supervisor starts them; it serves nobody.
"""

from statistics import median

from bench.bench import Bench
from bench.crowd import Crowd, gather
from bench.machines import Process
from bench.memory import MEGABYTE, Memory, memory_at_rest, memory_watched
from bench.rounds import run_load
from bench.tables import Table
from bench.verify import verifying

STARTS = 3
GOAL_SECONDS, GOAL_BYTES = 2.0, 120 * MEGABYTE
"""The issue's 2 s and 120 MB."""
NOTES = f"""\
- MB: a million bytes, resident, shared pages counted in each process. At rest: before the first request. Under load:
  the most seen during a round of `verifyFactor`, 16 at a time.
- Ready after: the median of {STARTS} starts. `serve` starts on a migrated database. The demo's first start makes its
  folder, keys, database and users; its second one finds them there, as every later one does."""


async def run(bench: Bench) -> Table:
    """`serve` on both databases, with two workers where there may be two; `demo`, which is SQLite's."""
    table = Table("Cold start and memory", ("", "ready after s", "at rest MB", "under load MB"), notes=[NOTES])
    for engine, made in bench.engines:
        crowd = await gather(await made(), bench.sizes.crowd)
        await _serve(bench, table, crowd, f"{engine}: one worker", 1)
        if engine == "PostgreSQL":
            await _serve(bench, table, crowd, f"{engine}: two workers", 2)
    if bench.measures("SQLite"):
        _demo(bench, table)
    return table


async def _serve(bench: Bench, table: Table, crowd: Crowd, name: str, workers: int) -> None:
    servers: list[Process] = []
    for _ in range(STARTS):
        bench.machines.end(*servers[-1:])
        servers.append(bench.machines.ostiary(crowd.url, workers=workers))
    server, ready = servers[-1], median(each.started_in for each in servers)
    rest = memory_at_rest(server, workers)
    load = await verifying(crowd, server, 16)(bench.sizes.requests)
    with memory_watched(server) as seen:
        run_load(load)
    bench.machines.end(server)
    loaded = max(each.worker for each in seen)
    _tell(table, name, ready, rest, loaded)
    table.figures[name] = {"ready": ready, "rest": rest.worker, "loaded": loaded, "supervisor": rest.supervisor}
    if workers == 1:
        table.goals.append((f"{name}: ready after {ready:.2f} s, {GOAL_SECONDS:.0f} at most", ready <= GOAL_SECONDS))
    said = f"{name}: {rest.worker / MEGABYTE:.1f} MB at rest, below {GOAL_BYTES // MEGABYTE}"
    table.goals.append((said if workers == 1 else f"{said} each", rest.worker < GOAL_BYTES))


def _tell(table: Table, name: str, ready: float, rest: Memory, loaded: int) -> None:
    """One worker is a row; of several the greatest is, and their supervisor is another."""
    told = name if len(rest.workers) == 1 else f"{name}, each"
    table.add(told, ready, rest.worker / MEGABYTE, loaded / MEGABYTE)
    if rest.supervisor:
        table.add(f"{name}, their supervisor", "", rest.supervisor / MEGABYTE, "")


def _demo(bench: Bench, table: Table) -> None:
    first: list[float] = []
    second: list[float] = []
    for number in range(STARTS):
        folder = bench.machines.folder / f"demo{number}"
        for seconds in (first, second):
            demo = bench.machines.demo(folder)
            seconds.append(demo.started_in)
            bench.machines.end(demo)
    for name, seconds in (("demo: first start", first), ("demo: second start", second)):
        table.add(name, median(seconds), "", "")
        table.figures[name] = {"ready": median(seconds)}
