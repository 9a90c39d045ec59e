"""A request's head has an end (RFC 6585, 5): without a limit, a stranger's endless headers fill the memory."""

import asyncio
from typing import cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from ostiary.web.joined_writes import JoinedWrites

HEAD_MAX = 65_536
"""Bytes of request line and headers; what the last read from the socket brings beyond is still taken."""

_REFUSAL = b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"


class BoundedHeadProtocol(HttpToolsProtocol):
    """The server's protocol, which counts what it reads while the head is not complete."""

    _head_bytes = 0
    _is_in_head = True

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A caller. Head and body of an answer are written at once."""
        super().connection_made(cast("asyncio.Transport", JoinedWrites(transport)))

    def shutdown(self) -> None:
        """The server drains: tell the application, whose streams would keep it waiting."""
        drain = self.app_state.get("drain")
        if drain is not None:
            drain()
        super().shutdown()

    def data_received(self, data: bytes) -> None:
        """Hang up on a head that is too long already."""
        if self._is_in_head:
            if self._head_bytes > HEAD_MAX:
                self.transport.write(_REFUSAL)
                self.transport.close()
                return
            self._head_bytes += len(data)
        super().data_received(data)

    def on_message_begin(self) -> None:
        """The next request on this connection."""
        self._is_in_head, self._head_bytes = True, 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """From here on the body's limits hold."""
        self._is_in_head = False
        super().on_headers_complete()
