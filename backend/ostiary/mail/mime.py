"""A message as it travels: one address, an encoded subject, text and HTML as alternatives (RFC 5322)."""

import secrets
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from ostiary.mail.mailer import Message

# Seven bits pass every server; eight would need its word that it takes them (RFC 6152).
_POLICY = SMTP.clone(cte_type="7bit")


def mime_message(message: Message, sender: str, at: datetime) -> EmailMessage:
    """The message with its headers. ValueError: a header would hold a line break."""
    mime = EmailMessage(policy=_POLICY)
    mime["From"] = sender
    mime["To"] = message.to
    mime["Subject"] = message.subject
    mime["Date"] = format_datetime(at)
    # Not `make_msgid`: it tells the process number and the machine's name.
    mime["Message-ID"] = f"<{secrets.token_hex(16)}@{sender.rpartition('@')[2]}>"
    # Out-of-office programs leave such a message alone (RFC 3834, 5).
    mime["Auto-Submitted"] = "auto-generated"
    mime.set_content(message.text)
    mime.add_alternative(message.html, subtype="html")
    return mime
