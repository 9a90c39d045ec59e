"""The origin of a request as the log keeps it (rule E4)."""

from ipaddress import ip_network

import pytest
from starlette.requests import Request

from ostiary.policy.origin import Origin
from ostiary.web.origin import OriginResolver, plain_user_agent

RESOLVER = OriginResolver([ip_network("10.0.0.0/8")], {"198.51.100.1": "DE"}.get)


def request(client: tuple[str, int] | None, *headers: tuple[str, str]) -> Request:
    raw = [(name.lower().encode(), value.encode("latin-1")) for name, value in headers]
    return Request({"type": "http", "method": "POST", "path": "/", "headers": raw, "client": client})


def test_a_trusted_proxy_says_who_asked() -> None:
    asked = request(("10.0.0.1", 1), ("X-Forwarded-For", "1.1.1.1"), ("X-Forwarded-For", "198.51.100.1"))
    assert RESOLVER.resolve(asked) == Origin("198.51.100.1", "DE", None)


def test_a_stranger_is_not_believed() -> None:
    asked = request(("203.0.113.7", 1), ("X-Forwarded-For", "198.51.100.1"), ("User-Agent", "curl/8"))
    assert RESOLVER.resolve(asked) == Origin("203.0.113.7", None, "curl/8")


def test_without_a_peer_nobody_asked() -> None:
    assert RESOLVER.resolve(request(None)) == Origin("0.0.0.0", None, None)


@pytest.mark.parametrize(
    ("header", "kept"),
    [
        (None, None),
        ("", None),
        (" \x00\x1f ", None),
        ("curl/8.5.0", "curl/8.5.0"),
        ("a\tb\x00c\x1bd\x7fe\x85f", "abcdef"),
        ("x" * 513, "x" * 512),
        ("Mozilla/5.0 (é)", "Mozilla/5.0 (é)"),
    ],
)
def test_a_user_agent_is_cut_and_freed_of_control_characters(header: str | None, kept: str | None) -> None:
    assert plain_user_agent(header) == kept
