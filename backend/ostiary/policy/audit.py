"""What the log says: types, their titles and categories (document section 4, rules E1-E3)."""

from enum import StrEnum

from ostiary.policy.vocabulary import FactorKind


class AuditCategory(StrEnum):
    """User Behavior Logs, or administrative events."""

    USER_BEHAVIOR = "USER_BEHAVIOR"
    ADMINISTRATION = "ADMINISTRATION"


class AuditResult(StrEnum):
    """How it ended."""

    SUCCESS = "SUCCESS"
    FAILURE = "FAILURE"


class AuditEventType(StrEnum):
    """What happened."""

    PASSWORD_AUTHENTICATION = "PASSWORD_AUTHENTICATION"
    SECONDARY_AUTHENTICATION_OTP = "SECONDARY_AUTHENTICATION_OTP"
    SECONDARY_AUTHENTICATION_EMAIL = "SECONDARY_AUTHENTICATION_EMAIL"
    OTP_BINDING = "OTP_BINDING"
    LOGIN = "LOGIN"
    ACCOUNT_LOCKED = "ACCOUNT_LOCKED"
    STEP_UP = "STEP_UP"
    FACTORS_SAVED = "FACTORS_SAVED"
    OTP_RESET = "OTP_RESET"
    EMAIL_RESET = "EMAIL_RESET"
    MFA_BYPASS_SET = "MFA_BYPASS_SET"
    USER_UNLOCKED = "USER_UNLOCKED"
    SESSIONS_ENDED = "SESSIONS_ENDED"
    APPLICATION_CREATED = "APPLICATION_CREATED"
    BRANDING_SAVED = "BRANDING_SAVED"
    LOGO_SAVED = "LOGO_SAVED"
    LOGO_REMOVED = "LOGO_REMOVED"
    USER_CREATED = "USER_CREATED"
    USER_APPLICATIONS_SET = "USER_APPLICATIONS_SET"
    USER_ROLE_SET = "USER_ROLE_SET"
    USER_DELETED = "USER_DELETED"
    PASSWORD_CHANGED = "PASSWORD_CHANGED"
    PASSWORD_RESET_REQUESTED = "PASSWORD_RESET_REQUESTED"
    PASSWORD_RESET = "PASSWORD_RESET"
    API_TOKEN_CREATED = "API_TOKEN_CREATED"
    API_TOKEN_REVOKED = "API_TOKEN_REVOKED"
    API_TOKEN_USED = "API_TOKEN_USED"
    MAIL_CHECKED = "MAIL_CHECKED"
    MAIL_TEXT_SAVED = "MAIL_TEXT_SAVED"
    MAIL_TEXT_RESET = "MAIL_TEXT_RESET"
    USER_ERASED = "USER_ERASED"
    AUDIT_PRUNED = "AUDIT_PRUNED"
    KEYS_ROTATED = "KEYS_ROTATED"


LABELS: dict[AuditEventType, str] = {
    AuditEventType.PASSWORD_AUTHENTICATION: "Password authentication",
    AuditEventType.SECONDARY_AUTHENTICATION_OTP: "Secondary authentication - OTP",
    AuditEventType.SECONDARY_AUTHENTICATION_EMAIL: "Secondary authentication - Email",
    AuditEventType.OTP_BINDING: "OTP binding",
    AuditEventType.LOGIN: "Login",
    AuditEventType.ACCOUNT_LOCKED: "Account locked",
    AuditEventType.STEP_UP: "Step-up",
    AuditEventType.FACTORS_SAVED: "Factors saved",
    AuditEventType.OTP_RESET: "OTP reset",
    AuditEventType.EMAIL_RESET: "Email reset",
    AuditEventType.MFA_BYPASS_SET: "MFA bypass set",
    AuditEventType.USER_UNLOCKED: "User unlocked",
    AuditEventType.SESSIONS_ENDED: "Sessions ended",
    AuditEventType.APPLICATION_CREATED: "Application created",
    AuditEventType.BRANDING_SAVED: "Branding saved",
    AuditEventType.LOGO_SAVED: "Logo saved",
    AuditEventType.LOGO_REMOVED: "Logo removed",
    AuditEventType.USER_CREATED: "User created",
    AuditEventType.USER_APPLICATIONS_SET: "User applications set",
    AuditEventType.USER_ROLE_SET: "User role set",
    AuditEventType.USER_DELETED: "User deleted",
    AuditEventType.PASSWORD_CHANGED: "Password changed",
    AuditEventType.PASSWORD_RESET_REQUESTED: "Password reset requested",
    AuditEventType.PASSWORD_RESET: "Password reset",
    AuditEventType.API_TOKEN_CREATED: "API token created",
    AuditEventType.API_TOKEN_REVOKED: "API token revoked",
    AuditEventType.API_TOKEN_USED: "API token used",
    AuditEventType.MAIL_CHECKED: "Mail checked",
    AuditEventType.MAIL_TEXT_SAVED: "Mail text saved",
    AuditEventType.MAIL_TEXT_RESET: "Mail text reset",
    AuditEventType.USER_ERASED: "User erased",
    AuditEventType.AUDIT_PRUNED: "Audit log pruned",
    AuditEventType.KEYS_ROTATED: "Keys rotated",
}

_USER_BEHAVIOR = frozenset(
    {
        AuditEventType.PASSWORD_AUTHENTICATION,
        AuditEventType.SECONDARY_AUTHENTICATION_OTP,
        AuditEventType.SECONDARY_AUTHENTICATION_EMAIL,
        AuditEventType.OTP_BINDING,
        AuditEventType.LOGIN,
        AuditEventType.ACCOUNT_LOCKED,
        AuditEventType.PASSWORD_CHANGED,
        AuditEventType.PASSWORD_RESET_REQUESTED,
        AuditEventType.PASSWORD_RESET,
    }
)


def category_of(event_type: AuditEventType) -> AuditCategory:
    """Which of the two logs shows the event."""
    return AuditCategory.USER_BEHAVIOR if event_type in _USER_BEHAVIOR else AuditCategory.ADMINISTRATION


def secondary_authentication(kind: FactorKind) -> AuditEventType:
    """The event that every evaluated second step of `kind` writes exactly once (E1)."""
    match kind:
        case FactorKind.OTP:
            return AuditEventType.SECONDARY_AUTHENTICATION_OTP
        case FactorKind.EMAIL:
            return AuditEventType.SECONDARY_AUTHENTICATION_EMAIL
