"""What every use case is given: time, keys, mail, passwords, and who we are to the world."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

import structlog

from ostiary.clock import Clock
from ostiary.mail.mailer import Mailer, Message
from ostiary.mail.smtp_url import MailRoute
from ostiary.services.passwords import Passwords
from ostiary.services.tails import Tails
from ostiary.services.tally import NoTally, Tally
from ostiary.store.key_ring import KeyRing
from ostiary.store.mail_ledger import note_delivery
from ostiary.tracing import span, tell

_log = structlog.get_logger("ostiary.mail")


@dataclass(frozen=True)
class Runtime:
    """Made once at the start. `public_url` is the origin that browsers see, and the issuer of ID tokens.

    `mail_route`: how mail leaves, to be shown; None: it does not, or it is the demo's mailbox that keeps it.
    """

    clock: Clock
    key_ring: KeyRing
    mailer: Mailer
    passwords: Passwords
    public_url: str
    otp_drift: int = 1
    mail_route: MailRoute | None = None
    tails: Tails = field(default_factory=Tails)
    tally: Tally = field(default_factory=NoTally)
    _notices: set[asyncio.Task[Any]] = field(default_factory=set)

    async def deliver(self, message: Message) -> bool:
        """Hand a message over now, and remember how it ended (rule C5). Never inside a transaction."""
        with span("mail"):
            is_delivered = await self.mailer.deliver(message)
            tell(mail_delivered=is_delivered)
        self.tally.count_mail(is_delivered)
        reference = structlog.contextvars.get_contextvars().get("correlation_id")
        await note_delivery(is_delivered, self.clock.now(), reference)
        return is_delivered

    def notify(self, message: Message) -> None:
        """Hand a notice over in the background: nobody waits for it. Never inside a transaction."""
        if not self.mailer.is_configured:
            _log.warning("notice_not_mailed", reason="mail is not configured")
            return
        self.afterwards(self.deliver(message))

    def afterwards(self, work: Coroutine[Any, Any, object]) -> None:
        """Do it in the background: the answer does not wait for it, so that its time tells nothing of it."""
        task = asyncio.create_task(work)
        self._notices.add(task)
        task.add_done_callback(self._notice_ended)

    async def drain(self) -> None:
        """Wait for the notices that are on their way."""
        await asyncio.gather(*self._notices, return_exceptions=True)

    def _notice_ended(self, task: asyncio.Task[Any]) -> None:
        self._notices.discard(task)
        if not task.cancelled() and task.exception() is not None:
            _log.error("notice_failed", error=type(task.exception()).__name__)
