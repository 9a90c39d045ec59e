"""Where the processor's time of one `verifyFactor` goes: `make bench ARGS="--profile"`.

The application runs in the bench's own process under the deterministic profiler, on the clock of processor time, one
code after the other without a server in front; each function's own time counts for the part that it belongs to. A
profiler makes small functions look larger than they are: read the shares as an order, not as figures. Waiting is of
wall time without it.
"""

import asyncio
import cProfile
import io
import json
import pstats
import time
from collections import Counter
from contextlib import redirect_stderr
from typing import Any

from starlette.types import Message

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


async def run(bench: Bench) -> Table:
    """Both databases."""
    table = Table("Where the time of verifyFactor goes", ("share of processor time", "PostgreSQL", "SQLite"))
    with redirect_stderr(io.StringIO()):
        configure_logs()
        told = [await _shares(await made()) for made in (bench.machines.postgres, bench.machines.sqlite)]
    for name, _ in (*PARTS, ("the rest", ())):
        table.add(name, *(f"{shares[name]:.0%}" for shares, _ in told))
    table.add("waiting, of wall time", *(f"{waiting:.0%}" for _, waiting in told))
    return table


async def _shares(url: str) -> tuple[dict[str, float], float]:
    """The share of each part, and that of wall time in which the process waited for the database."""
    crowd = await gather(url, WARM_UP + 2 * MEASURED)
    app = build_app(assemble(Settings(database_url=url, keys=key_ring(), public_url="http://127.0.0.1")))
    async with app.router.lifespan_context(app):
        await _verify(app, crowd, WARM_UP)
        wall, processor = time.perf_counter(), time.process_time()
        await _verify(app, crowd, MEASURED)
        waiting = 1 - (time.process_time() - processor) / (time.perf_counter() - wall)
        profiler = cProfile.Profile(time.process_time)
        await _verify(app, crowd, MEASURED, profiler)
    spent: Counter[str] = Counter()
    for (file, _, function), (_, _, own, _, _) in pstats.Stats(profiler).stats.items():  # type: ignore[attr-defined]
        spent[_part_of(f"{file} {function}")] += own
    total = sum(spent.values())
    return {name: spent[name] / total for name in (*(name for name, _ in PARTS), "the rest")}, max(0.0, waiting)


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
