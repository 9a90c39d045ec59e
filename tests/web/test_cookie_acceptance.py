"""When a cookie counts: our header, and an origin of our own where sent (operations.md, "Authentication")."""

import pytest
from starlette.datastructures import Headers

from ostiary.web.cookies import (
    is_cookie_acceptable,
)

PUBLIC = "https://login.example.com"


LOOPBACK = "http://127.0.0.1:8000"


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
