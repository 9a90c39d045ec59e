"""The mail of a lock, in the reader's language (rules A2, A8)."""

from datetime import timedelta

import pytest

from ostiary.mail.locale import Locale
from ostiary.mail.lock_notice import locked_message
from ostiary.mail.mailer import Message
from ostiary.policy.lockout import LOCKED_FOR_GOOD
from ostiary.policy.origin import Origin
from tests.support.passing_time import START

URL = "https://login.example.com"


ORIGIN = Origin("203.0.113.7", "DE")


def locked(locale: Locale, *, is_endless: bool = False) -> Message:
    return locked_message(
        to="ann@example.com",
        locked_until=LOCKED_FOR_GOOD if is_endless else START + timedelta(hours=1),
        origin=ORIGIN,
        at=START,
        locale=locale,
        public_url=URL,
    )


def test_a_lock_says_until_when_where_from_and_what_to_do() -> None:
    message = locked(Locale.EN)
    assert message.subject == "Your account ann@example.com is locked"
    assert message.text == (
        "Your account ann@example.com is locked until 2026-11-24 10:00 UTC, because of 6 wrong codes in a row.\n\n"
        "The last one came from 203.0.113.7 (DE) at 2026-11-24 09:00 UTC.\n\n"
        "Whoever entered them knows your password. If that was you, there is nothing to do.\n\n"
        "If that was not you, change your password, or ask your administrator to.\n\n"
        "Sent automatically by https://login.example.com\n"
    )


def test_a_lock_is_told_in_chinese() -> None:
    message = locked(Locale.ZH)
    assert message.subject == "您的账号 ann@example.com 已锁定"
    assert "连续 6 次输入错误的验证码，您的账号 ann@example.com 已锁定，直至 2026-11-24 10:00 UTC。" in message.text


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        (Locale.EN, "is locked until your administrator unlocks it, because of 100 wrong codes in a row."),
        (Locale.ZH, "由于连续 100 次输入错误的验证码，您的账号 ann@example.com 已锁定，需由管理员解锁。"),
    ],
)
def test_a_lock_without_an_end_names_no_year_9999(locale: Locale, sentence: str) -> None:
    text = locked(locale, is_endless=True).text
    assert sentence in text
    assert "9999" not in text


@pytest.mark.parametrize("locale", Locale)
def test_a_lock_links_to_the_public_address_alone(locale: Locale) -> None:
    html = locked(locale).html
    assert (html.count("href="), html.count(f'<a href="{URL}">{URL}</a>')) == (1, 1)
