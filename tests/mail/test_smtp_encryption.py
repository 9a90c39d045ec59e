"""A hand-over is encrypted when it can be and must be (operations.md, OSTIARY_SMTP_URL)."""

import ssl

from tests.mail.conftest import MESSAGE, StartServer, mailer
from tests.mail.inbox import Inbox


async def test_starttls_is_used_when_offered(
    start_server: StartServer, inbox: Inbox, server_tls: ssl.SSLContext
) -> None:
    port = await start_server(tls_context=server_tls, require_starttls=True)
    assert await mailer(f"smtp://127.0.0.1:{port}").deliver(MESSAGE) is True
    assert inbox.sessions[0].ssl is not None


async def test_required_starttls_arrives_encrypted(
    start_server: StartServer, inbox: Inbox, server_tls: ssl.SSLContext, trusting: ssl.SSLContext
) -> None:
    port = await start_server(tls_context=server_tls)
    sending = mailer(f"smtp://127.0.0.1:{port}?starttls=required", trusted=trusting)
    assert await sending.deliver(MESSAGE) is True
    assert inbox.sessions[0].ssl is not None


async def test_smtps_is_encrypted_from_the_first_byte(
    start_server: StartServer, inbox: Inbox, server_tls: ssl.SSLContext, trusting: ssl.SSLContext
) -> None:
    port = await start_server(tls=server_tls)
    assert await mailer(f"smtps://127.0.0.1:{port}", trusted=trusting).deliver(MESSAGE) is True
    assert len(inbox.envelopes) == 1


async def test_percent_encoded_credentials_log_in(start_server: StartServer, inbox: Inbox) -> None:
    port = await start_server(authenticator=inbox.authenticate, auth_require_tls=False)
    assert await mailer(f"smtp://o%40b:p%3A%C3%A4%2F%3F@127.0.0.1:{port}").deliver(MESSAGE) is True
    assert inbox.logins == [("o@b", "p:ä/?")]
