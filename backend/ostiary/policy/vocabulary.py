"""The words of the contract that decisions are made of (contract.graphql, enums)."""

from enum import StrEnum


class FactorKind(StrEnum):
    """A kind of second step. The order is the display order (rule C4)."""

    OTP = "OTP"
    EMAIL = "EMAIL"


class Role(StrEnum):
    """What an administrator may do (rule D2). Application users have none."""

    AUDITOR = "AUDITOR"
    HELPDESK = "HELPDESK"
    ADMIN = "ADMIN"


class FailureReason(StrEnum):
    """Why an audited step failed; a closed list."""

    INVALID_CREDENTIALS = "INVALID_CREDENTIALS"
    INVALID_CODE = "INVALID_CODE"
    CODE_REUSED = "CODE_REUSED"
    CODE_EXPIRED = "CODE_EXPIRED"
    ACCOUNT_LOCKED = "ACCOUNT_LOCKED"
    CHALLENGE_EXPIRED = "CHALLENGE_EXPIRED"
    FACTOR_UNAVAILABLE = "FACTOR_UNAVAILABLE"
    NOT_BOUND = "NOT_BOUND"
    NOT_ASSIGNED = "NOT_ASSIGNED"
    MAIL_UNAVAILABLE = "MAIL_UNAVAILABLE"


class InvalidCodeReason(StrEnum):
    """What a person is told about a code that was refused."""

    WRONG = "WRONG"
    JUST_EXPIRED = "JUST_EXPIRED"
    ALREADY_USED = "ALREADY_USED"
    CLOCK_OFF = "CLOCK_OFF"


class CodeField(StrEnum):
    """The codes of one submission: the factor's own, and the mailed one at a first OTP binding."""

    CODE = "CODE"
    EMAIL_CODE = "EMAIL_CODE"


class TokenDelivery(StrEnum):
    """How the session's token reaches the caller."""

    BODY = "BODY"
    COOKIE = "COOKIE"


CONSOLE_CLIENT_ID = "console"
"""The console is an application with this client id (rule D2)."""
