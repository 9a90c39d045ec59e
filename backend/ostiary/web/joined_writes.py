"""An answer's head leaves together with the beginning of its body: one packet for what the server writes in two."""

import asyncio
from typing import Any

_HEAD = b"HTTP/1."


class JoinedWrites:
    """A transport that keeps a head back until the body begins, or until the loop has nothing else to do first.

    Each write is a call of the system and wakes whoever waits at the other end. Everything else is the transport's own.
    """

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._head = b""
        self._loop = asyncio.get_running_loop()

    def write(self, data: bytes) -> None:
        """Write, after what was kept back. A head that nothing follows, as of a stream, leaves with the next round."""
        if self._head:
            data, self._head = self._head + data, b""
        elif data.startswith(_HEAD):
            self._head = data
            self._loop.call_soon(self._flush)
            return
        self._transport.write(data)

    def close(self) -> None:
        """Close once everything is written."""
        self._flush()
        self._transport.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def _flush(self) -> None:
        head, self._head = self._head, b""
        if head:
            self._transport.write(head)
