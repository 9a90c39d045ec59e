"""The reader's language (RFC 9110, 12.5.4); English where none of ours is named."""

import pytest

from ostiary.mail.locale import Locale
from ostiary.web.accept_language import locale_of


@pytest.mark.parametrize(
    ("header", "locale"),
    [
        (None, Locale.EN),
        ("", Locale.EN),
        ("zh", Locale.ZH),
        ("zh-CN,zh;q=0.9,en;q=0.8", Locale.ZH),
        ("ZH-Hant-TW", Locale.ZH),
        ("en-US,en;q=0.9,zh;q=0.8", Locale.EN),
        ("en;q=0.5, zh;q=0.6", Locale.ZH),
        ("en ; q=0.5 , zh ; Q=0.6", Locale.ZH),
        ("en, zh", Locale.EN),
        ("zh, en", Locale.ZH),
        ("zh;q=0", Locale.EN),
        ("zh;q=0.000, en;q=0.1", Locale.EN),
        ("fr, de;q=0.9, zh;q=0.1", Locale.ZH),
        ("fr", Locale.EN),
        ("*", Locale.EN),
        ("zh;q=9", Locale.EN),
        ("zh;q=nan", Locale.EN),
        ("zh;level=1", Locale.EN),
        ("zhe", Locale.EN),
        (",,;;q=,\x00", Locale.EN),
        ("en;q=0.1," * 5000 + "zh", Locale.ZH),
    ],
)
def test_the_language_wanted_most(header: str | None, locale: Locale) -> None:
    assert locale_of(header) is locale
