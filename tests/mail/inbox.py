"""What a test's SMTP server received, and what it refuses."""

from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class Inbox:
    """aiosmtpd's handler. `recipient_answer` and `data_answer` are the server's words, 250 accepts."""

    envelopes: list[Envelope] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    logins: list[tuple[str, str]] = field(default_factory=list)
    recipient_answer: str = "250 OK"
    data_answer: str = "250 OK"

    def message(self) -> EmailMessage:
        """The only message, parsed. No property: aiosmtpd reads every attribute of its handler."""
        (envelope,) = self.envelopes
        assert isinstance(envelope.content, bytes)
        parsed = BytesParser(policy=default).parsebytes(envelope.content)
        assert isinstance(parsed, EmailMessage)
        return parsed

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.recipient_answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient_answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.data_answer.startswith("250"):
            self.envelopes.append(envelope)
            self.sessions.append(session)
        return self.data_answer

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, kind: str, given: Any) -> AuthResult:
        """An authenticator that knows one user."""
        assert isinstance(given, LoginPassword)
        login = (given.login.decode(), given.password.decode())
        self.logins.append(login)
        return AuthResult(success=login == ("o@b", "p:ä/?"), handled=False)
