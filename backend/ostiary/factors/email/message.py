"""The mail that carries an email code (rule L9): the code first, so that a notification shows it; then which
application, where from, when, and what to do if it was not you (design/security.md).

An application may have a text of its own for it; the subject begins with the code all the same.
"""

from datetime import datetime

from ostiary.mail.brand import Brand
from ostiary.mail.letters import Passage, asked_from, letter
from ostiary.mail.locale import Locale
from ostiary.mail.mailer import Message
from ostiary.policy.challenge import CHALLENGE_LIFE
from ostiary.policy.mail_templates import MailText, paragraphs_of, rendered
from ostiary.policy.origin import Origin

# "Up to": a code that is sent again keeps the end of its first sending.
BUILT_IN_CODE = {
    Locale.EN: MailText(
        "is your {application} code",
        "Your code for signing in to {application}:\n\n{code}\n\n"
        "It works once, for up to {minutes} minutes. Share it with nobody: {application} will never ask you for it."
        "\n\n"
        "It was asked for from {place} at {time}.\n\n"
        "If that was not you, somebody knows your password: change it, or ask your administrator to.",
    ),
    Locale.ZH: MailText(
        "是您的 {application} 验证码",
        "您正在登录 {application}，验证码为：\n\n{code}\n\n"
        "验证码仅可使用一次，最长 {minutes} 分钟内有效。请勿告知他人，{application} 不会向您索要验证码。\n\n"
        "请求于 {time} 来自 {place}。\n\n"
        "如果不是您本人操作，请勿泄露验证码。有人已知道您的密码，请立即修改密码，或联系管理员为您修改。",
    ),
}


def code_message(
    *,
    to: str,
    code: str,
    brand: Brand,
    origin: Origin,
    at: datetime,
    locale: Locale,
    public_url: str,
    text: MailText | None = None,
) -> Message:
    """The mail of one code, in the language of whoever asked for it. `text`: without faults; None: the built-in one."""
    written = text or BUILT_IN_CODE[locale]
    words = {
        "code": code,
        "application": brand.name,
        "email": to,
        **asked_from(origin, at, locale),
        "minutes": str(CHALLENGE_LIFE.seconds // 60),
    }
    return letter(
        to=to,
        subject=f"{code} {rendered(written.subject, words).strip()}",
        passages=[Passage(locale, paragraphs_of(rendered(written.body, words)), code)],
        public_url=public_url,
        brand=brand,
    )
