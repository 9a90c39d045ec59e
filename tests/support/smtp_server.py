"""A real SMTP server that keeps what it accepts, refuses, or stalls, as the test wishes."""

import email
import email.policy
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from tests.support.postgres import free_port

REFUSAL = "451 4.3.2 not now"


class SmtpServer:
    """What was accepted, oldest first. `is_refusing` and `is_stalling` may be turned at any time."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.is_refusing = False
        self.is_stalling = False
        self._released = threading.Event()
        self._controller = Controller(
            self,
            hostname="127.0.0.1",
            port=free_port(),
            ready_timeout=10,
            authenticator=lambda *_: AuthResult(success=True),
            auth_require_tls=False,
        )

    @property
    def url(self) -> str:
        """For OSTIARY_SMTP_URL."""
        return f"smtp://127.0.0.1:{self._controller.port}"

    def url_with(self, login: str) -> str:
        """The same, with `user:password`: any will do."""
        return self.url.replace("//", f"//{login}@")

    def to(self, address: str) -> list[EmailMessage]:
        """What was mailed to one address."""
        return [message for message in self.messages if message["To"] == address]

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """aiosmtpd's hook at the end of a message."""
        if self.is_stalling:
            await self._stall(server)
        if self.is_refusing:
            return REFUSAL
        content = envelope.original_content or b""
        message = email.message_from_bytes(content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        return "250 kept"

    @contextmanager
    def running(self) -> Iterator["SmtpServer"]:
        """Serve until the end."""
        self._controller.start()
        try:
            yield self
        finally:
            self._released.set()
            self._controller.stop()

    async def _stall(self, server: SMTP) -> None:
        await server.loop.run_in_executor(None, self._released.wait, 60)
