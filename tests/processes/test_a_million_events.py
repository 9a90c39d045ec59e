"""A log of a million events is exported whole in little memory, and its first page is as quick as a short log's.

`make million` does it, on both databases. The suite takes a quarter of them, on SQLite, whose one connection makes it
the harder one: memory that grows with the log shows there as well.
"""

import asyncio
import os
import statistics
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import psutil
import pytest

from ostiary.store.database import Database
from ostiary.store.key_ring import parse_key_ring
from tests.processes.calling import Api
from tests.processes.installation import Installation, key_ring, now
from tests.support.databases import PostgresDatabases, SqliteFiles
from tests.support.many_events import fill_log

EVENTS = 1_000_000 if "OSTIARY_MILLION" in os.environ else 250_000
FEW = 1_000
MEMORY_MAX = 150 * 1024 * 1024
SAMPLES = 30
FLOOR_SECONDS = 0.005
"""What either median may differ by for other reasons than the log's length."""
FIRST_PAGE = """{ auditEvents(first: 50, filter: { category: USER_BEHAVIOR }) {
  pageInfo { hasNextPage }
  edges { node { id type label occurredAt userEmail ip country userAgent result failureReason } }
} }"""
ENGINES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
if "OSTIARY_MILLION" not in os.environ:
    ENGINES = ENGINES[:1]

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture(params=ENGINES)
def urls(request: pytest.FixtureRequest, tmp_path: Path, sqlite_files: SqliteFiles) -> Iterator[tuple[str, str]]:
    """Two databases on one engine: for the million, and for the few."""
    if request.param == "sqlite":
        for name in ("million", "few"):
            (tmp_path / name).mkdir()
        yield sqlite_files.fresh(tmp_path / "million"), sqlite_files.fresh(tmp_path / "few")
        return
    databases: PostgresDatabases = request.getfixturevalue("postgres_databases")
    made = databases.fresh(), databases.fresh()
    yield made
    for url in made:
        databases.drop(url)


async def served(folder: Path, url: str, until: datetime, count: int) -> Installation:
    """A server over a log of so many events, with an administrator."""
    database = await Database.open(url)
    with database.bound():
        await fill_log(count, until, parse_key_ring(key_ring()))
    await database.close()
    installation = Installation(folder, url)
    installation.serve()
    installation.appoint_administrator()
    return installation


async def seconds_of(api: Api) -> float:
    """How long the first page takes."""
    began = time.perf_counter()
    assert len((await api.ask(FIRST_PAGE))["auditEvents"]["edges"]) == 50
    return time.perf_counter() - began


async def exported_rows(api: Api) -> int:
    """Lines of the whole log as CSV, the header included; no event of ours has a line break within."""
    lines = 0
    async with api.client.stream(
        "GET", "/export/audit.csv", headers={"Authorization": f"Bearer {api.token}"}, timeout=300
    ) as answered:
        assert answered.status_code == 200
        async for chunk in answered.aiter_raw():
            lines += chunk.count(b"\n")
    return lines


async def greatest(process: psutil.Process, task: "asyncio.Task[int]") -> int:
    """The resident memory in bytes at its greatest, until the task is done."""
    most = 0
    while not task.done():
        most = max(most, process.memory_info().rss)
        await asyncio.sleep(0.05)
    return most


async def test_a_million_events(urls: tuple[str, str], tmp_path: Path) -> None:
    filled_at, began = now(), time.perf_counter()
    million = await served(tmp_path, urls[0], filled_at, EVENTS)
    few = await served(tmp_path, urls[1], filled_at, FEW)
    filled = time.perf_counter() - began
    try:
        many_api, few_api = [await each.administrator() for each in (million, few)]
        for api in (many_api, few_api):
            await seconds_of(api)
        taken = [(await seconds_of(many_api), await seconds_of(few_api)) for _ in range(SAMPLES)]
        long, short = (statistics.median(each) for each in zip(*taken, strict=True))
        assert million.servers[0].process is not None
        process = psutil.Process(million.servers[0].process.pid)
        ours = len(await many_api.events(since=filled_at.isoformat()))
        idle, began = process.memory_info().rss, time.perf_counter()
        exporting = asyncio.create_task(exported_rows(many_api))
        grown = await greatest(process, exporting) - idle
        rows, exported = await exporting, time.perf_counter() - began
        print(  # noqa: T201 (for `make million`, which measures)
            f"{urls[0].split(':')[0]}: filled in {filled:.0f} s, first page {long * 1000:.1f} ms "
            f"(of {FEW}: {short * 1000:.1f} ms), exported in {exported:.0f} s with {grown / 2**20:.0f} MB more"
        )
    finally:
        for installation in (million, few):
            await installation.disconnect()
            installation.end()
    assert rows == 1 + EVENTS + ours
    assert grown < MEMORY_MAX
    assert long < 2 * max(short, FLOOR_SECONDS)
