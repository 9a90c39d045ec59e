"""Whatever the server does, a hand-over ends in time with False, and the log says why without saying whom (L9, E3)."""

import asyncio
import contextlib
import ssl
import time
from collections.abc import Iterator, MutableMapping
from dataclasses import replace
from typing import Any

import pytest
from structlog.testing import capture_logs

from ostiary.mail.mailer import Message
from ostiary.mail.smtp import FAREWELL_SECONDS, HAND_OVER_SECONDS
from tests.mail.conftest import MESSAGE, StartServer, listening, mailer
from tests.mail.inbox import Inbox

Logged = list[MutableMapping[str, Any]]


@pytest.fixture
def logged() -> Iterator[Logged]:
    with capture_logs() as lines:
        yield lines


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


async def test_a_refused_connection_is_false(logged: Logged) -> None:
    async with listening(Silent) as port:
        pass  # closed again: nobody listens there now
    assert await mailer(f"smtp://127.0.0.1:{port}").deliver(MESSAGE) is False
    assert [line["reason"] for line in logged] == ["SMTPConnectError"]


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


@pytest.mark.parametrize("answer", ["550 no such user ann@example.com", "450 later"])
async def test_a_refused_recipient_is_false(
    start_server: StartServer, inbox: Inbox, logged: Logged, answer: str
) -> None:
    inbox.recipient_answer = answer
    port = await start_server()
    assert await mailer(f"smtp://127.0.0.1:{port}").deliver(MESSAGE) is False
    assert inbox.envelopes == []
    assert [line["reason"] for line in logged] == ["SMTPRecipientsRefused"]


@pytest.mark.parametrize("code", [552, 451])
async def test_refused_data_is_false(start_server: StartServer, inbox: Inbox, logged: Logged, code: int) -> None:
    inbox.data_answer = f"{code} no"
    port = await start_server()
    assert await mailer(f"smtp://127.0.0.1:{port}").deliver(MESSAGE) is False
    assert [(line["reason"], line["code"]) for line in logged] == [("SMTPDataError", code)]


async def test_a_refused_login_is_false(start_server: StartServer, inbox: Inbox) -> None:
    port = await start_server(authenticator=inbox.authenticate, auth_require_tls=False)
    assert await mailer(f"smtp://o%40b:wrong@127.0.0.1:{port}").deliver(MESSAGE) is False
    assert inbox.envelopes == []


async def test_required_starttls_that_is_not_offered_is_false(start_server: StartServer, inbox: Inbox) -> None:
    port = await start_server()
    assert await mailer(f"smtp://127.0.0.1:{port}?starttls=required").deliver(MESSAGE) is False
    assert inbox.envelopes == []


async def test_a_certificate_that_nobody_vouches_for_is_false(
    start_server: StartServer, inbox: Inbox, server_tls: ssl.SSLContext
) -> None:
    started, from_the_start = await start_server(tls_context=server_tls), await start_server(tls=server_tls)
    assert await mailer(f"smtp://127.0.0.1:{started}?starttls=required").deliver(MESSAGE) is False
    assert await mailer(f"smtps://127.0.0.1:{from_the_start}").deliver(MESSAGE) is False
    assert inbox.envelopes == []


async def test_a_certificate_of_another_name_is_false(
    start_server: StartServer, inbox: Inbox, server_tls: ssl.SSLContext, trusting: ssl.SSLContext
) -> None:
    port = await start_server(tls=server_tls)
    assert await mailer(f"smtps://localhost:{port}", trusted=trusting).deliver(MESSAGE) is False
    assert inbox.envelopes == []


async def test_a_login_is_not_sent_unencrypted_to_another_host(
    start_server: StartServer, inbox: Inbox, logged: Logged
) -> None:
    port = await start_server(authenticator=inbox.authenticate, auth_require_tls=False)
    # 127.1 is 127.0.0.1 in an old spelling, which is not a name of loopback to us.
    sending = mailer(f"smtp://o%40b:p%3A%C3%A4%2F%3F@127.1:{port}")
    assert await sending.deliver(MESSAGE) is False
    assert (inbox.logins, inbox.envelopes) == ([], [])
    assert [line["reason"] for line in logged] == ["_UnencryptedLoginError"]


@pytest.mark.parametrize(
    "address",
    [
        "ann@example.com\r\nBcc: eve@example.com",
        "ann@example.com\n",
        "ann@example.com\0",
        "ann@example.com,eve@example.com",
        "<ann@example.com>",
        "Ann <ann@example.com>",
        "",
        "ann",
        "\ud800@example.com",
    ],
)
async def test_an_address_that_could_be_more_than_one_is_refused(
    start_server: StartServer, inbox: Inbox, address: str
) -> None:
    port = await start_server()
    assert await mailer(f"smtp://127.0.0.1:{port}").deliver(replace(MESSAGE, to=address)) is False
    assert inbox.envelopes == []


async def test_a_subject_of_two_lines_is_refused(start_server: StartServer, inbox: Inbox) -> None:
    port = await start_server()
    split = replace(MESSAGE, subject="123456\r\nBcc: eve@example.com")
    assert await mailer(f"smtp://127.0.0.1:{port}").deliver(split) is False
    assert inbox.envelopes == []


async def test_the_log_names_neither_the_address_nor_the_subject(
    start_server: StartServer, inbox: Inbox, logged: Logged
) -> None:
    inbox.recipient_answer = "550 ann@example.com 123456"
    port = await start_server()
    assert await mailer(f"smtp://127.0.0.1:{port}").deliver(MESSAGE) is False
    assert len(logged) == 1
    assert "ann@" not in str(logged)
    assert "123456" not in str(logged)
