"""Who logs in."""

from dataclasses import dataclass

from tests.support.authenticator import Authenticator


@dataclass
class Person:
    """Somebody with an authenticator app."""

    email: str
    app: Authenticator
    spent_step: int = 0
