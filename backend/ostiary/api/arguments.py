"""Arguments and input fields that several mutations read alike.

Those that may be left out: absent and null mean the same, and no default is printed.
"""

from typing import TypeVar

import strawberry

from ostiary.api.errors import bad_input
from ostiary.policy.names import PASSWORD_MAX, PASSWORD_MIN, is_password

T = TypeVar("T")


def given(value: T | None) -> T | None:
    """The value, or None if it is null or was not sent."""
    return None if value is strawberry.UNSET else value


def new_password(field: str, password: str) -> str:
    """The password, if its length is that of one; refuses others as BAD_USER_INPUT."""
    if not is_password(password):
        raise bad_input(field, f"send {PASSWORD_MIN} to {PASSWORD_MAX} characters")
    return password
