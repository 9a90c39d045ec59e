"""Real SMTP servers on loopback, in the test's own loop, and a certificate made for them."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP

from ostiary.mail.mailer import Message
from ostiary.mail.smtp import SmtpMailer
from ostiary.mail.smtp_url import parse_smtp_url
from tests.mail.certificate import write_certificate
from tests.mail.inbox import Inbox
from tests.support.passing_time import Hands

SENDER = "ostiary@login.example"
MESSAGE = Message(
    to="ann@example.com",
    subject="123456 是您的 Acme 验证码",
    text="验证码 123456\n.\nend\n",
    html="<p>验证码 123456</p>",
)


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Certificate and key of 127.0.0.1 in one PEM file, signed by nobody but itself."""
    return write_certificate(tmp_path_factory.mktemp("tls") / "server.pem")


@pytest.fixture
def server_tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def trusting(certificate: Path) -> ssl.SSLContext:
    """A client that trusts the certificate."""
    return ssl.create_default_context(cafile=str(certificate))


StartServer = Callable[..., Awaitable[int]]


@pytest.fixture
async def start_server(inbox: Inbox) -> AsyncIterator[StartServer]:
    """Start a server with aiosmtpd's options and answer its port. `tls`: from the first byte."""
    async with AsyncExitStack() as stack:

        async def start(*, tls: ssl.SSLContext | None = None, **options: Any) -> int:
            options.setdefault("hostname", "mx.example")
            return await stack.enter_async_context(
                listening(lambda: SMTP(inbox, loop=asyncio.get_running_loop(), **options), tls)
            )

        yield start


@asynccontextmanager
async def listening(
    protocol: Callable[[], asyncio.BaseProtocol], tls: ssl.SSLContext | None = None
) -> AsyncIterator[int]:
    server = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", 0, ssl=tls)
    async with server:
        yield server.sockets[0].getsockname()[1]


def mailer(url: str, *, seconds: float = 5.0, trusted: ssl.SSLContext | None = None) -> SmtpMailer:
    """A mailer whose time stands still."""
    return SmtpMailer(parse_smtp_url(url), SENDER, clock=Hands().clock, seconds=seconds, trusted=trusted)
