"""Notices: a lock in the reader's language, an administrator's deed in both (rules A2, A8, M2, M4)."""

import pytest

from ostiary.mail.brand import Brand
from ostiary.mail.mailer import Message
from ostiary.mail.notices import binding_reset_message, bypass_message
from ostiary.policy.vocabulary import FactorKind
from tests.support.passing_time import START

URL = "https://login.example.com"


def reset(kind: FactorKind) -> Message:
    return binding_reset_message(
        to="ann@example.com", kind=kind, brands=[Brand("Acme"), Brand("Shop <1>")], at=START, public_url=URL
    )


@pytest.mark.parametrize(
    ("kind", "subject", "english", "chinese"),
    [
        (
            FactorKind.OTP,
            "Your OTP binding was reset / 您的 OTP 绑定已重置",
            "reset the OTP binding of your account ann@example.com in Acme, Shop <1>.",
            "重置了您的账号 ann@example.com 在 Acme、Shop <1> 中的 OTP 绑定。",
        ),
        (
            FactorKind.EMAIL,
            "Your email verification binding was reset / 您的邮箱验证绑定已重置",
            "reset the email verification binding of your account ann@example.com in Acme, Shop <1>.",
            "重置了您的账号 ann@example.com 在 Acme、Shop <1> 中的邮箱验证绑定。",
        ),
    ],
)
def test_a_reset_is_told_in_english_and_then_in_chinese(
    kind: FactorKind, subject: str, english: str, chinese: str
) -> None:
    message = reset(kind)
    assert message.subject == subject
    assert 0 < message.text.index(english) < message.text.index(chinese)
    assert '<div lang="en">' in message.html
    assert '<div lang="zh-Hans">' in message.html


def test_a_bypass_is_told_in_english_and_then_in_chinese() -> None:
    message = bypass_message(to="ann@example.com", at=START, public_url=URL)
    assert message.subject == "Multi-factor authentication is off for your account / 您的账号已关闭多因素认证"
    assert message.text.startswith(
        "At 2026-11-24 09:00 UTC an administrator turned multi-factor authentication off for your account"
    )
    assert "管理员于 2026-11-24 09:00 UTC 关闭了您的账号 ann@example.com 的多因素认证。" in message.text


@pytest.mark.parametrize("message", [reset(FactorKind.OTP), bypass_message(to="a@b.c", at=START, public_url=URL)])
def test_notices_are_escaped_and_link_to_the_public_address_alone(message: Message) -> None:
    assert "Shop <1>" not in message.html
    assert message.html.count("href=") == message.html.count(f'<a href="{URL}">{URL}</a>')
