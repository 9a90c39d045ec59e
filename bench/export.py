"""Exporting the whole log: events a second beside the driver's own, and what memory the server takes above its rest."""

import http.client
import time
from contextlib import closing

from bench.asking import Asker, signed_in
from bench.bench import Bench
from bench.crowd import opened
from bench.export_floor import streamed
from bench.machines import Process
from bench.memory import MEGABYTE, memory_at_rest, memory_watched
from bench.tables import Table
from ostiary.clock import Clock
from ostiary.store.key_ring import parse_key_ring
from tests.processes.installation import key_ring
from tests.support.many_events import fill_log

EVENTS_MAX = 1_000_000
GOAL = 150 * MEGABYTE
"""Ours: the issue asks for the figures alone."""
CHUNK = 2**16
COLUMNS = ("", "seconds", "events a second", "of the floor", "MB", "at rest MB", "more MB")


async def run(bench: Bench) -> Table:
    """CSV and JSON Lines, on both databases; before each the floor is measured anew."""
    count = min(bench.sizes.many_events, EVENTS_MAX)
    table = Table(f"Export of {count:,} events", COLUMNS)
    for engine, made in bench.engines:
        url = await made()
        async with opened(url):
            await fill_log(count, Clock().now(), parse_key_ring(key_ring()))
        server = bench.machines.ostiary(url)
        asker = await signed_in(server, url)
        for name in ("csv", "jsonl"):
            floor = await streamed(url)
            name_of_floor = f"{engine}: the driver alone, as CSV text, before {name}"
            table.add(name_of_floor, floor.seconds, count / floor.seconds, 1.0, floor.size / MEGABYTE, "", "")
            rest = memory_at_rest(server).total
            with memory_watched(server) as seen:
                seconds, size = exported(asker, server, name)
            most, share = max(each.total for each in seen), floor.seconds / seconds
            table.add(
                *(f"{engine}: {name}", seconds, count / seconds, share),
                *(each / MEGABYTE for each in (size, rest, most - rest)),
            )
            told = {"events": count, "seconds": seconds, "bytes": size, "rest": rest, "most": most, "share": share}
            table.figures[f"{engine}: {name}"] = told
            said = f"{engine}: {name}: {(most - rest) / MEGABYTE:.0f} MB above rest, below {GOAL // MEGABYTE}"
            table.goals.append((said, bench.at_full_size(most - rest < GOAL)))
        bench.machines.end(server)
    return table


def exported(asker: Asker, server: Process, name: str) -> tuple[float, int]:
    """Seconds and bytes of one export."""
    size, began = 0, time.perf_counter()
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=600)) as connection:
        connection.request("GET", f"/export/audit.{name}", headers={"Authorization": f"Bearer {asker.token}"})
        answer = connection.getresponse()
        while read := answer.read(CHUNK):
            size += len(read)
    return time.perf_counter() - began, size
