"""The mail of a code: the code first, then what an owner needs to judge it (rule L9; design/security.md)."""

import pytest

from ostiary.factors.email.message import code_message
from ostiary.mail.brand import Brand
from ostiary.mail.locale import Locale
from ostiary.mail.mailer import Message
from ostiary.policy.origin import Origin
from tests.support.passing_time import START

URL = "https://login.example.com"


def mailed(locale: Locale, name: str = "Acme", origin: Origin = Origin("203.0.113.7", "DE")) -> Message:  # noqa: B008
    return code_message(
        to="ann@example.com",
        code="012345",
        brand=Brand(name),
        origin=origin,
        at=START,
        locale=locale,
        public_url=URL,
    )


@pytest.mark.parametrize(
    ("locale", "subject"),
    [(Locale.EN, "012345 is your Acme code"), (Locale.ZH, "012345 是您的 Acme 验证码")],
)
def test_the_subject_starts_with_the_code(locale: Locale, subject: str) -> None:
    assert mailed(locale).subject == subject


def test_english_says_which_application_how_long_where_from_when_and_what_to_do() -> None:
    assert mailed(Locale.EN).text == (
        "Your code for signing in to Acme:\n\n"
        "012345\n\n"
        "It works once, for up to 10 minutes. Share it with nobody: Acme will never ask you for it.\n\n"
        "It was asked for from 203.0.113.7 (DE) at 2026-11-24 09:00 UTC.\n\n"
        "If that was not you, somebody knows your password: change it, or ask your administrator to.\n\n"
        "Sent automatically by https://login.example.com\n"
    )


def test_chinese_says_the_same() -> None:
    text = mailed(Locale.ZH).text
    assert text.startswith("您正在登录 Acme，验证码为：\n\n012345\n\n验证码仅可使用一次，最长 10 分钟内有效。")
    assert "请求于 2026-11-24 09:00 UTC 来自 203.0.113.7 (DE)。" in text
    assert "如果不是您本人操作" in text


def test_an_unknown_country_leaves_the_address_alone() -> None:
    assert "from 127.0.0.1 at 2026" in mailed(Locale.EN, origin=Origin("127.0.0.1")).text


@pytest.mark.parametrize("locale", Locale)
def test_an_applications_name_is_escaped_in_html(locale: Locale) -> None:
    html = mailed(locale, name="<b>&\"'{to}").html
    assert "<b>" not in html
    assert "&lt;b&gt;&amp;&quot;&#x27;{to}" in html


@pytest.mark.parametrize("locale", Locale)
def test_html_holds_no_style_no_image_and_no_link_but_the_public_address(locale: Locale) -> None:
    html = mailed(locale, name="https://evil.example").html
    assert (html.count("href="), html.count(f'<a href="{URL}">{URL}</a>')) == (1, 1)
    assert [word for word in ("<img", "style", "<script", "src=", "url(") if word in html] == []


@pytest.mark.parametrize(("locale", "lang"), [(Locale.EN, "en"), (Locale.ZH, "zh-Hans")])
def test_html_says_its_language(locale: Locale, lang: str) -> None:
    assert f'<html lang="{lang}">' in mailed(locale).html
