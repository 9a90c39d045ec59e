"""What was mailed: codes per account within the hour (rule L9), and how the last delivery ended (rule C5)."""

from datetime import datetime
from uuid import UUID

from ostiary.policy.limits import MAIL_WINDOW
from ostiary.store.models import MailDelivery, MailedCode
from ostiary.store.records import MailDeliveryRecord


async def codes_mailed_to(user_id: UUID, now: datetime) -> list[datetime]:
    """When codes were mailed to the account within the last hour. Hold the account's row while deciding."""
    rows = await MailedCode.filter(user_id=user_id, mailed_at__gt=now - MAIL_WINDOW)
    return [row.mailed_at for row in rows]


async def note_mailed_code(entry_id: UUID, user_id: UUID, mailed_at: datetime) -> None:
    """Count one mail of a code."""
    await MailedCode.create(id=entry_id, user_id=user_id, mailed_at=mailed_at)


async def take_back_mailed_code(entry_id: UUID) -> None:
    """It could not be handed over: the ten do not shrink."""
    await MailedCode.filter(id=entry_id).delete()


async def note_delivery(is_delivered: bool, now: datetime, reference: str | None = None) -> None:
    """Remember how a delivery ended. `reference`: what finds a failure in the server's log."""
    if is_delivered:
        await MailDelivery.filter(id=1).update(last_delivered_at=now)
    else:
        await MailDelivery.filter(id=1).update(last_failed_at=now, last_failure_reference=reference)


async def mail_delivery() -> MailDeliveryRecord:
    """How the last deliveries ended."""
    row = await MailDelivery.get(id=1)
    return MailDeliveryRecord(row.last_delivered_at, row.last_failed_at, row.last_failure_reference)
