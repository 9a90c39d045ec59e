"""Mails about the password: the link that sets a new one, and the notice that there is one (rule L1, NIST 800-63B).

The link goes to whoever asked, in the language of their page; notices may meet anybody, and say it in both.
"""

from datetime import datetime

from ostiary.mail.brand import Brand
from ostiary.mail.letters import Passage, letter, place_of, shown
from ostiary.mail.locale import Locale
from ostiary.mail.mailer import Message
from ostiary.policy.limits import RESET_LINK_LIFE
from ostiary.policy.origin import Origin

_LINK_SUBJECT = {
    Locale.EN: "Set a new password for {application}",
    Locale.ZH: "为 {application} 设置新密码",
}
_LINK = {
    Locale.EN: (
        "Open this link to set a new password for your account {to}. It works once, for {minutes} minutes.",
        "After that you sign in as usual: the second step stays as it is.",
        "It was asked for from {place}. If that was not you, do nothing: your password has not changed.",
    ),
    Locale.ZH: (
        "打开以下链接，为您的账号 {to} 设置新密码。链接仅可使用一次，{minutes} 分钟内有效。",
        "之后请照常登录，第二步验证保持不变。",
        "该请求来自 {place}。如果不是您本人操作，请忽略本邮件，您的密码没有改变。",
    ),
}
_SUBJECT = "Your password was changed / 您的密码已修改"
_CHANGED = {
    Locale.EN: "At {at} the password of your account {to} was changed from {place}.",
    Locale.ZH: "您的账号 {to} 的密码于 {at} 被修改，操作来自 {place}。",
}
_RESET = {
    Locale.EN: "At {at} the password of your account {to} was changed from {place}, with a link that we had mailed.",
    Locale.ZH: "您的账号 {to} 的密码于 {at} 通过邮件中的链接被修改，操作来自 {place}。",
}
_REST = {
    Locale.EN: (
        "Other sessions have ended. Your bindings stay as they are.",
        "If this was not you, tell your administrator at once, and change the password of your mailbox.",
    ),
    Locale.ZH: (
        "其他会话已结束，您的绑定保持不变。",
        "如果不是您本人操作，请立即联系管理员，并修改您的邮箱密码。",
    ),
}


def reset_link_message(*, to: str, link: str, brand: Brand, origin: Origin, locale: Locale, public_url: str) -> Message:
    """The link by which a new password is set."""
    minutes = int(RESET_LINK_LIFE.total_seconds()) // 60
    words = {"to": to, "minutes": minutes, "place": place_of(origin)}
    first, *rest = (paragraph.format(**words) for paragraph in _LINK[locale])
    return letter(
        to=to,
        subject=_LINK_SUBJECT[locale].format(application=brand.name),
        passages=[Passage(locale, (first, link, *rest), link=link)],
        public_url=public_url,
        brand=brand,
    )


def password_changed_message(*, to: str, origin: Origin, at: datetime, public_url: str) -> Message:
    """Tell the user that somebody who knew the password has changed it."""
    return _notice(_CHANGED, to, origin, at, public_url)


def password_reset_message(*, to: str, origin: Origin, at: datetime, public_url: str) -> Message:
    """Tell the user that somebody with the mailed link has changed the password."""
    return _notice(_RESET, to, origin, at, public_url)


def _notice(first: dict[Locale, str], to: str, origin: Origin, at: datetime, public_url: str) -> Message:
    words = {"to": to, "place": place_of(origin), "at": shown(at)}
    passages = [Passage(locale, (first[locale].format(**words), *_REST[locale])) for locale in Locale]
    return letter(to=to, subject=_SUBJECT, passages=passages, public_url=public_url)
