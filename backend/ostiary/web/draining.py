"""SIGTERM: not ready from now on, then the end (docs/operations.md, "Stopping").

A load balancer looks every few seconds. Between its looks it still sends requests, so a server behind one goes on
serving for a while after it has said that it is not ready; only then does it stop listening.
"""

import asyncio
import signal
from collections.abc import Callable
from types import FrameType

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


def drain_on_sigterm(drain: Callable[[], None], seconds: float) -> None:
    """Put `drain` before what the server does at SIGTERM, and `seconds` between them. Without a server: nothing."""
    ends = signal.getsignal(signal.SIGTERM)
    if not callable(ends):
        return
    loop = asyncio.get_running_loop()

    def begin(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGTERM, ends)  # told once more, it waits no longer
        drain()
        if seconds:
            loop.call_soon_threadsafe(loop.call_later, seconds, ends, number, None)
        else:
            ends(number, frame)

    signal.signal(signal.SIGTERM, begin)


class DrainingMiddleware:
    """While the server drains, each answer asks its client to leave: no request meets a connection that closes."""

    def __init__(self, app: ASGIApp, is_draining: Callable[[], bool]) -> None:
        self._app = app
        self._is_draining = is_draining

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""

        async def send_away(message: Message) -> None:
            if message["type"] == "http.response.start" and self._is_draining():
                MutableHeaders(scope=message)["Connection"] = "close"
            await send(message)

        await self._app(scope, receive, send_away if scope["type"] == "http" else send)
