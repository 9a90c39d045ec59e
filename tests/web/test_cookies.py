"""Session cookies: their names and attributes, and when one counts (operations.md, "Authentication")."""

import pytest

from ostiary.web.cookies import (
    clear_cookie_header,
    cookie_name,
    presented_tokens,
    set_cookie_header,
)


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
