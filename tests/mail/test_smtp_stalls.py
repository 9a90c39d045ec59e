"""Whatever the server does not say, a hand-over ends in time (rule L9)."""

import asyncio
import contextlib
import time

import pytest

from ostiary.mail.mailer import Message
from ostiary.mail.smtp import FAREWELL_SECONDS, HAND_OVER_SECONDS
from tests.mail.conftest import MESSAGE, listening, mailer


class Silent(asyncio.Protocol):
    """Says at most its greeting, and then nothing ever."""

    def __init__(self, greeting: bytes = b"") -> None:
        self._greeting = greeting

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        if self._greeting:
            transport.write(self._greeting)


class StallsAtFarewell(asyncio.Protocol):
    """Accepts everything, and never answers QUIT."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._is_data = False
        transport.write(b"220 mx.example\r\n")

    def data_received(self, data: bytes) -> None:
        if self._is_data:
            self._is_data = not data.endswith(b"\r\n.\r\n")
            answer = b"" if self._is_data else b"250 OK\r\n"
        elif data.upper().startswith(b"DATA"):
            self._is_data, answer = True, b"354 go on\r\n"
        else:
            answer = b"" if data.upper().startswith(b"QUIT") else b"250 OK\r\n"
        self._transport.write(answer)


async def timed(url: str, seconds: float, message: Message = MESSAGE) -> tuple[bool, float]:
    started = time.perf_counter()
    is_delivered = await mailer(url, seconds=seconds).deliver(message)
    return is_delivered, time.perf_counter() - started


@pytest.mark.parametrize("greeting", [b"", b"220 mx.example\r\n", b"220-mx.exam"])
@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
async def test_a_stalled_server_is_false_within_the_limit(scheme: str, greeting: bytes) -> None:
    async with listening(lambda: Silent(greeting)) as port:
        is_delivered, took = await timed(f"{scheme}://127.0.0.1:{port}", 0.3)
    assert is_delivered is False
    assert took < 2


async def test_a_slow_drip_of_lines_does_not_prolong_the_limit() -> None:
    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while True:
                writer.write(b"220-still here\r\n")
                await writer.drain()
                await asyncio.sleep(0.05)
        writer.close()

    server = await asyncio.start_server(drip, "127.0.0.1", 0)
    async with server:
        is_delivered, took = await timed(f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}", 0.3)
        await asyncio.sleep(0.2)
    assert is_delivered is False
    assert took < 2


async def test_an_accepted_message_is_delivered_though_the_farewell_stalls() -> None:
    async with listening(StallsAtFarewell) as port:
        is_delivered, took = await timed(f"smtp://127.0.0.1:{port}", 5)
    assert is_delivered is True
    assert took < 3


def test_hand_over_and_farewell_together_end_within_ten_seconds() -> None:
    assert HAND_OVER_SECONDS + FAREWELL_SECONDS < 10
