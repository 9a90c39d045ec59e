"""Support links lead to a page or a mail program; languages are those that the pages speak."""

import pytest

from ostiary.policy.branding import Branding, is_language, is_support_url

ACCEPTED = (
    "https://help.example.com",
    "https://help.example.com:8443/a/b?c=d&e=%20#f",
    "HTTPS://example.com/",
    "https://[2001:db8::1]/help",
    "mailto:help@example.com",
    "mailto:help+mfa@example.com?subject=Sign-in",
    "http://localhost:8000/help",
    "http://127.0.0.1/",
    "http://[::1]:80/",
    "https://example.com/" + "a" * 480,
)
REFUSED = (
    *("", "help.example.com", "//example.com", "https:", "https://", "https:///a", "mailto:", "mailto:help"),
    *("http://example.com", "http://127.0.0.1.evil.example/", "http://localhost.evil.example/", "ftp://example.com"),
    *("javascript:alert(1)", "JAVASCRIPT:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "vbscript:x"),
    *("https://ann@example.com", "https://ann:secret@example.com/", "http://localhost@evil.example/"),
    *("https://example.com\\@evil.example", "https://exa mple.com", " https://example.com", "https://example.com\n"),
    *("https://example.com/\0", "https://example.com/\ud800", "https://例子.example/", 'https://example.com/"onclick='),
    *("https://example.com:99999/", "https://example.com:x/", "https://[::1", "https://example.com/<b>"),
    "https://example.com/" + "a" * 481,
)


@pytest.mark.parametrize("text", ACCEPTED)
def test_a_support_link_may_be(text: str) -> None:
    assert is_support_url(text)


@pytest.mark.parametrize("text", REFUSED)
def test_a_support_link_may_not_be(text: str) -> None:
    assert not is_support_url(text)


def test_the_languages_are_those_of_the_pages() -> None:
    assert [text for text in ("en", "zh", "EN", "zh-CN", "de", "", "en\n") if is_language(text)] == ["en", "zh"]


def test_without_an_accent_the_installations_own_is_shown() -> None:
    branding = Branding()
    assert (branding.accent_light, branding.accent_dark) == (None, None)


def test_an_accent_is_corrected_for_each_mode() -> None:
    branding = Branding(accent="#FFD400")
    assert branding.accent_light is not None
    assert branding.accent_dark is not None
    assert (branding.accent_light.label, branding.accent_dark.colour) == ("#ffffff", "#ffd400")
