"""What a mailer promises. Mail leaves after the commit, never inside a transaction (design)."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, repr=False)
class Message:
    """One message to one address. `subject` is one line; `html` is escaped already."""

    to: str
    subject: str
    text: str
    html: str


class Mailer(Protocol):
    """A way for messages to leave."""

    @property
    def is_configured(self) -> bool:
        """Whether there is a transport at all."""
        ...

    async def deliver(self, message: Message) -> bool:
        """Hand the message over within ten seconds. False: it could not be; nothing is raised for that."""
        ...


class NoMailer:
    """No transport is configured: nothing can be handed over."""

    is_configured = False

    async def deliver(self, message: Message) -> bool:
        """Always False."""
        del message
        return False
