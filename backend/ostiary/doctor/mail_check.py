"""Mail: a conversation with the server up to the point where a message would follow; on request, the message."""

from ostiary.clock import Clock
from ostiary.doctor.finding import Finding, fault, ok
from ostiary.mail.check_message import check_message
from ostiary.mail.locale import Locale
from ostiary.mail.smtp import smtp_mailer
from ostiary.refusals import REFUSALS
from ostiary.settings import Settings

_ADVICE = "Look at OSTIARY_SMTP_URL: host, port, smtp:// or smtps://, user and password; then at the server's own log."


async def check_mail(settings: Settings, mail_to: str | None) -> list[Finding]:
    """`mail_to`: whom a test message goes to. Without mail settings nothing is said here."""
    if not settings.smtp_url:
        return []
    try:
        mailer, origin = smtp_mailer(settings.smtp_url, settings.mail_from), settings.origin
    except REFUSALS:
        return []  # told with the settings
    failed = await mailer.greet()
    if failed:
        return [fault("mail", f"the server does not take us ({failed})", _ADVICE)]
    if mail_to is None:
        return [ok("mail", "the server takes us; nothing was sent (--mail ADDRESS sends a test)")]
    message = check_message(to=mail_to, at=Clock().now(), locale=Locale.EN, public_url=origin)
    if await mailer.deliver(message):
        return [ok("mail", "the test message was handed over: see that it arrives, and not among the spam")]
    return [fault("mail", "the server takes us, but not the test message", "See the address and the server's own log.")]
