"""What somebody who chooses a password is told, by one word (NIST SP 800-63B-4, 3.1.1.2)."""

import pytest

from ostiary.policy.passwords import RefusedPasswordReason
from ostiary.services.outcomes import PasswordRefused
from ostiary.services.password_rules import refusal_of
from tests.support.scene import PASSWORD


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("Password1", RefusedPasswordReason.WELL_KNOWN),
        ("ANA@example.com", RefusedPasswordReason.PERSONAL),
        ("Demo Application", RefusedPasswordReason.PERSONAL),
        ("demo APPLICATION", RefusedPasswordReason.PERSONAL),
        ("ostiary-2026", RefusedPasswordReason.PERSONAL),
    ],
)
def test_what_is_guessed_first_has_a_reason(password: str, reason: RefusedPasswordReason) -> None:
    assert refusal_of(password, "ana@example.com", ["Acme", "Demo Application"]) == PasswordRefused(reason)


@pytest.mark.parametrize("password", [PASSWORD, "Demo Applications", "密码密码密码密码", "        "])
def test_whatever_else_is_long_enough_is_not_refused(password: str) -> None:
    assert refusal_of(password, "ana@example.com", ["Acme", "Demo Application"]) is None
