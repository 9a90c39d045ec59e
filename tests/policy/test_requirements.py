"""Which second steps a login needs, and what it proves (rules L2, M3, C4, L5)."""

import itertools

import pytest

from ostiary.policy.requirements import AMR_PASSWORD, FactorSwitch, amr_after, required_factors
from ostiary.policy.vocabulary import FactorKind

OTP, EMAIL = FactorKind.OTP, FactorKind.EMAIL


@pytest.mark.parametrize(
    ("is_otp", "is_email", "required"),
    [(False, False, ()), (True, False, (OTP,)), (False, True, (EMAIL,)), (True, True, (OTP, EMAIL))],
)
def test_every_factor_that_is_on_is_offered_in_the_display_order(
    is_otp: bool, is_email: bool, required: tuple[FactorKind, ...]
) -> None:
    switches = [FactorSwitch(EMAIL, is_email), FactorSwitch(OTP, is_otp)]
    assert required_factors(switches, is_bypassed=False) == required


@pytest.mark.parametrize(("is_otp", "is_email"), list(itertools.product([True, False], repeat=2)))
def test_a_bypassed_user_needs_none(is_otp: bool, is_email: bool) -> None:
    assert required_factors([FactorSwitch(OTP, is_otp), FactorSwitch(EMAIL, is_email)], is_bypassed=True) == ()


def test_an_application_without_factors_needs_none() -> None:
    assert required_factors([], is_bypassed=False) == ()


def test_a_login_says_what_was_proven() -> None:
    assert (AMR_PASSWORD, amr_after(OTP), amr_after(EMAIL)) == (
        ("pwd",),
        ("pwd", "otp", "mfa"),
        ("pwd", "email", "mfa"),
    )


def test_an_email_code_never_claims_to_be_an_otp() -> None:
    assert "otp" not in amr_after(EMAIL)
