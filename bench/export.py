"""Exporting the whole log: events a second, and what memory the server takes for it above its rest."""

import http.client
import threading
import time
from contextlib import closing

from bench.asking import Asker, signed_in
from bench.bench import Bench
from bench.cold_start import memory_mib
from bench.crowd import opened
from bench.machines import Process
from bench.tables import Table
from ostiary.clock import Clock
from ostiary.store.key_ring import parse_key_ring
from tests.processes.installation import key_ring
from tests.support.many_events import fill_log

EVENTS_MAX = 1_000_000
GOAL_MIB = 150.0
CHUNK = 2**16


async def run(bench: Bench) -> Table:
    """CSV and JSON Lines, on both databases."""
    count = min(bench.sizes.many_events, EVENTS_MAX)
    table = Table(f"Export of {count:,} events", ("", "seconds", "events a second", "MiB", "at rest MiB", "more MiB"))
    for engine, made in bench.engines:
        url = await made()
        async with opened(url):
            await fill_log(count, Clock().now(), parse_key_ring(key_ring()))
        server = bench.machines.ostiary(url)
        asker = await signed_in(server, url)
        for name in ("csv", "jsonl"):
            rest = memory_mib(server)
            seconds, size, most = exported(asker, server, name)
            table.add(f"{engine}: {name}", seconds, count / seconds, size / 2**20, rest, most - rest)
            table.figures[f"{engine}: {name}"] = {"seconds": seconds, "bytes": size, "rest": rest, "most": most}
            said = f"{engine}: {name}: {most - rest:.0f} MiB above rest, below {GOAL_MIB:.0f}"
            table.goals.append((said, most - rest < GOAL_MIB))
        bench.machines.end(server)
    return table


def exported(asker: Asker, server: Process, name: str) -> tuple[float, int, float]:
    """Seconds and bytes of one export, and the server's memory at its greatest meanwhile."""
    most, over = [memory_mib(server)], threading.Event()

    def watch() -> None:
        while not over.wait(0.05):
            most.append(memory_mib(server))

    watching = threading.Thread(target=watch)
    watching.start()
    size, began = 0, time.perf_counter()
    try:
        with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=600)) as connection:
            connection.request("GET", f"/export/audit.{name}", headers={"Authorization": f"Bearer {asker.token}"})
            answer = connection.getresponse()
            while read := answer.read(CHUNK):
                size += len(read)
    finally:
        over.set()
        watching.join()
    return time.perf_counter() - began, size, max(most)
