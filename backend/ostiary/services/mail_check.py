"""`sendMailCheck`: whether mail leaves, tried out on the administrator who asks (rule C5)."""

import secrets
from uuid import UUID

import structlog

from ostiary.mail.check_message import check_message
from ostiary.mail.locale import Locale
from ostiary.mail.mailer import Message
from ostiary.policy.audit import AuditEventType
from ostiary.policy.limits import MAIL_CHECKS
from ostiary.policy.origin import Origin
from ostiary.policy.vocabulary import FailureReason
from ostiary.services.events import write_event
from ostiary.services.outcomes import MailChecked, MailFailed, RateLimited
from ostiary.services.runtime import Runtime
from ostiary.store.password_guesses import charge_guess, guess_key
from ostiary.store.records import UserRecord
from ostiary.store.unit_of_work import unit_of_work

_log = structlog.get_logger("ostiary.mail")


async def send_mail_check(
    runtime: Runtime, user: UserRecord, origin: Origin, locale: Locale
) -> MailChecked | MailFailed | RateLimited:
    """Mail it to the user's own address. Counted before it leaves, and whatever becomes of it."""
    at = runtime.clock.now()
    message = check_message(to=user.email, at=at, locale=locale, public_url=runtime.public_url)
    return await mail_to_oneself(runtime, user, origin, message)


async def mail_to_oneself(
    runtime: Runtime,
    user: UserRecord,
    origin: Origin,
    message: Message,
    application_id: UUID | None = None,
    details: tuple[tuple[str, str], ...] = (),
) -> MailChecked | MailFailed | RateLimited:
    """Hand over a message that its reader asked for, within the limit that all such messages share."""
    is_delivered = False
    if runtime.mailer.is_configured:
        key = guess_key("mail check", str(user.id))
        retry_at = await charge_guess(key, MAIL_CHECKS, runtime.clock.now())
        if retry_at is not None:
            return RateLimited(retry_at)
        is_delivered = await runtime.deliver(message)
    async with unit_of_work():
        await write_event(
            AuditEventType.MAIL_CHECKED,
            origin,
            runtime.clock.now(),
            user=user,
            actor_id=user.id,
            application_id=application_id,
            failure=None if is_delivered else FailureReason.MAIL_UNAVAILABLE,
            details=details,
        )
    if is_delivered:
        return MailChecked(user.email)
    reference = secrets.token_hex(3).upper()
    reason = "the mail was not handed over" if runtime.mailer.is_configured else "mail is not configured"
    _log.warning("mail_check_not_mailed", reference=reference, reason=reason)
    return MailFailed(reference)
