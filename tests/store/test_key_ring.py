"""The key ring: what is read, what is refused, and that no key has two uses."""

import base64
import hashlib

import pytest

from ostiary.store.key_ring import KeyRingRefusedError, UnknownKeyError, generate_key_ring, parse_key_ring


def encoded(key: bytes) -> str:
    return base64.urlsafe_b64encode(key).rstrip(b"=").decode()


# The same in every process, so that parallel workers collect the same tests.
GOOD = encoded(hashlib.sha256(b"good").digest())
OTHER = hashlib.sha256(b"other").digest()


def test_a_generated_ring_is_accepted_and_no_two_are_alike() -> None:
    one, other = parse_key_ring(generate_key_ring("a")), parse_key_ring(generate_key_ring("a"))
    assert one.sealing_key_id == "a"
    assert one.keys != other.keys


@pytest.mark.parametrize("between", [",", " ", "\n", ",\n  ", "\t"])
def test_the_first_key_seals_and_every_key_opens(between: str) -> None:
    ring = parse_key_ring(f"\n{generate_key_ring('new')}{between}{generate_key_ring('old')}\n")
    assert (ring.sealing_key_id, ring.key_ids) == ("new", ("new", "old"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        GOOD,
        ":" + GOOD,
        "a:",
        "a b:" + GOOD,
        "a:not base64",
        "a:" + GOOD + "!",
        "a:" + encoded(OTHER[:31]),
        "a:" + encoded(OTHER + b"x"),
        "a:" + encoded(b"\x00" * 32),
        "a:" + encoded(b"changeme" * 4),
        "a:" + encoded(b"abababab" * 4),
        f"a:{GOOD},a:{encoded(OTHER)}",
        f"a:{GOOD},b:{GOOD}",
        f"a:{GOOD},b",
        "ä:" + GOOD,
        "a" * 33 + ":" + GOOD,
    ],
)
def test_a_malformed_short_sample_or_repeated_key_is_refused(text: str) -> None:
    with pytest.raises(KeyRingRefusedError) as refused:
        parse_key_ring(text)
    assert "ostiary keys generate" in str(refused.value)
    assert GOOD not in str(refused.value)


def test_a_ring_does_not_show_its_keys() -> None:
    ring = parse_key_ring(f"a:{GOOD}")
    assert GOOD not in repr(ring)
    assert repr(ring.keys[0][1]) not in repr(ring)


def test_each_use_has_a_key_of_its_own() -> None:
    ring = parse_key_ring(generate_key_ring("a"))
    derived = [ring.derive("a", use) for use in ("wrap", "email code", "id token")]
    assert len({*derived, ring.keys[0][1]}) == 4
    assert [len(each) for each in derived] == [32, 32, 32]


def test_a_key_that_is_not_there_is_named() -> None:
    with pytest.raises(UnknownKeyError, match="b"):
        parse_key_ring(generate_key_ring("a")).derive("b", "wrap")
