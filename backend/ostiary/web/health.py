"""/healthz: alive. /readyz: database reachable, writable and at this version (contract/operations.md)."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from ostiary.store.away import DatabaseAwayError
from ostiary.store.migrating import MigrationRefusedError

CHECK_SECONDS = 3.0

Check = Callable[[], Awaitable[bool]]


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


def health_routes(readiness: Readiness) -> list[Route]:
    """/healthz and /readyz."""

    async def healthz(request: Request) -> JSONResponse:
        del request
        return JSONResponse({"status": "ok"})

    async def readyz(request: Request) -> JSONResponse:
        del request
        if await readiness.is_ready():
            return JSONResponse({"status": "ready"})
        return JSONResponse({"status": "unavailable"}, 503)

    return [Route("/healthz", healthz), Route("/readyz", readyz)]
