"""Mail through an SMTP server; the only importer of aiosmtplib. A hand-over ends in ten seconds (rule L9).

Encryption: `smtps://` and `?starttls=required` insist on TLS and on a certificate that the system's trust
store (or SSL_CERT_FILE) vouches for. Plain `smtp://` uses STARTTLS when offered and then verifies as well,
except on a loopback host, where there is nobody in between and a server with a self-made certificate is the
usual case. A user and password are sent unencrypted to loopback hosts alone: otherwise whoever strips the
offer of STARTTLS reads them.
"""

import asyncio
import contextlib
import ssl

import structlog
from aiosmtplib import SMTP, SMTPException, SMTPResponseException

from ostiary.clock import Clock
from ostiary.mail.mailer import Message
from ostiary.mail.mime import mime_message
from ostiary.mail.smtp_url import Encryption, MailRefusedError, MailRoute, SmtpServer, parse_smtp_url
from ostiary.policy.addresses import is_email

HAND_OVER_SECONDS = 9.0
FAREWELL_SECONDS = 0.5
"""The message is accepted before QUIT: its answer is courtesy and decides nothing."""

_log = structlog.get_logger(__name__)


class _UnencryptedLoginError(Exception):
    """The server takes no encryption, and a login must not be sent without."""


class SmtpMailer:
    """Hands each message to one server, over a connection of its own."""

    is_configured = True

    def __init__(
        self,
        server: SmtpServer,
        sender: str,
        *,
        clock: Clock,
        seconds: float = HAND_OVER_SECONDS,
        trusted: ssl.SSLContext | None = None,
    ) -> None:
        self._server = server
        self._sender = sender
        self._clock = clock
        self._seconds = seconds
        self._context = trusted or ssl.create_default_context()
        if server.is_loopback and server.encryption is Encryption.WHEN_OFFERED:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            self._context.check_hostname = False
            self._context.verify_mode = ssl.CERT_NONE

    @property
    def route(self) -> MailRoute:
        """How mail leaves."""
        return MailRoute(self._server.host, self._server.port, self._server.encryption, self._sender)

    async def deliver(self, message: Message) -> bool:
        """Hand the message over. False, and a log line without address and subject: it could not be."""
        if not is_email(message.to):
            return self._failed("address refused")
        client = self._client()
        try:
            async with asyncio.timeout(self._seconds):
                await self._hand_over(client, message)
        except SMTPResponseException as error:
            return self._failed(type(error).__name__, error.code)
        except (SMTPException, OSError, ValueError, _UnencryptedLoginError) as error:
            return self._failed(type(error).__name__)
        else:
            await _part(client)
            return True
        finally:
            client.close()

    async def greet(self) -> str | None:
        """Connect, encrypt and log in as for a message, and leave again. None: all well; otherwise what failed."""
        client = self._client()
        try:
            async with asyncio.timeout(self._seconds):
                await self._let_in(client)
        except SMTPResponseException as error:
            return f"{type(error).__name__}, code {error.code}"
        except (SMTPException, OSError, ValueError, _UnencryptedLoginError) as error:
            return type(error).__name__.lstrip("_")
        else:
            await _part(client)
            return None
        finally:
            client.close()

    def _client(self) -> SMTP:
        encryption = self._server.encryption
        start_tls = {Encryption.WHEN_OFFERED: None, Encryption.INSISTED_ON: True}.get(encryption, False)
        return SMTP(
            hostname=self._server.host,
            port=self._server.port,
            # Given, because the library would look the machine's own name up and wait for the resolver.
            local_hostname=self._sender.rpartition("@")[2],
            timeout=self._seconds,
            use_tls=encryption is Encryption.FROM_THE_START,
            start_tls=start_tls,
            tls_context=self._context,
        )

    async def _hand_over(self, client: SMTP, message: Message) -> None:
        mime = mime_message(message, self._sender, self._clock.now())
        await self._let_in(client)
        await client.sendmail(self._sender, [message.to], mime.as_bytes())

    async def _let_in(self, client: SMTP) -> None:
        await client.connect()
        if self._server.login is not None:
            if client.get_transport_info("sslcontext") is None and not self._server.is_loopback:
                raise _UnencryptedLoginError
            user, password = self._server.login
            await client.login(user.encode(), password.encode())

    def _failed(self, reason: str, code: int | None = None) -> bool:
        # The server's own words may repeat the address: its number says enough.
        _log.warning("mail_not_handed_over", host=self._server.host, reason=reason, code=code)
        return False


def smtp_mailer(url: str, sender: str, clock: Clock | None = None) -> SmtpMailer:
    """The mailer of OSTIARY_SMTP_URL and OSTIARY_MAIL_FROM. Raises MailRefusedError."""
    server = parse_smtp_url(url)
    if not is_email(sender):
        raise MailRefusedError("OSTIARY_MAIL_FROM must be one plain address, such as ostiary@example.com.")
    return SmtpMailer(server, sender, clock=clock or Clock())


async def _part(client: SMTP) -> None:
    with contextlib.suppress(SMTPException, OSError):
        await client.quit(timeout=FAREWELL_SECONDS)
