"""TOTP by the vectors of RFC 6238, and which time steps count (rule L7)."""

import base64
from datetime import UTC, datetime

import pytest

from ostiary.factors.contract import Right, Wrong
from ostiary.factors.otp.totp import NEVER_USED, check_totp, clock_offset_minutes, time_step_at
from ostiary.policy.codes import Code
from ostiary.policy.vocabulary import InvalidCodeReason
from tests.support.authenticator import Authenticator

SECRET = base64.b32encode(b"12345678901234567890").decode()
APP = Authenticator.typing(SECRET)
# RFC 6238, appendix B, SHA-1: seconds since 1970, T in hex, the eight digits. Six digits are the last six of them.
VECTORS = [
    (59, 0x1, "94287082"),
    (1111111109, 0x23523EC, "07081804"),
    (1111111111, 0x23523ED, "14050471"),
    (1234567890, 0x273EF07, "89005924"),
    (2000000000, 0x3F940AA, "69279037"),
    (20000000000, 0x27BC86AA, "65353130"),
]
NOW = datetime(2026, 11, 24, 9, 0, 10, tzinfo=UTC)
STEP = APP.step_at(NOW)


def check(steps: int, last: int = NEVER_USED, drift: int = 1) -> Right | Wrong:
    return check_totp(SECRET, Code(APP.code_at(NOW, steps)), NOW, last, drift)


@pytest.mark.parametrize(("seconds", "step", "digits"), VECTORS)
def test_the_vectors_of_the_rfc_are_right_codes(seconds: int, step: int, digits: str) -> None:
    now = datetime.fromtimestamp(seconds, UTC)
    assert time_step_at(now) == step
    assert check_totp(SECRET, Code(digits[-6:]), now, NEVER_USED, 0) == Right(step)


@pytest.mark.parametrize(("seconds", "step", "digits"), VECTORS)
def test_the_tests_own_authenticator_shows_the_vectors_of_the_rfc(seconds: int, step: int, digits: str) -> None:
    long = Authenticator(APP.key, "", "", digits=8)
    assert long.code_at(datetime.fromtimestamp(seconds, UTC)) == digits


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_one_step_of_drift_either_way_is_right(steps: int) -> None:
    assert check(steps) == Right(STEP + steps)


def test_the_step_just_before_the_window_has_just_expired() -> None:
    assert check(-2) == Wrong(InvalidCodeReason.JUST_EXPIRED)


@pytest.mark.parametrize("steps", [-3, 2, 3, 10])
def test_every_other_step_is_wrong(steps: int) -> None:
    assert check(steps) == Wrong()


def test_without_drift_only_the_present_step_is_right() -> None:
    assert [check(steps, drift=0) for steps in (-2, -1, 0, 1)] == [
        Wrong(),
        Wrong(InvalidCodeReason.JUST_EXPIRED),
        Right(STEP),
        Wrong(),
    ]


def test_a_spent_step_is_refused_as_used() -> None:
    assert check(0, last=STEP) == Wrong(InvalidCodeReason.ALREADY_USED)


def test_a_step_older_than_a_spent_one_is_refused_as_used() -> None:
    assert check(-1, last=STEP) == Wrong(InvalidCodeReason.ALREADY_USED)


def test_the_step_after_a_spent_one_is_right() -> None:
    assert check(1, last=STEP) == Right(STEP + 1)


def test_the_present_code_is_used_up_once_a_later_step_is_spent() -> None:
    """A phone ahead of the server spends the next step first: what is before it never comes back."""
    assert check(0, last=STEP + 1) == Wrong(InvalidCodeReason.ALREADY_USED)


def test_the_first_step_of_all_can_be_spent() -> None:
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    assert check_totp(SECRET, Code(APP.code_of_step(0)), epoch, NEVER_USED, 1) == Right(0)


def test_the_window_of_a_code_is_exactly_ninety_seconds() -> None:
    code = Code(APP.code_of_step(STEP))
    rights = [
        second
        for second in range((STEP - 3) * 30, (STEP + 4) * 30)
        if isinstance(check_totp(SECRET, code, datetime.fromtimestamp(second, UTC), NEVER_USED, 1), Right)
    ]
    assert (rights[0], rights[-1], len(rights)) == ((STEP - 1) * 30, (STEP + 2) * 30 - 1, 90)


@pytest.mark.parametrize(
    ("steps", "minutes"),
    [(10, 5), (8, 4), (-10, -5), (-3, -2), (3, 2), (2, 1), (-2, -1), (1, 1), (11, None), (-11, None)],
)
def test_a_clock_that_is_off_is_named_in_minutes(steps: int, minutes: int | None) -> None:
    assert clock_offset_minutes(SECRET, Code(APP.code_at(NOW, steps)), NOW) == minutes
