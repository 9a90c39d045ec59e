"""The contract's enums: the words of the policy, described for a stranger who reads them in an explorer."""

from enum import EnumMeta

import strawberry

from ostiary.mail.locale import Locale
from ostiary.mail.smtp_url import Encryption
from ostiary.policy.api_tokens import ApiTokenState
from ostiary.policy.audit import AuditCategory, AuditEventType, AuditResult
from ostiary.policy.logo import LogoFault
from ostiary.policy.mail_templates import FaultReason as MailFaultReason
from ostiary.policy.mail_templates import MailKind, MailPart
from ostiary.policy.passwords import RefusedPasswordReason
from ostiary.policy.vocabulary import (
    CodeField,
    FactorKind,
    FailureReason,
    InvalidCodeReason,
    Role,
    TokenDelivery,
)

__all__ = [
    "ApiTokenState",
    "AuditCategory",
    "AuditEventType",
    "AuditResult",
    "CodeField",
    "Encryption",
    "FactorKind",
    "FailureReason",
    "InvalidCodeReason",
    "Locale",
    "LogoFault",
    "MailFaultReason",
    "MailKind",
    "MailPart",
    "RefusedPasswordReason",
    "Role",
    "TokenDelivery",
]


def _describe(words: EnumMeta, description: str, values: dict[str, str], name: str | None = None) -> None:
    """Tell Strawberry of an enum of ours. A value without a sentence of its own is a KeyError at import."""
    strawberry.enum(words, name=name, description=description)
    for value in words.__strawberry_definition__.values:  # type: ignore[attr-defined]
        value.description = values[value.name]


_describe(
    FactorKind,
    "A kind of second step that an application may enable. The order is the order of display.",
    {
        "OTP": "A time-based one-time password (RFC 6238) from an authenticator app: six digits, every 30 seconds.",
        "EMAIL": "A six-digit code sent to the user's email address. Weaker than OTP, and shown for what it is.",
    },
)
_describe(
    Role,
    "What an administrator may do in the console. A role counts only in a session of the client id `console`.",
    {
        "AUDITOR": "Sees everything, changes nothing.",
        "HELPDESK": "Sees users, resets their bindings, sets their bypass and unlocks them; nothing else.",
        "ADMIN": "Everything. The last one can be neither demoted nor deleted.",
    },
)
_describe(
    TokenDelivery,
    "How the session's token reaches the caller once the login is complete.",
    {
        "BODY": "As `LoginCompleted.accessToken`, to be sent as `Authorization: Bearer …`. For programs.",
        "COOKIE": "As an HttpOnly cookie that counts only with the header X-Ostiary-Client. For pages of this origin.",
    },
)
_describe(
    InvalidCodeReason,
    "Why a code was refused, as far as a person is told. Each of them is one failed attempt.",
    {
        "WRONG": "It is not the code.",
        "JUST_EXPIRED": "It was right a moment ago: enter the one that the app shows now.",
        "ALREADY_USED": "It was right and has been used: wait for the next one.",
        "CLOCK_OFF": "It is right for another time: the phone's clock is off. Told while binding alone.",
    },
)
_describe(
    RefusedPasswordReason,
    "Why a new password of the right length is refused.",
    {
        "WELL_KNOWN": "It is on the list of the most used passwords, in any letter case.",
        "PERSONAL": "It is the address, the part before its @, or the name of an application of the user.",
        "UNCHANGED": "It is the password that the user has. Told by `changePassword` alone.",
    },
)
_describe(
    CodeField,
    "A code of one submission.",
    {
        "CODE": "The factor's own code: `code` of the input.",
        "EMAIL_CODE": "The mailed code of a first OTP binding: `emailCode` of the input.",
    },
)
_describe(
    LogoFault,
    "Why a logo is refused; a closed list.",
    {
        "TOO_LARGE": "It is larger than 32 KiB.",
        "UNKNOWN_KIND": "It is neither a PNG nor an SVG.",
        "DAMAGED": "It cannot be read to its end.",
        "DIMENSIONS": "It is larger than 1024 one way, or empty.",
        "ANIMATED": "It is an animated PNG.",
        "NOT_UTF8": "It is an SVG in another encoding than UTF-8.",
        "FORBIDDEN": "It holds more than a picture, such as a script; `found` names it.",
    },
)
_describe(
    AuditCategory,
    "The two logs of the console.",
    {
        "USER_BEHAVIOR": "User Behavior Logs: logins, second steps, bindings and locks.",
        "ADMINISTRATION": "What administrators did.",
    },
)
_describe(
    AuditResult,
    "How an event ended.",
    {"SUCCESS": "It was accepted or done.", "FAILURE": "It was refused; `failureReason` says why."},
)
_describe(
    FailureReason,
    "Why an audited step failed; a closed list.",
    {
        "INVALID_CREDENTIALS": "The password was wrong, or no user has this address.",
        "INVALID_CODE": "The code was wrong.",
        "CODE_REUSED": "The code was right and had been used before.",
        "CODE_EXPIRED": "The code, or the link to a new password, was right and came too late.",
        "ACCOUNT_LOCKED": "The account is locked, so nothing was looked at; or this attempt locked it.",
        "CHALLENGE_EXPIRED": "The login's ten minutes were over.",
        "FACTOR_UNAVAILABLE": "The application had turned the factor off.",
        "NOT_BOUND": "The code was right for a binding that was gone by then, or for one that another had come before.",
        "NOT_ASSIGNED": "The password was right, but the user is not assigned to the application.",
        "MAIL_UNAVAILABLE": "No mail is set up, or the server did not take the message.",
    },
)
_describe(
    AuditEventType,
    "What happened. `AuditEvent.label` carries the title in words.",
    {
        "PASSWORD_AUTHENTICATION": '"Password authentication": a password was checked.',
        "SECONDARY_AUTHENTICATION_OTP": '"Secondary authentication - OTP": an OTP step was evaluated.',
        "SECONDARY_AUTHENTICATION_EMAIL": '"Secondary authentication - Email": an email step was evaluated.',
        "OTP_BINDING": '"OTP binding": a user bound an authenticator app.',
        "LOGIN": '"Login": a login was completed, or refused after the right password.',
        "ACCOUNT_LOCKED": '"Account locked": too many wrong codes in a row.',
        "STEP_UP": "An administrator proved their second step once more, for what takes a fresh one.",
        "FACTORS_SAVED": '"Factors saved": an administrator turned factors of an application on or off.',
        "OTP_RESET": '"OTP reset": an administrator removed OTP bindings of a user.',
        "EMAIL_RESET": '"Email reset": an administrator removed email bindings of a user.',
        "MFA_BYPASS_SET": '"MFA bypass set": an administrator turned the bypass of a user on or off.',
        "USER_UNLOCKED": '"User unlocked": an administrator set the count of wrong codes to zero.',
        "SESSIONS_ENDED": '"Sessions ended": somebody signed a user, or themselves, out everywhere.',
        "APPLICATION_CREATED": '"Application created".',
        "BRANDING_SAVED": '"Branding saved": name, accent, support link or default language of an application.',
        "LOGO_SAVED": '"Logo saved": an application has another logo; `details` name its SHA-256.',
        "LOGO_REMOVED": '"Logo removed": an application has no logo any more.',
        "USER_CREATED": '"User created".',
        "USER_APPLICATIONS_SET": '"User applications set": which applications a user may sign in to.',
        "USER_ROLE_SET": '"User role set": a role was given, changed or taken.',
        "USER_DELETED": '"User deleted".',
        "PASSWORD_CHANGED": '"Password changed": a user who is signed in changed it, or gave a wrong current one.',
        "PASSWORD_RESET_REQUESTED": '"Password reset requested": somebody asked for a link for an address.',
        "PASSWORD_RESET": '"Password reset": a new password was set with a mailed link.',
        "API_TOKEN_CREATED": '"API token created".',
        "API_TOKEN_REVOKED": '"API token revoked": by an administrator, or with the role of whoever made it.',
        "API_TOKEN_USED": '"API token used": a request came with it; one for each, whatever became of it.',
        "MAIL_CHECKED": '"Mail checked": an administrator had a message mailed to themselves.',
        "MAIL_TEXT_SAVED": '"Mail text saved": an administrator wrote what a mail of an application says.',
        "MAIL_TEXT_RESET": '"Mail text reset": an administrator went back to the built-in text of a mail.',
        "USER_ERASED": '"User erased": the personal fields of a deleted user\'s events were removed.',
        "AUDIT_PRUNED": '"Audit log pruned": events beyond their retention were removed by hand.',
        "KEYS_ROTATED": '"Keys rotated": data keys were wrapped anew under the first key of the key ring.',
    },
)
_describe(
    ApiTokenState,
    "Whether an API token opens anything.",
    {
        "ACTIVE": "It does, until `endsAt`.",
        "EXPIRED": "Its end has come.",
        "REVOKED": "An administrator revoked it, or whoever made it lost the role that takes.",
    },
)
_describe(
    Encryption,
    "When the conversation with the mail server is encrypted.",
    {
        "FROM_THE_START": "From its first byte (`smtps://`).",
        "WHEN_OFFERED": "By STARTTLS if the server offers it (`smtp://`).",
        "INSISTED_ON": "By STARTTLS, or no mail leaves (`?starttls=required`).",
    },
    name="MailEncryption",
)
_describe(
    Locale,
    "A language that mails are written in.",
    {"EN": "The English language.", "ZH": "Simplified Chinese."},
    name="MailLanguage",
)
_describe(
    MailKind,
    "A kind of mail whose text an application may have for itself. Every other mail keeps the built-in text.",
    {
        "CODE": "Carries an email code. Its subject always begins with the code, then a blank, then the text.",
        "BINDING_RESET": "Tells that an administrator reset a binding in this application, in English and Chinese.",
        "PASSWORD_RESET": "Carries the link that sets a new password, in the language of whoever asked for it.",
    },
)
_describe(MailPart, "A part of a mail's text.", {"SUBJECT": "Its subject.", "BODY": "What it says."})
_describe(
    MailFaultReason,
    "What is wrong at one place of a mail's text.",
    {
        "UNKNOWN_VARIABLE": "There is no variable of that name in this part of this mail.",
        "UNCLOSED_BRACE": "A `{` is not closed on its line. For a brace itself write `{{`.",
        "STRAY_BRACE": "A `}` closes nothing. For a brace itself write `}}`.",
        "MISSING_VARIABLE": "The part needs a variable that it does not use; see `MailVariable.required`. Told at 1:1.",
        "EMPTY": "It says nothing. Told at 1:1.",
        "TOO_LONG": "From here on it is longer than 200 characters in a subject, 5,000 in a body.",
        "LINE_BREAK": "A subject is one line.",
        "CONTROL_CHARACTER": "A control character, tab, line separator or lone surrogate, which no mail should hold.",
        "LINK_NOT_ALONE": "The link shares its line with something, which would become part of it.",
    },
    name="MailFaultReason",
)
