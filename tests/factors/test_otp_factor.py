"""The OTP factor: gates the shape, opens the binding's secret where it belongs, hints while binding (L6-L8)."""

import pytest

from ostiary.factors.contract import Evidence, Right, Wrong
from ostiary.factors.otp.factor import OtpFactor, check_pending, open_pending, seal_pending
from ostiary.factors.otp.provisioning import make_secret
from ostiary.policy.vocabulary import FactorKind, InvalidCodeReason
from ostiary.store.ids import new_id
from ostiary.store.key_ring import KeyRing
from ostiary.store.sealing import SealBrokenError
from tests.support.authenticator import Authenticator
from tests.support.made_records import made_binding, made_challenge, made_factor
from tests.support.passing_time import START

SECRET = make_secret()
APP = Authenticator.typing(SECRET)


def evidence(ring: KeyRing, submitted: str, *, is_bound: bool = True, is_moved: bool = False) -> Evidence:
    challenge, factor = made_challenge(), made_factor(ring, FactorKind.OTP)
    pending = seal_pending(ring, factor, challenge, new_id(), SECRET)
    binding = made_binding(factor, challenge, pending, new_id() if is_moved else challenge.user_id)
    return Evidence(submitted, challenge, factor, binding if is_bound else None, ring, 1, START)


def test_a_right_code_names_the_time_step_to_spend(key_ring: KeyRing) -> None:
    assert OtpFactor().check(evidence(key_ring, APP.code_at(START))) == Right(APP.step_at(START))


def test_a_code_typed_in_groups_is_the_same_code(key_ring: KeyRing) -> None:
    code = APP.code_at(START)
    assert OtpFactor().check(evidence(key_ring, f"{code[:3]} {code[3:]}")) == Right(APP.step_at(START))


@pytest.mark.parametrize("submitted", ["", "１２３４５６", "12345\ud800", "9" * 10_240, "\x00"])
def test_anything_that_is_no_code_is_wrong_and_no_error(key_ring: KeyRing, submitted: str) -> None:
    assert OtpFactor().check(evidence(key_ring, submitted)) == Wrong()


def test_full_width_digits_of_the_right_code_are_wrong(key_ring: KeyRing) -> None:
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in APP.code_at(START))
    assert OtpFactor().check(evidence(key_ring, wide)) == Wrong()


def test_without_a_binding_every_code_is_wrong(key_ring: KeyRing) -> None:
    assert OtpFactor().check(evidence(key_ring, APP.code_at(START), is_bound=False)) == Wrong()


def test_the_secret_of_a_binding_moved_to_another_user_does_not_open(key_ring: KeyRing) -> None:
    with pytest.raises(SealBrokenError):
        OtpFactor().check(evidence(key_ring, APP.code_at(START), is_moved=True))


def test_a_bound_user_gets_no_hint_about_a_clock(key_ring: KeyRing) -> None:
    assert OtpFactor().check(evidence(key_ring, APP.code_at(START, 8))) == Wrong()


def test_a_pending_secret_opens_in_its_challenge_alone(key_ring: KeyRing) -> None:
    challenge, factor = made_challenge(), made_factor(key_ring, FactorKind.OTP)
    pending = seal_pending(key_ring, factor, challenge, new_id(), SECRET)
    assert open_pending(key_ring, factor, challenge, pending) == SECRET
    with pytest.raises(SealBrokenError):
        open_pending(key_ring, factor, made_challenge(), pending)


@pytest.mark.parametrize(
    ("steps", "verdict"),
    [
        (0, Right(APP.step_at(START))),
        (1, Right(APP.step_at(START) + 1)),
        (-2, Wrong(InvalidCodeReason.JUST_EXPIRED)),
        (8, Wrong(InvalidCodeReason.CLOCK_OFF, 4)),
        (-8, Wrong(InvalidCodeReason.CLOCK_OFF, -4)),
        (20, Wrong()),
    ],
)
def test_while_binding_a_clock_that_is_off_is_hinted_at_and_never_accepted(steps: int, verdict: Right | Wrong) -> None:
    assert check_pending(SECRET, APP.code_at(START, steps), START, 1) == verdict


def test_while_binding_what_is_no_code_is_wrong() -> None:
    assert check_pending(SECRET, "not a code", START, 1) == Wrong()
