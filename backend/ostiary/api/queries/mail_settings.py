"""`mailSettings`: how mail leaves, and how to find out why it does not (rule C5)."""

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.queries.mail_delivery import MailDelivery
from ostiary.api.types.vocabulary import Encryption
from ostiary.mail.smtp_url import MailRoute
from ostiary.store import mail_ledger


@strawberry.type(description="The mail server of OSTIARY_SMTP_URL and the sender of OSTIARY_MAIL_FROM. Never a login.")
class MailServer:
    """See the description."""

    host: str = strawberry.field(description="Its name or address.")
    port: int = strawberry.field(description="The port it listens on.")
    encryption: Encryption = strawberry.field(description="When the conversation is encrypted.")
    sender: str = strawberry.field(description="The address that mail comes from.")

    @classmethod
    def of(cls, route: MailRoute) -> "MailServer":
        """Present the route."""
        return cls(host=route.host, port=route.port, encryption=route.encryption, sender=route.sender)


@strawberry.type(description="How mail leaves this installation. The environment sets it, this API does not.")
class MailSettings:
    """See the description."""

    server: MailServer | None = strawberry.field(
        description="Where messages are handed over; null: nowhere, or they stay in the demo's mailbox."
    )
    delivery: MailDelivery = strawberry.field(description="Whether that works.")
    last_failure_reference: str | None = strawberry.field(
        description="The correlation id that finds the last failure in the server's log; null: none, or no request."
    )


@described("How mail leaves this installation, and how that went. For ADMIN and AUDITOR.")
async def mail_settings(info: Info) -> MailSettings:
    """The settings and the last deliveries."""
    runtime = info.context.runtime
    record = await mail_ledger.mail_delivery()
    return MailSettings(
        server=MailServer.of(runtime.mail_route) if runtime.mail_route else None,
        delivery=MailDelivery.of(record, runtime.mailer.is_configured),
        last_failure_reference=record.last_failure_reference,
    )
