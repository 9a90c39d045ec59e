"""Tokens are unguessable and kept only as hashes (rule L3)."""

import hashlib

import pytest

from ostiary.store.tokens import hash_of, make_token, token_hash


def test_a_token_has_256_bits_and_no_two_are_alike() -> None:
    tokens = {make_token() for _ in range(1_000)}
    assert len(tokens) == 1_000
    assert {len(token) for token in tokens} == {43}


def test_what_is_kept_is_the_sha_256() -> None:
    token = make_token()
    assert token_hash(token) == hash_of(token) == hashlib.sha256(token.encode()).digest()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "x" * 42,
        "x" * 44,
        "x" * 42 + "\n",
        "x" * 42 + "é",
        "x" * 42 + "\ud800",
        "x" * 42 + "\x00",
        "x" * 10_240,
    ],
)
def test_what_cannot_be_a_token_has_no_hash(text: str) -> None:
    assert token_hash(text) is None
