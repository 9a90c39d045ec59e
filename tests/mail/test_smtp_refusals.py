"""Whatever the server does, a hand-over ends in time with False, and the log says why without saying whom (L9, E3)."""

import asyncio
from collections.abc import Iterator, MutableMapping
from typing import Any

import pytest
from structlog.testing import capture_logs

from tests.mail.conftest import MESSAGE, StartServer, listening, mailer
from tests.mail.inbox import Inbox

Logged = list[MutableMapping[str, Any]]


@pytest.fixture
def logged() -> Iterator[Logged]:
    with capture_logs() as lines:
        yield lines


async def test_a_refused_connection_is_false(logged: Logged) -> None:
    async with listening(asyncio.Protocol) as port:
        pass  # closed again: nobody listens there now
    assert await mailer(f"smtp://127.0.0.1:{port}").deliver(MESSAGE) is False
    assert [line["reason"] for line in logged] == ["SMTPConnectError"]


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


async def test_the_log_names_neither_the_address_nor_the_subject(
    start_server: StartServer, inbox: Inbox, logged: Logged
) -> None:
    inbox.recipient_answer = "550 ann@example.com 123456"
    port = await start_server()
    assert await mailer(f"smtp://127.0.0.1:{port}").deliver(MESSAGE) is False
    assert len(logged) == 1
    assert "ann@" not in str(logged)
    assert "123456" not in str(logged)
