"""Arguments and input fields that may be left out: absent and null mean the same, and no default is printed."""

from typing import TypeVar

import strawberry

T = TypeVar("T")


def given(value: T | None) -> T | None:
    """The value, or None if it is null or was not sent."""
    return None if value is strawberry.UNSET else value
