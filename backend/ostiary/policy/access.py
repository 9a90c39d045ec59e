"""Who may do what (rule D2). A role counts only in a session of the console application."""

from enum import StrEnum
from uuid import UUID

from ostiary.policy.vocabulary import Role


class Permission(StrEnum):
    """What an operation demands of its caller."""

    SEE_USERS = "SEE_USERS"
    SEE_APPLICATIONS = "SEE_APPLICATIONS"
    SEE_AUDIT = "SEE_AUDIT"
    SEE_SETTINGS = "SEE_SETTINGS"
    SUPPORT_USERS = "SUPPORT_USERS"
    """Reset, bypass, unlock."""
    END_SESSIONS = "END_SESSIONS"
    """Of other users; one's own are everybody's to end."""
    CHANGE_DIRECTORY = "CHANGE_DIRECTORY"
    """Create, assign and delete."""
    CHANGE_FACTORS = "CHANGE_FACTORS"
    CHANGE_BRANDING = "CHANGE_BRANDING"
    """Name, logo, colour and what else of an application its users see."""
    CHANGE_ROLES = "CHANGE_ROLES"
    """Who administers."""
    ERASE_USERS = "ERASE_USERS"
    """Take a user out of the log."""
    CHANGE_TOKENS = "CHANGE_TOKENS"
    """Make and revoke API tokens."""
    CHECK_MAIL = "CHECK_MAIL"
    """Have a message mailed to oneself."""
    CHANGE_MAIL_TEXTS = "CHANGE_MAIL_TEXTS"
    """What an application's mails say."""


_READING = {
    Permission.SEE_USERS,
    Permission.SEE_APPLICATIONS,
    Permission.SEE_AUDIT,
    Permission.SEE_SETTINGS,
}

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.AUDITOR: frozenset(_READING),
    Role.HELPDESK: frozenset({Permission.SEE_USERS, Permission.SUPPORT_USERS}),
    Role.ADMIN: frozenset(Permission),
}

TAKES_A_PERSON = frozenset(
    {Permission.CHANGE_ROLES, Permission.CHANGE_TOKENS, Permission.CHECK_MAIL, Permission.ERASE_USERS}
)
"""What no API token may, whatever its role: a token that leaked must not make itself at home."""


def is_allowed(role: Role | None, permission: Permission) -> bool:
    """Whether a console session of `role` may do it. Whatever is not listed is denied."""
    return role is not None and permission in PERMISSIONS[role]


def is_allowed_to_token(role: Role, permission: Permission) -> bool:
    """Whether an API token of `role` may do it."""
    return is_allowed(role, permission) and permission not in TAKES_A_PERSON


def is_within(role: Role, ceiling: Role | None) -> bool:
    """Whether whoever has `ceiling` may do all that `role` may."""
    return ceiling is not None and PERMISSIONS[role] <= PERMISSIONS[ceiling]


def is_last_administrator_lost(role_before: Role | None, role_after: Role | None, administrators: int) -> bool:
    """Whether the change would leave nobody to administer (rule D4). `administrators`: active ones before it."""
    return role_before is Role.ADMIN and role_after is not Role.ADMIN and administrators <= 1


def is_own_account(actor_id: UUID | None, user_id: UUID) -> bool:
    """Whether somebody would weaken their own second step: that takes another administrator (design/security.md)."""
    return actor_id == user_id
