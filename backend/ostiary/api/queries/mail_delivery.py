"""`mailDelivery`: whether codes reach anybody, so that the console can warn beside the switch (rule C5)."""

from datetime import datetime

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.store import mail_ledger
from ostiary.store.records import MailDeliveryRecord


@strawberry.type(description="Whether mail leaves this installation. Turning a factor on needs it.")
class MailDelivery:
    """See the description."""

    is_configured: bool = strawberry.field(description="Whether a transport is set up (OSTIARY_SMTP_URL).")
    is_working: bool = strawberry.field(description="Whether it is set up and the last delivery did not fail.")
    last_delivered_at: datetime | None = strawberry.field(
        description="When a message was last handed over; null: never."
    )
    last_failed_at: datetime | None = strawberry.field(
        description="When a message could last not be handed over; null: never."
    )

    @classmethod
    def of(cls, record: MailDeliveryRecord, is_configured: bool) -> "MailDelivery":
        """Present the record."""
        delivered, failed = record.last_delivered_at, record.last_failed_at
        has_failed_last = failed is not None and (delivered is None or delivered < failed)
        return cls(
            is_configured=is_configured,
            is_working=is_configured and not has_failed_last,
            last_delivered_at=delivered,
            last_failed_at=failed,
        )


@described("Whether mail leaves this installation. For every role.")
async def mail_delivery(info: Info) -> MailDelivery:
    """How the last deliveries ended."""
    record = await mail_ledger.mail_delivery()
    return MailDelivery.of(record, info.context.runtime.mailer.is_configured)
