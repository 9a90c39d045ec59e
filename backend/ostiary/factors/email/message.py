"""The mail that carries an email code (rule L9): the code first, so that a notification shows it; then which
application, where from, when, and what to do if it was not you (design/security.md)."""

from datetime import datetime

from ostiary.mail.brand import Brand
from ostiary.mail.letters import Passage, letter, place_of, shown
from ostiary.mail.locale import Locale
from ostiary.mail.mailer import Message
from ostiary.policy.origin import Origin

_SUBJECT = {
    Locale.EN: "{code} is your {application} code",
    Locale.ZH: "{code} 是您的 {application} 验证码",
}
# "Up to": a code that is sent again keeps the end of its first sending.
_PARAGRAPHS = {
    Locale.EN: (
        "Your code for signing in to {application}:",
        "It works once, for up to 10 minutes. Share it with nobody: {application} will never ask you for it.",
        "It was asked for from {place} at {at}.",
        "If that was not you, somebody knows your password: change it, or ask your administrator to.",
    ),
    Locale.ZH: (
        "您正在登录 {application}，验证码为：",
        "验证码仅可使用一次，最长 10 分钟内有效。请勿告知他人，{application} 不会向您索要验证码。",
        "请求于 {at} 来自 {place}。",
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
) -> Message:
    """The mail of one code, in the language of whoever asked for it."""
    words = {"application": brand.name, "place": place_of(origin), "at": shown(at)}
    paragraphs = tuple(paragraph.format(**words) for paragraph in _PARAGRAPHS[locale])
    return letter(
        to=to,
        subject=_SUBJECT[locale].format(code=code, application=brand.name),
        passages=[Passage(locale, paragraphs, code)],
        public_url=public_url,
        brand=brand,
    )
