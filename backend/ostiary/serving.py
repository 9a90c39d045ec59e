"""Starting a server: look at everything first, refuse with a sentence, then serve (contract/operations.md)."""

import asyncio
import gc
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from ostiary.app import assemble, build_app
from ostiary.clock import Clock
from ostiary.logs import configure_logs
from ostiary.refusals import CommandRefusedError
from ostiary.settings import Settings, SettingsRefusedError, load_settings
from ostiary.store.database import Database
from ostiary.store.key_usage import key_uses
from ostiary.store.migrating import is_migrated
from ostiary.tracing import check_tracing, start_tracing
from ostiary.web import worker_files
from ostiary.web.country import check_country_database
from ostiary.web.head_limit import BoundedHeadProtocol

DRAIN_SECONDS = 10
YOUNG_OBJECTS = 10_000
"""So many new ones before the first look for garbage among them: what 16 requests in flight hold at once, not more."""


def check_start(settings: Settings, workers: int) -> None:
    """Refuse what would not work or would not be safe."""
    if not settings.database_url:
        raise SettingsRefusedError(
            "Set OSTIARY_DATABASE_URL to sqlite:///absolute/path.db or postgres://user:password@host:port/name."
        )
    check_tracing(settings.traces_url)
    parts = assemble(settings)
    parts.runtime.passwords.close()
    check_country_database(settings.geoip_database)
    if workers > 1 and settings.database_url.startswith("sqlite:"):
        raise CommandRefusedError("SQLite serves one process: run with --workers 1, or use PostgreSQL.")
    asyncio.run(_check_database(settings, parts.runtime.key_ring.key_ids))


def serve(host: str, port: int, workers: int, counts: Path | None) -> None:
    """Serve until a signal. `counts`: the folder for several workers' counts. Raises what refuses the settings."""
    configure_logs()
    check_start(load_settings(), workers)
    check_port(host, port)
    with _counted_together(workers, counts):
        run("ostiary.serving:from_environment", host, port, workers=workers)


@contextmanager
def _counted_together(workers: int, counts: Path | None) -> Iterator[None]:
    """A folder in which several workers keep their counts: the operator's, emptied, or one of our own.

    One worker counts in memory.
    """
    if workers == 1:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="ostiary-metrics-") as own:
        folder = counts or Path(own)
        try:
            worker_files.prepare(folder)
        except OSError:
            raise CommandRefusedError("PROMETHEUS_MULTIPROC_DIR cannot be written: correct it or unset it.") from None
        os.environ[worker_files.VARIABLE] = str(folder)
        yield


def from_environment() -> Starlette:
    """The application of this process's environment: what each worker builds."""
    configure_logs()
    settings = load_settings()
    start_tracing(settings.traces_url)
    app = build_app(assemble(settings))
    _settle()
    return app


def _settle() -> None:
    """What is there before the first request stays to the end: never again looked through for garbage.

    Otherwise each full collection would hold all requests up for 80 ms, about once a second under load. Looking less
    often at what is new saves a few per cent of a second step: each request leaves little garbage in circles.
    """
    gc.collect()
    gc.freeze()
    gc.enable()
    gc.set_threshold(YOUNG_OBJECTS, 20, 20)


def run(app: Starlette | str, host: str, port: int, *, workers: int = 1) -> None:
    """Hand over to the server. Forwarding headers are read by our own resolver (rule E4)."""
    signal.signal(signal.SIGTERM, _end)
    uvicorn.run(
        app,
        factory=isinstance(app, str),
        host=host,
        port=port,
        http=BoundedHeadProtocol,
        workers=workers,  # said in any case: otherwise the server would read WEB_CONCURRENCY
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_config=None,  # what the server says goes the way of all other lines
        log_level="warning",
        timeout_graceful_shutdown=DRAIN_SECONDS,
    )


def _end(number: int, frame: object) -> None:
    """The server raises the signal again once it has drained: being told to end is no failure, so the status is 0."""
    del number, frame
    sys.exit(0)


def check_port(host: str, port: int) -> None:
    """Refuse an address that cannot be served on, before anything else starts."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else "not possible"
            raise CommandRefusedError(
                f"Cannot listen on {host} port {port} ({reason}): choose another with --host or --port."
            ) from None


async def _check_database(settings: Settings, key_ids: tuple[str, ...]) -> None:
    database = await Database.open(settings.database_url, pool=1, statement_cache=settings.statement_cache)
    try:
        with database.bound():
            await database.check()
            if not await is_migrated(database.address):
                raise CommandRefusedError("The database is not at this version: run `ostiary migrate` first.")
            missing = set(await key_uses(Clock().now())) - set(key_ids)
            if missing:
                raise CommandRefusedError(
                    f"The key ring lacks keys that sealed values need: put back {', '.join(sorted(missing))}."
                )
    finally:
        await database.close()
