"""What runs beside the requests of a server, for ever: removing what is dead, and telling how busy it is."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import structlog

from ostiary.services.audit_sealing import keep_sealing
from ostiary.services.retention import prune_next
from ostiary.services.runtime import Runtime
from ostiary.store.away import DatabaseAwayError
from ostiary.store.pool_use import pool_use
from ostiary.store.sweeping import sweep
from ostiary.web.load import Load
from ostiary.web.metrics import Metrics

SWEEP_SECONDS = 60.0
SAMPLE_SECONDS = 1.0

_log = structlog.get_logger("ostiary.upkeep")


@asynccontextmanager
async def kept_up(runtime: Runtime, metrics: Metrics, retention_days: int | None) -> AsyncIterator[None]:
    """Everything of this file, and the sealing of the log, for as long as the server runs. The database is bound."""
    tasks = [
        asyncio.create_task(keep_sweeping(runtime, retention_days)),
        asyncio.create_task(keep_sealing(runtime, metrics.note_sealing)),
        asyncio.create_task(keep_sampling(runtime, metrics)),
    ]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def keep_sampling(runtime: Runtime, metrics: Metrics) -> None:
    """Write down once a second how busy this worker is: another one may be asked for it."""

    def load() -> Load:
        pool = pool_use()
        return Load(pool.size, pool.in_use, pool.waiting, runtime.passwords.queued)

    metrics.watch(load)
    while True:
        metrics.sample()
        await asyncio.sleep(SAMPLE_SECONDS)


async def keep_sweeping(runtime: Runtime, retention_days: int | None) -> None:
    """Remove dead rows, and events beyond their retention, in small batches, resting when nothing is left."""
    while True:
        try:
            now = runtime.clock.now()
            removed = await sweep(now)
            if retention_days is not None:
                removed += await prune_next(runtime, now - timedelta(days=retention_days))
        except DatabaseAwayError:
            removed = 0
        except Exception as error:  # noqa: BLE001 (sweeping must go on; the rows it leaves are dead already)
            _log.error("sweep_failed", error=type(error).__name__)
            removed = 0
        await asyncio.sleep(0.2 if removed else SWEEP_SECONDS)
