"""Session cookies: their names and attributes, and when one counts (operations.md, "Authentication")."""

import pytest
from starlette.datastructures import Headers

from ostiary.web.cookies import (
    clear_cookie_header,
    cookie_name,
    is_cookie_acceptable,
    presented_tokens,
    set_cookie_header,
)

PUBLIC = "https://login.example.com"
LOOPBACK = "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("is_console", "is_secure", "name"),
    [
        (True, True, "__Host-ostiary_console"),
        (False, True, "__Host-ostiary_session"),
        (True, False, "ostiary_console"),
        (False, False, "ostiary_session"),
    ],
)
def test_names(is_console: bool, is_secure: bool, name: str) -> None:
    assert cookie_name(is_console, is_secure) == name


def test_a_secure_cookie_has_every_attribute() -> None:
    assert set_cookie_header("abc", is_console=True, is_secure=True) == (
        "__Host-ostiary_console=abc; Path=/; Secure; HttpOnly; SameSite=Strict"
    )


def test_a_loopback_cookie_goes_without_prefix_and_secure() -> None:
    assert set_cookie_header("abc", is_console=False, is_secure=False, max_age=3600) == (
        "ostiary_session=abc; Path=/; Max-Age=3600; HttpOnly; SameSite=Strict"
    )


def test_clearing_ends_the_cookie_at_once_under_the_same_attributes() -> None:
    assert clear_cookie_header(is_console=False, is_secure=True) == (
        "__Host-ostiary_session=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict"
    )


def test_both_tokens_are_presented_the_consoles_first() -> None:
    cookies = {"__Host-ostiary_session": "s", "other": "x", "__Host-ostiary_console": "c"}
    assert presented_tokens(cookies, is_secure=True) == [(True, "c"), (False, "s")]


def test_a_cookie_without_the_prefix_does_not_count_on_https() -> None:
    assert presented_tokens({"ostiary_console": "c", "ostiary_session": "s"}, is_secure=True) == []


def test_an_empty_cookie_presents_nothing() -> None:
    assert presented_tokens({"ostiary_console": ""}, is_secure=False) == []


@pytest.mark.parametrize(
    ("public", "headers", "is_acceptable"),
    [
        # The header is the condition; its value does not matter.
        (PUBLIC, [("X-Ostiary-Client", "console")], True),
        (PUBLIC, [("x-ostiary-client", "")], True),
        (PUBLIC, [], False),
        (PUBLIC, [("Origin", PUBLIC), ("Sec-Fetch-Site", "same-origin")], False),
        # Origin, where sent, is ours.
        (PUBLIC, [("X-Ostiary-Client", "1"), ("Origin", PUBLIC)], True),
        (PUBLIC, [("X-Ostiary-Client", "1"), ("Origin", "http://login.example.com")], False),
        (PUBLIC, [("X-Ostiary-Client", "1"), ("Origin", "https://login.example.com:8443")], False),
        (PUBLIC, [("X-Ostiary-Client", "1"), ("Origin", "https://evil.example")], False),
        (PUBLIC, [("X-Ostiary-Client", "1"), ("Origin", "https://login.example.com.evil.example")], False),
        (PUBLIC, [("X-Ostiary-Client", "1"), ("Origin", "null")], False),
        (PUBLIC, [("X-Ostiary-Client", "1"), ("Origin", "")], False),
        (PUBLIC, [("X-Ostiary-Client", "1"), ("Origin", PUBLIC), ("Origin", "https://evil.example")], False),
        # A Host header does not make another origin ours.
        (PUBLIC, [("X-Ostiary-Client", "1"), ("Origin", "https://evil.example"), ("Host", "evil.example")], False),
        # Sec-Fetch-Site, where sent, is same-origin or none.
        (PUBLIC, [("X-Ostiary-Client", "1"), ("Sec-Fetch-Site", "same-origin")], True),
        (PUBLIC, [("X-Ostiary-Client", "1"), ("Sec-Fetch-Site", "none")], True),
        (PUBLIC, [("X-Ostiary-Client", "1"), ("Sec-Fetch-Site", "same-site")], False),
        (PUBLIC, [("X-Ostiary-Client", "1"), ("Sec-Fetch-Site", "cross-site")], False),
        # On loopback the name in the browser's bar counts, if it is one of this machine's.
        (LOOPBACK, [("X-Ostiary-Client", "1"), ("Origin", LOOPBACK), ("Host", "127.0.0.1:8000")], True),
        (LOOPBACK, [("X-Ostiary-Client", "1"), ("Origin", "http://localhost:8000"), ("Host", "localhost:8000")], True),
        (LOOPBACK, [("X-Ostiary-Client", "1"), ("Origin", "http://[::1]:9"), ("Host", "[::1]:9")], True),
        (LOOPBACK, [("X-Ostiary-Client", "1"), ("Origin", "http://localhost:5173"), ("Host", "localhost:8000")], False),
        (
            LOOPBACK,
            [("X-Ostiary-Client", "1"), ("Origin", "https://localhost:8000"), ("Host", "localhost:8000")],
            False,
        ),
        (LOOPBACK, [("X-Ostiary-Client", "1"), ("Origin", "http://evil.example"), ("Host", "evil.example")], False),
        (LOOPBACK, [("X-Ostiary-Client", "1"), ("Origin", "http://localhost:8000")], False),
    ],
)
def test_when_a_cookie_counts(public: str, headers: list[tuple[str, str]], is_acceptable: bool) -> None:
    raw = [(name.lower().encode(), value.encode()) for name, value in headers]
    assert is_cookie_acceptable(Headers(raw=raw), public) is is_acceptable
