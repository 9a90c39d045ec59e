"""The mail that an administrator has sent to themselves, to see that mail leaves (rule C5)."""

from datetime import datetime

from ostiary.mail.letters import Passage, letter, shown
from ostiary.mail.locale import Locale
from ostiary.mail.mailer import Message

_SUBJECT = {
    Locale.EN: "Mail from Ostiary arrives",
    Locale.ZH: "Ostiary 邮件发送正常",
}
_PARAGRAPHS = {
    Locale.EN: (
        "You asked for this message in the console's settings at {at}.",
        "That it reached you means that codes and notices can reach your users. There is nothing to do.",
    ),
    Locale.ZH: (
        "您于 {at} 在控制台的设置中请求发送了此邮件。",
        "收到此邮件说明验证码和通知能够送达用户。您无需进行任何操作。",
    ),
}


def check_message(*, to: str, at: datetime, locale: Locale, public_url: str) -> Message:
    """Say in the administrator's language that mail arrives."""
    passage = Passage(locale, tuple(paragraph.format(at=shown(at)) for paragraph in _PARAGRAPHS[locale]))
    return letter(to=to, subject=_SUBJECT[locale], passages=[passage], public_url=public_url)
