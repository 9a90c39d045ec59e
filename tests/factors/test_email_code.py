"""Email codes: derived from a server key and the challenge, and right only once mailed (rule L9)."""

import re
from collections import Counter
from uuid import UUID

import pytest

from ostiary.factors.contract import Evidence, Right, Wrong
from ostiary.factors.email.code import email_code
from ostiary.factors.email.factor import EmailFactor, check_email_code
from ostiary.policy.vocabulary import FactorKind
from ostiary.store.ids import new_id
from ostiary.store.key_ring import KeyRing, UnknownKeyError, generate_key_ring, parse_key_ring
from tests.support.made_records import made_challenge, made_factor
from tests.support.passing_time import START

CHALLENGE = UUID("01936000-0000-7000-8000-000000000001")


def test_the_code_of_a_challenge_is_the_same_each_time(key_ring: KeyRing) -> None:
    assert email_code(key_ring, "test", CHALLENGE) == email_code(key_ring, "test", CHALLENGE)


def test_a_code_has_six_digits(key_ring: KeyRing) -> None:
    codes = [email_code(key_ring, "test", new_id()) for _ in range(2_000)]
    assert all(re.fullmatch(r"[0-9]{6}", code, re.ASCII) for code in codes)


def test_no_digit_is_likelier_than_another_in_any_place(key_ring: KeyRing) -> None:
    codes = [email_code(key_ring, "test", UUID(int=number)) for number in range(5_000)]
    for place in range(6):
        counts = Counter(code[place] for code in codes)
        # Chi-squared with 9 degrees of freedom exceeds 45 once in a million.
        assert sum((counts[digit] - 500) ** 2 / 500 for digit in "0123456789") < 45
    assert len(set(codes)) > 4_900


def test_another_key_gives_other_codes(key_ring: KeyRing) -> None:
    other = parse_key_ring(generate_key_ring("test"))
    challenges = [new_id() for _ in range(20)]
    assert [email_code(key_ring, "test", each) for each in challenges] != [
        email_code(other, "test", each) for each in challenges
    ]


def test_the_mailed_code_is_right(key_ring: KeyRing) -> None:
    challenge = made_challenge("test")
    assert check_email_code(key_ring, challenge, email_code(key_ring, "test", challenge.id)) == Right()


def test_a_code_that_was_never_mailed_is_wrong(key_ring: KeyRing) -> None:
    challenge = made_challenge(None)
    assert check_email_code(key_ring, challenge, email_code(key_ring, "test", challenge.id)) == Wrong()


def test_the_code_of_another_challenge_is_wrong(key_ring: KeyRing) -> None:
    challenge = made_challenge("test")
    others = {email_code(key_ring, "test", new_id()) for _ in range(20)}
    others.discard(email_code(key_ring, "test", challenge.id))
    assert {check_email_code(key_ring, challenge, code) for code in others} == {Wrong()}


@pytest.mark.parametrize("submitted", ["", "000", "\ud800", "１２３４５６", "x" * 10_240])
def test_what_is_no_code_is_wrong(key_ring: KeyRing, submitted: str) -> None:
    assert check_email_code(key_ring, made_challenge("test"), submitted) == Wrong()


def test_a_code_outlives_the_rotation_of_the_key_that_made_it(key_ring: KeyRing) -> None:
    rotated = KeyRing((*parse_key_ring(generate_key_ring("newer")).keys, *key_ring.keys))
    challenge = made_challenge("test")
    assert check_email_code(rotated, challenge, email_code(key_ring, "test", challenge.id)) == Right()


def test_a_code_whose_key_was_dropped_is_an_alarm_and_not_a_wrong_code(key_ring: KeyRing) -> None:
    with pytest.raises(UnknownKeyError):
        check_email_code(key_ring, made_challenge("gone"), "123456")


def test_the_factor_needs_no_binding_and_spends_no_time_step(key_ring: KeyRing) -> None:
    challenge = made_challenge("test")
    code = email_code(key_ring, "test", challenge.id)
    factor = made_factor(key_ring, FactorKind.EMAIL)
    assert EmailFactor().check(Evidence(code, challenge, factor, None, key_ring, 1, START)) == Right(None)
    assert EmailFactor.needs_binding is False
