"""Only loopback names reach a loopback installation: a foreign name that points here is DNS rebinding."""

import re
from functools import lru_cache

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ostiary.settings import LOOPBACK_HOSTS

_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9.-]+))(?::[0-9]{1,5})?", re.ASCII)


@lru_cache(64)
def is_loopback_host(host: str) -> bool:
    """Whether a Host header's value, with or without port, names this machine."""
    found = _HOST.fullmatch(host)
    return found is not None and (found[1] or found[2]).lower() in LOOPBACK_HOSTS


class LoopbackHostMiddleware:
    """Answers 421 (RFC 9110, 15.5.20) to every other Host, 400 where there is none or more than one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is addressed to this machine."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        hosts = Headers(scope=scope).getlist("host")
        if len(hosts) == 1 and is_loopback_host(hosts[0]):
            await self._app(scope, receive, send)
            return
        code = 421 if len(hosts) == 1 else 400
        refusal = PlainTextResponse("This installation answers to localhost alone.\n", code)
        await refusal(scope, receive, send)
