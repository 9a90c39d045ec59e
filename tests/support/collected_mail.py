"""A mailer that keeps what it is given, and refuses on request."""

import re
from dataclasses import dataclass, field

from ostiary.mail.mailer import Message


@dataclass
class CollectedMail:
    """Every message, oldest first."""

    messages: list[Message] = field(default_factory=list)
    is_configured: bool = True
    is_refusing: bool = False

    async def deliver(self, message: Message) -> bool:
        """Keep it, or refuse like a server that is down."""
        if self.is_refusing:
            return False
        self.messages.append(message)
        return True

    def to(self, email: str) -> list[Message]:
        """What was mailed to one address."""
        return [message for message in self.messages if message.to == email]

    def subjects(self, email: str) -> list[str]:
        """The subject lines of one address."""
        return [message.subject for message in self.to(email)]

    def last_code(self, email: str) -> str:
        """The code that the last mail with one begins its subject with (rule L9)."""
        codes = [found[0] for subject in self.subjects(email) if (found := re.match(r"\d{6}(?= )", subject))]
        return codes[-1]
