"""Where encryption or a certificate is missing, nothing is handed over, least of all a login (smtp.py)."""

import ssl
from collections.abc import Iterator, MutableMapping
from typing import Any

import pytest
from structlog.testing import capture_logs

from tests.mail.conftest import MESSAGE, StartServer, mailer
from tests.mail.inbox import Inbox

Logged = list[MutableMapping[str, Any]]


@pytest.fixture
def logged() -> Iterator[Logged]:
    with capture_logs() as lines:
        yield lines


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
