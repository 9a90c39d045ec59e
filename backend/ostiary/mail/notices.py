"""Mails about what an administrator did: a reset, or the bypass (rules M2, M4).

The reader is not there, so their language is unknown: each says it in English and then in Chinese.
"""

from collections.abc import Sequence
from datetime import datetime

from ostiary.mail.brand import Brand
from ostiary.mail.letters import Passage, letter, shown
from ostiary.mail.locale import Locale
from ostiary.mail.mailer import Message
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
_RESET_SUBJECT = "Your {en} binding was reset / 您的{zh}绑定已重置"
_RESET = {
    Locale.EN: (
        "At {at} an administrator reset the {factor} binding of your account {to} in {applications}.",
        "It is gone, and sessions that were signed in with it have ended.",
        "{next}",
    ),
    Locale.ZH: (
        "管理员于 {at} 重置了您的账号 {to} 在 {applications} 中的{factor}绑定。",
        "该绑定已删除，使用它登录的会话已结束。",
        "{next}",
    ),
}
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
    *, to: str, kind: FactorKind, brands: Sequence[Brand], at: datetime, public_url: str
) -> Message:
    """Tell the user that the binding of `kind` is gone in these applications; of one alone it is that one's mail."""
    names = _FACTOR_NAMES[kind]
    passages = [
        _passage(
            locale,
            _RESET[locale],
            to,
            at,
            factor=names[locale],
            applications=comma.join(brand.name for brand in brands),
            next=_NEXT[kind][locale],
        )
        for locale, comma in ((Locale.EN, ", "), (Locale.ZH, "、"))
    ]
    subject = _RESET_SUBJECT.format(en=names[Locale.EN], zh=names[Locale.ZH])
    brand = brands[0] if len(brands) == 1 else None
    return letter(to=to, subject=subject, passages=passages, public_url=public_url, brand=brand)


def bypass_message(*, to: str, at: datetime, public_url: str) -> Message:
    """Tell the user that the second step is off for them in every application."""
    passages = [_passage(locale, _BYPASS[locale], to, at) for locale in (Locale.EN, Locale.ZH)]
    return letter(to=to, subject=_BYPASS_SUBJECT, passages=passages, public_url=public_url)


def _passage(locale: Locale, paragraphs: Sequence[str], to: str, at: datetime, **words: str) -> Passage:
    said = (paragraph.format(to=to, at=shown(at), **words) for paragraph in paragraphs)
    return Passage(locale, (*said, _NOT_EXPECTED[locale]))
