"""Where the processor's time of one `verifyFactor` goes: `make bench ARGS="--profile"`.

The application runs in the bench's own process under the deterministic profiler, on the clock of its thread's processor
time, one code after the other without a server in front; each function's own time counts for the part that it belongs
to. SQLite's driver works in a thread of its own, which is profiled in a run of its own and counted in. A profiler makes
small functions look larger than they are: read the shares as an order, not as figures. Waiting is of wall time without
it.
"""

import asyncio
import cProfile
import io
import json
import time
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stderr
from dataclasses import dataclass
from typing import Any

from starlette.types import Message
from tortoise.backends.sqlite.client import SqliteClient
from tortoise.connection import get_connections

from bench.bench import Bench
from bench.crowd import Crowd, gather
from bench.tables import Table
from ostiary.app import assemble, build_app
from ostiary.logs import configure_logs
from ostiary.settings import Settings
from tests.processes.installation import key_ring

WARM_UP, MEASURED = 60, 250
PARTS = (
    ("HTTP, routing, middleware, log", ("starlette", "ostiary/web", "structlog", "prometheus_client", "logging")),
    ("parsing and validation", ("graphql/language", "graphql/validation", "api/documents", "api/limits", "api/body")),
    ("execution", ("graphql/", "strawberry/", "ostiary/api")),
    ("the step itself", ("ostiary/services", "ostiary/factors", "ostiary/policy", "pyotp", "hmac")),
    ("cryptography", ("cryptography", "joserfc", "hashlib", "base64")),
    ("store", ("ostiary/store",)),
    ("ORM", ("tortoise",)),
    ("driver", ("asyncpg", "aiosqlite", "sqlite3")),
    ("event loop", ("asyncio", "selectors", "select.", "socket")),
)


@dataclass(frozen=True)
class Spent:
    """On one database. `parts`: shares of the processor's time; `thread`: of it, in the driver's own thread.

    `waiting`: the share of wall time in which the process waited for the database.
    """

    parts: dict[str, float]
    thread: float
    waiting: float


async def run(bench: Bench) -> Table:
    """Each database a column."""
    with redirect_stderr(io.StringIO()):
        configure_logs()
        told = {engine: await _spent(await made()) for engine, made in bench.engines}
    table = Table("Where the time of verifyFactor goes", ("share of processor time", *told))
    for name, _ in (*PARTS, ("the rest", ())):
        table.add(name, *(f"{spent.parts[name]:.0%}" for spent in told.values()))
    table.add("all of these, in the driver's thread", *(f"{spent.thread:.0%}" for spent in told.values()))
    table.add("waiting, of wall time", *(f"{spent.waiting:.0%}" for spent in told.values()))
    table.figures.update({engine: vars(spent) for engine, spent in told.items()})
    return table


async def _spent(url: str) -> Spent:
    crowd = await gather(url, WARM_UP + 2 * MEASURED)
    app = build_app(assemble(Settings(database_url=url, keys=key_ring(), public_url="http://127.0.0.1")))
    async with app.router.lifespan_context(app):
        await _verify(app, crowd, WARM_UP)
        wall, processor = time.perf_counter(), time.process_time()
        await _verify(app, crowd, MEASURED)
        waiting = 1 - (time.process_time() - processor) / (time.perf_counter() - wall)
        profiler, of_thread = cProfile.Profile(time.thread_time), cProfile.Profile(time.thread_time)
        await _verify(app, crowd, MEASURED, profiler)
        if url.startswith("sqlite:"):
            await _in_the_drivers_thread(of_thread.enable)
            await _verify(app, crowd, MEASURED)
            await _in_the_drivers_thread(of_thread.disable)
    own, others = _own_times(profiler), _own_times(of_thread)
    total = own.total() + others.total()
    parts = {name: (own[name] + others[name]) / total for name in (*(name for name, _ in PARTS), "the rest")}
    return Spent(parts, others.total() / total, max(0.0, waiting))


def _own_times(profiler: cProfile.Profile) -> "Counter[str]":
    """Seconds by part."""
    spent: Counter[str] = Counter()
    profiler.create_stats()
    for (file, _, function), (_, _, own, _, _) in profiler.stats.items():
        spent[_part_of(f"{file} {function}")] += own
    return spent


async def _in_the_drivers_thread(do: Callable[[], object]) -> None:
    """The lifespan has bound the application's database to this task."""
    client = get_connections().get("default")
    assert isinstance(client, SqliteClient)
    async with client.acquire_connection() as connection:
        await connection._execute(do)  # noqa: SLF001


def _part_of(place: str) -> str:
    return next((name for name, words in PARTS if any(word in place for word in words)), "the rest")


async def _verify(app: Any, crowd: Crowd, count: int, profiler: cProfile.Profile | None = None) -> None:
    """So many right codes; those that a slow machine lets expire are answered as well."""
    bodies = await crowd.verifications(count, is_right=True)
    if profiler:
        profiler.enable()
    for body in bodies:
        await _post(app, body.encode())
    if profiler:
        profiler.disable()


async def _post(app: Any, body: bytes) -> bytes:
    answer = bytearray()

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        answer.extend(message.get("body", b""))

    headers = [(b"host", b"127.0.0.1"), (b"content-type", b"application/json"), (b"user-agent", b"bench/1.0")]
    scope = {
        "type": "http",
        "http_version": "1.1",
        "asgi": {"version": "3.0"},
        "method": "POST",
        "scheme": "http",
        "path": "/graphql",
        "raw_path": b"/graphql",
        "root_path": "",
        "query_string": b"",
        "state": {},
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    await app(scope, receive, send)
    if "data" not in json.loads(bytes(answer)):
        raise RuntimeError(bytes(answer).decode())
    await asyncio.sleep(0)
    return bytes(answer)
