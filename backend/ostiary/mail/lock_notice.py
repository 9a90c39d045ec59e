"""The mail that a lock brings: the owner learns that somebody with the password guessed codes (A2, A8)."""

from datetime import datetime

from ostiary.mail.brand import Brand
from ostiary.mail.letters import Passage, letter, place_of, shown
from ostiary.mail.locale import Locale
from ostiary.mail.mailer import Message
from ostiary.policy.lockout import ATTEMPTS_IN_A_ROW, ATTEMPTS_WITHOUT_ACCEPTANCE, LOCKED_FOR_GOOD
from ostiary.policy.origin import Origin

_SUBJECT = {
    Locale.EN: "Your account {to} is locked",
    Locale.ZH: "您的账号 {to} 已锁定",
}
_PARAGRAPHS = {
    Locale.EN: (
        "Your account {to} is locked {end}, because of {wrong} wrong codes in a row.",
        "The last one came from {place} at {at}.",
        "Whoever entered them knows your password. If that was you, there is nothing to do.",
        "If that was not you, change your password, or ask your administrator to.",
    ),
    Locale.ZH: (
        "由于连续 {wrong} 次输入错误的验证码，您的账号 {to} 已锁定，{end}。",
        "最后一次错误验证码于 {at} 来自 {place}。",
        "输入验证码的人知道您的密码。如果是您本人操作，则无需处理。",
        "如果不是您本人操作，请立即修改密码，或联系管理员为您修改。",
    ),
}
_UNTIL = {Locale.EN: "until {}", Locale.ZH: "直至 {}"}
_FOR_GOOD = {
    Locale.EN: "until your administrator unlocks it",
    Locale.ZH: "需由管理员解锁",
}


def locked_message(
    *,
    to: str,
    locked_until: datetime,
    origin: Origin,
    at: datetime,
    locale: Locale,
    public_url: str,
    brand: Brand | None = None,
) -> Message:
    """Tell the owner until when the account is locked, and where the last wrong code came from."""
    is_endless = locked_until >= LOCKED_FOR_GOOD
    words = {
        "to": to,
        "wrong": ATTEMPTS_WITHOUT_ACCEPTANCE if is_endless else ATTEMPTS_IN_A_ROW,
        "end": _FOR_GOOD[locale] if is_endless else _UNTIL[locale].format(shown(locked_until)),
        "place": place_of(origin),
        "at": shown(at),
    }
    paragraphs = tuple(paragraph.format(**words) for paragraph in _PARAGRAPHS[locale])
    return letter(
        to=to,
        subject=_SUBJECT[locale].format(**words),
        passages=[Passage(locale, paragraphs)],
        public_url=public_url,
        brand=brand,
    )
