"""Mails about what an administrator did: a reset, or the bypass (rules M2, M4).

The reader is not there, so their language is unknown: each says it in English and then in Chinese. Of a reset an
application may tell in words of its own.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from ostiary.mail.brand import Brand
from ostiary.mail.letters import Passage, letter, shown
from ostiary.mail.locale import Locale
from ostiary.mail.mailer import Message
from ostiary.policy.mail_templates import MailText, paragraphs_of, rendered
from ostiary.policy.vocabulary import FactorKind

# Chinese sets Latin words off with spaces and needs none between its own.
_FACTOR_NAMES = {
    FactorKind.OTP: {Locale.EN: "OTP", Locale.ZH: " OTP "},
    FactorKind.EMAIL: {Locale.EN: "email verification", Locale.ZH: "邮箱验证"},
}
_NEXT = {
    FactorKind.OTP: {
        Locale.EN: "If the application still asks for OTP, you set it up again at your next sign-in.",
        Locale.ZH: "如果应用仍要求 OTP，您下次登录时需要重新绑定。",
    },
    FactorKind.EMAIL: {
        Locale.EN: "If the application still asks for it, the next code that you enter binds it again.",
        Locale.ZH: "如果应用仍要求邮箱验证，您下次输入验证码时将自动重新绑定。",
    },
}
_NOT_EXPECTED = {
    Locale.EN: "If you did not expect this, tell your administrator.",
    Locale.ZH: "如果您对此并不知情，请联系管理员。",
}
BUILT_IN_RESET = {
    Locale.EN: MailText(
        "Your {factor} binding was reset",
        "At {time} an administrator reset the {factor} binding of your account {email} in {application}.\n\n"
        "It is gone, and sessions that were signed in with it have ended.\n\n{next}\n\n" + _NOT_EXPECTED[Locale.EN],
    ),
    Locale.ZH: MailText(
        "您的{factor}绑定已重置",
        "管理员于 {time} 重置了您的账号 {email} 在 {application} 中的{factor}绑定。\n\n"
        "该绑定已删除，使用它登录的会话已结束。\n\n{next}\n\n" + _NOT_EXPECTED[Locale.ZH],
    ),
}
_COMMAS = {Locale.EN: ", ", Locale.ZH: "、"}
_BYPASS_SUBJECT = "Multi-factor authentication is off for your account / 您的账号已关闭多因素认证"
_BYPASS = {
    Locale.EN: (
        "At {at} an administrator turned multi-factor authentication off for your account {to}.",
        "Your password alone now signs you in to every application. Your bindings are kept.",
    ),
    Locale.ZH: (
        "管理员于 {at} 关闭了您的账号 {to} 的多因素认证。",
        "现在仅凭密码即可登录所有应用。您的绑定保持不变。",
    ),
}


def binding_reset_message(
    *,
    to: str,
    kind: FactorKind,
    brands: Sequence[Brand],
    at: datetime,
    public_url: str,
    texts: Mapping[Locale, MailText] = BUILT_IN_RESET,
) -> Message:
    """Tell the user that the binding of `kind` is gone in these applications; of one alone it is that one's mail.

    `texts`: one without faults for each language.
    """
    subjects, passages = [], []
    for locale in (Locale.EN, Locale.ZH):
        words = {
            "application": _COMMAS[locale].join(brand.name for brand in brands),
            "email": to,
            "time": shown(at),
            "factor": _FACTOR_NAMES[kind][locale],
            "next": _NEXT[kind][locale],
        }
        subjects.append(rendered(texts[locale].subject, words).strip())
        passages.append(Passage(locale, paragraphs_of(rendered(texts[locale].body, words))))
    brand = brands[0] if len(brands) == 1 else None
    return letter(to=to, subject=" / ".join(subjects), passages=passages, public_url=public_url, brand=brand)


def bypass_message(*, to: str, at: datetime, public_url: str) -> Message:
    """Tell the user that the second step is off for them in every application."""
    passages = [_passage(locale, _BYPASS[locale], to, at) for locale in (Locale.EN, Locale.ZH)]
    return letter(to=to, subject=_BYPASS_SUBJECT, passages=passages, public_url=public_url)


def _passage(locale: Locale, paragraphs: Sequence[str], to: str, at: datetime, **words: str) -> Passage:
    said = (paragraph.format(to=to, at=shown(at), **words) for paragraph in paragraphs)
    return Passage(locale, (*said, _NOT_EXPECTED[locale]))
