"""Mails about the password: the link that sets a new one, and the notice that there is one (rule L1, NIST 800-63B).

The link goes to whoever asked, in the language of their page, and an application may have a text of its own for it;
notices may meet anybody, and say it in both.
"""

from datetime import datetime

from ostiary.mail.brand import Brand
from ostiary.mail.letters import Passage, asked_from, letter, place_of, shown
from ostiary.mail.locale import Locale
from ostiary.mail.mailer import Message
from ostiary.policy.limits import RESET_LINK_LIFE
from ostiary.policy.mail_templates import MailText, paragraphs_of, rendered
from ostiary.policy.origin import Origin

BUILT_IN_LINK = {
    Locale.EN: MailText(
        "Set a new password for {application}",
        "Open this link to set a new password for your account {email}. It works once, for {minutes} minutes."
        "\n\n{link}\n\n"
        "After that you sign in as usual: the second step stays as it is.\n\n"
        "It was asked for from {place}. If that was not you, do nothing: your password has not changed.",
    ),
    Locale.ZH: MailText(
        "为 {application} 设置新密码",
        "打开以下链接，为您的账号 {email} 设置新密码。链接仅可使用一次，{minutes} 分钟内有效。"
        "\n\n{link}\n\n"
        "之后请照常登录，第二步验证保持不变。\n\n"
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


def reset_link_message(
    *,
    to: str,
    link: str,
    brand: Brand,
    origin: Origin,
    at: datetime,
    locale: Locale,
    public_url: str,
    text: MailText,
) -> Message:
    """The link by which a new password is set. `text`: without faults."""
    words = {
        "link": link,
        "application": brand.name,
        "email": to,
        **asked_from(origin, at, locale),
        "minutes": str(int(RESET_LINK_LIFE.total_seconds()) // 60),
    }
    return letter(
        to=to,
        subject=rendered(text.subject, words).strip(),
        passages=[Passage(locale, paragraphs_of(rendered(text.body, words)), link=link)],
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
