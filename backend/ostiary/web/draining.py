"""SIGTERM: not ready from now on, then the end (docs/operations.md, "Stopping").

A load balancer looks every few seconds. Between its looks it still sends requests, so a server behind one goes on
serving for a while after it has said that it is not ready; only then does it stop listening.
"""

import asyncio
import signal
from collections.abc import Callable
from types import FrameType

from starlette.types import Scope

from ostiary.web.answer_headers import AddHeaders, Headers

_CONNECTION = b"connection"


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


def closing_while(is_draining: Callable[[], bool]) -> AddHeaders:
    """While the server drains, each answer asks its client to leave: no request meets a connection that closes."""

    def close(_scope: Scope, headers: Headers) -> None:
        if is_draining():
            headers[:] = [header for header in headers if header[0] != _CONNECTION]
            headers.append((_CONNECTION, b"close"))

    return close
