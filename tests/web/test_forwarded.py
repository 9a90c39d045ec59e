"""Whose address counts (rule E4): the peer's, or X-Forwarded-For from the right, past trusted proxies alone."""

from ipaddress import ip_network

import pytest

from ostiary.web.forwarded import client_address, parse_address

TRUSTED = (ip_network("10.0.0.0/8"), ip_network("fd00::/8"), ip_network("127.0.0.1/32"))


@pytest.mark.parametrize(
    ("peer", "forwarded", "answer"),
    [
        # Nothing is forwarded, or by a stranger.
        ("203.0.113.7", [], "203.0.113.7"),
        ("203.0.113.7", ["198.51.100.1"], "203.0.113.7"),
        ("10.0.0.1", [], "10.0.0.1"),
        # One trusted proxy: only what it appended counts, not what its caller claimed.
        ("10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["1.1.1.1, 198.51.100.1"], "198.51.100.1"),
        # Trusted ones are passed over, from the right.
        ("10.0.0.1", ["1.1.1.1, 198.51.100.1, 10.0.0.3, 10.0.0.2"], "198.51.100.1"),
        ("10.0.0.1", ["198.51.100.1, 2.2.2.2, 10.0.0.2"], "2.2.2.2"),
        # Several lines are one list, in order.
        ("10.0.0.1", ["1.1.1.1, 198.51.100.1", "10.0.0.2"], "198.51.100.1"),
        ("10.0.0.1", ["1.1.1.1", "198.51.100.1"], "198.51.100.1"),
        # All trusted: the leftmost, since each hop vouches for the one that it wrote down.
        ("10.0.0.1", ["10.9.9.9, 10.0.0.2"], "10.9.9.9"),
        # Zone, port and IPv6 wrapping are dropped.
        ("10.0.0.1", ["198.51.100.1:4711"], "198.51.100.1"),
        ("10.0.0.1", ["[2001:DB8::0:1]:4711"], "2001:db8::1"),
        ("10.0.0.1", ["[2001:db8::1]"], "2001:db8::1"),
        ("10.0.0.1", ["fe80::1%eth0"], "fe80::1"),
        ("10.0.0.1", ["::ffff:198.51.100.1"], "198.51.100.1"),
        ("::ffff:10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("fe80::1%eth0", [], "fe80::1"),
        ("fd00::1", ["198.51.100.1"], "198.51.100.1"),
        # What cannot be parsed makes the peer the answer.
        ("10.0.0.1", ["unknown"], "10.0.0.1"),
        ("10.0.0.1", [""], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1,"], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1, _hidden, 10.0.0.2"], "10.0.0.1"),
        ("10.0.0.1", ["１９８.51.100.1"], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.01"], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1' OR 1=1"], "10.0.0.1"),
        # What lies left of the answer is not read.
        ("10.0.0.1", ["garbage, 198.51.100.1"], "198.51.100.1"),
        # No peer is nobody, and trusted by nobody.
        (None, ["198.51.100.1"], "0.0.0.0"),
        ("", ["198.51.100.1"], "0.0.0.0"),
        ("testclient", [], "0.0.0.0"),
    ],
)
def test_the_address_that_counts(peer: str | None, forwarded: list[str], answer: str) -> None:
    assert client_address(peer, forwarded, TRUSTED) == answer


def test_nobody_is_trusted_by_default() -> None:
    assert client_address("127.0.0.1", ["198.51.100.1"], ()) == "127.0.0.1"


@pytest.mark.parametrize(
    "text", ["", "1.2.3", "1.2.3.4%eth0", "1.2.3.4:port", "[::1", "::1]", "[1::2::3]", "1.2.3.4 ", "4"]
)
def test_what_is_no_address(text: str) -> None:
    assert parse_address(text) is None
