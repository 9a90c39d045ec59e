"""Several processes at one database, let go at the same moment: what replicas do to each other."""

import asyncio
import tempfile
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

from ostiary.store.database import Database
from ostiary.store.statements import rows_of

T = TypeVar("T")
Job = Callable[..., Coroutine[None, None, T]]


class Crew:
    """Worker processes, kept for the test session. A job is an async function at the top of a module."""

    def __init__(self, size: int = 4) -> None:
        self.size = size
        self._processes = ProcessPoolExecutor(size, mp_context=get_context("spawn"))

    def run(self, job: Job[T], url: str, *values: Any, hands: int | None = None) -> list[T]:
        """`job(number, *values)` in each of `hands` processes at once; answers what each answered."""
        hands = hands or self.size
        with tempfile.TemporaryDirectory() as folder:
            started = [
                self._processes.submit(_work, job, url, (folder, number, hands), values) for number in range(hands)
            ]
            return [each.result(timeout=60) for each in started]

    def close(self) -> None:
        """End the processes."""
        self._processes.shutdown(cancel_futures=True)


def _work(job: Job[T], url: str, place: tuple[str, int, int], values: tuple[Any, ...]) -> T:
    return asyncio.run(_work_in_database(job, url, place, values))


async def _work_in_database(job: Job[T], url: str, place: tuple[str, int, int], values: tuple[Any, ...]) -> T:
    folder, number, hands = place
    database = await Database.open(url)
    try:
        with database.bound():
            await rows_of("SELECT 1 AS warm")
            _wait_for_all(Path(folder), number, hands)
            return await job(number, *values)
    finally:
        await database.close()


def _wait_for_all(folder: Path, number: int, hands: int) -> None:
    """Blocks, since nothing else is to happen in this process before all are there."""
    (folder / str(number)).touch()
    patience = time.monotonic() + 30
    while len(list(folder.iterdir())) < hands:
        if time.monotonic() > patience:
            raise TimeoutError("the other processes did not come")
        time.sleep(0.002)


async def at_once(times: int, step: Callable[[int], Coroutine[None, None, T]]) -> list[T]:
    """`step(0)` to `step(times - 1)`, all in flight together."""
    return list(await asyncio.gather(*(step(number) for number in range(times))))
