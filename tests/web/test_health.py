"""/healthz and /readyz (contract/operations.md, "Addresses")."""

import asyncio

import pytest

from ostiary.store.away import DatabaseAwayError
from ostiary.web import health
from ostiary.web.health import Readiness, health_routes
from tests.web.conftest import Browse


async def yes() -> bool:
    return True


async def no() -> bool:
    return False


async def away() -> bool:
    raise DatabaseAwayError


async def stalled() -> bool:
    await asyncio.sleep(60)
    return True


async def test_alive_whatever_the_database_does(browse: Browse) -> None:
    async with browse(*health_routes(Readiness(away))) as client:
        answer = await client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_ready(browse: Browse) -> None:
    async with browse(*health_routes(Readiness(yes))) as client:
        answer = await client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ready"})


@pytest.mark.parametrize("check", [no, away, stalled])
async def test_not_ready(browse: Browse, check: health.Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "CHECK_SECONDS", 0.05)
    async with browse(*health_routes(Readiness(check))) as client:
        answer = await client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"status": "unavailable"})


async def test_draining_is_not_ready_any_more(browse: Browse) -> None:
    readiness = Readiness(yes)
    async with browse(*health_routes(readiness)) as client:
        before = (await client.get("/readyz")).status_code
        readiness.drain()
        after = (await client.get("/readyz")).status_code
    assert (before, after) == (200, 503)
