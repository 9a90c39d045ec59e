"""/healthz: alive. /readyz: database reachable, writable and at this version (contract/operations.md)."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from ostiary.store.away import DatabaseAwayError
from ostiary.store.migrating import MigrationRefusedError

CHECK_SECONDS = 3.0

Check = Callable[[], Awaitable[bool]]


def _nothing(request: Request) -> dict[str, Any] | None:
    del request
    return None


class Readiness:
    """Whether requests may come. `drain` ends that for good, before the server stops answering."""

    def __init__(self, check: Check) -> None:
        self._check = check
        self._is_draining = False

    def drain(self) -> None:
        """Not ready from now on."""
        self._is_draining = True

    @property
    def is_draining(self) -> bool:
        """Whether the server is about to end."""
        return self._is_draining

    async def is_ready(self) -> bool:
        """The check's answer within three seconds."""
        if self._is_draining:
            return False
        try:
            async with asyncio.timeout(CHECK_SECONDS):
                return await self._check()
        except (DatabaseAwayError, MigrationRefusedError, TimeoutError):
            return False


def health_routes(readiness: Readiness, seen: Callable[[Request], dict[str, Any] | None] = _nothing) -> list[Route]:
    """/healthz and /readyz. `seen` answers what is told of a request to whoever may know: `ostiary doctor`."""

    async def healthz(request: Request) -> JSONResponse:
        told = seen(request)
        return JSONResponse({"status": "ok"} | ({"seen": told} if told else {}), headers={"Cache-Control": "no-store"})

    async def readyz(request: Request) -> JSONResponse:
        del request
        if await readiness.is_ready():
            return JSONResponse({"status": "ready"})
        return JSONResponse({"status": "unavailable"}, 503)

    return [Route("/healthz", healthz), Route("/readyz", readyz)]
