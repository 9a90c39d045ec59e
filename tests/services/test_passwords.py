"""Passwords: argon2id, a dummy for nobody, and a queue that ends (design/security.md, "At rest")."""

import asyncio

import pytest
from argon2 import extract_parameters
from argon2.exceptions import VerifyMismatchError

from ostiary.services import passwords as module
from ostiary.services.passwords import Passwords, PasswordsBusyError


async def test_the_right_password_and_no_other_is_right(passwords: Passwords) -> None:
    hashed = await passwords.hash("correct horse")
    checks = [await passwords.verify(hashed, text) for text in ("correct horse", "Correct horse", "correct horse ", "")]
    assert checks == [True, False, False, False]


@pytest.mark.parametrize("text", [" leading", "密码密码密码密码", "nul\x00inside", "a" * 256])
async def test_a_password_is_taken_as_it_is(passwords: Passwords, text: str) -> None:
    hashed = await passwords.hash(text)
    assert await passwords.verify(hashed, text)
    assert not await passwords.verify(hashed, text.strip("\x00 ")[:-1])


async def test_a_lone_surrogate_is_wrong_and_no_error(passwords: Passwords) -> None:
    assert not await passwords.verify(await passwords.hash("correct horse"), "\ud800")


async def test_nobody_has_a_password(passwords: Passwords) -> None:
    assert not await passwords.verify(None, "a password that nobody has")


async def test_a_hash_that_is_none_is_wrong_and_no_error(passwords: Passwords) -> None:
    assert not await passwords.verify("not a hash", "correct horse")


async def test_two_hashes_of_one_password_differ(passwords: Passwords) -> None:
    hashes = [await passwords.hash("correct horse") for _ in range(2)]
    assert hashes[0] != hashes[1]
    assert all(each.startswith("$argon2id$v=19$") for each in hashes)


async def test_the_parameters_are_owasps_and_older_ones_are_renewed(passwords: Passwords) -> None:
    today = Passwords()
    hashed = await today.hash("correct horse")
    assert "$m=19456,t=2,p=1$" in hashed
    assert not today.needs_rehash(hashed)
    assert today.needs_rehash(await passwords.hash("correct horse"))
    today.close()


async def test_beyond_the_queue_callers_are_sent_away_and_the_rest_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "QUEUE_MAX", 3)
    passwords = Passwords(memory_kib=8, passes=1)
    checks = await asyncio.gather(*(passwords.verify(None, "x") for _ in range(5)), return_exceptions=True)
    assert [type(each) for each in checks].count(PasswordsBusyError) == 2
    assert await passwords.verify(None, "x") is False
    passwords.close()


def test_the_dummy_takes_the_same_work_as_a_real_hash_and_fits_no_password(passwords: Passwords) -> None:
    """Rule L1: otherwise the time would tell whether an account exists."""
    made, real = extract_parameters(passwords._dummy), extract_parameters(passwords._hasher.hash("anything"))
    assert made == real
    with pytest.raises(VerifyMismatchError):
        passwords._hasher.verify(passwords._dummy, "")
