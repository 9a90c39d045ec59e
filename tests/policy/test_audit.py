"""What the log says (document 4, rules E1, E2)."""

import pytest

from ostiary.policy.audit import LABELS, AuditCategory, AuditEventType, category_of, secondary_authentication
from ostiary.policy.vocabulary import FactorKind

BEHAVIOR = {
    "PASSWORD_AUTHENTICATION": "Password authentication",
    "SECONDARY_AUTHENTICATION_OTP": "Secondary authentication - OTP",
    "SECONDARY_AUTHENTICATION_EMAIL": "Secondary authentication - Email",
    "OTP_BINDING": "OTP binding",
    "LOGIN": "Login",
    "ACCOUNT_LOCKED": "Account locked",
    "PASSWORD_CHANGED": "Password changed",
    "PASSWORD_RESET_REQUESTED": "Password reset requested",
    "PASSWORD_RESET": "Password reset",
}


@pytest.mark.parametrize("event_type", AuditEventType)
def test_what_users_do_is_user_behavior_and_everything_else_administration(event_type: AuditEventType) -> None:
    expected = AuditCategory.USER_BEHAVIOR if event_type in BEHAVIOR else AuditCategory.ADMINISTRATION
    assert category_of(event_type) is expected


@pytest.mark.parametrize(("name", "label"), BEHAVIOR.items())
def test_an_event_bears_the_title_of_the_document(name: str, label: str) -> None:
    assert LABELS[AuditEventType(name)] == label


def test_every_event_has_a_title_of_its_own() -> None:
    assert set(LABELS) == set(AuditEventType)
    assert len(set(LABELS.values())) == len(LABELS)


def test_a_factor_writes_its_own_event() -> None:
    assert [secondary_authentication(kind).value for kind in FactorKind] == [
        "SECONDARY_AUTHENTICATION_OTP",
        "SECONDARY_AUTHENTICATION_EMAIL",
    ]
