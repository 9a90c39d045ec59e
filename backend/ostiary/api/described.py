"""Fields with a resolver. Strawberry's own decorator is untyped, and lets a description be forgotten."""

from collections.abc import Callable
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField


def described(description: str) -> Callable[[Callable[..., Any]], StrawberryField]:
    """A field that the decorated function resolves, described for a reader of the explorer."""

    def decorate(resolver: Callable[..., Any]) -> StrawberryField:
        return strawberry.field(resolver, description=description)

    return decorate
