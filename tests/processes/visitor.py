"""Somebody at the door."""

from dataclasses import dataclass

from tests.processes.calling import Api
from tests.processes.installation import Installation


@dataclass
class Visitor:
    """A new user of `shop` at the first server, which has both factors on, and an administrator beside them."""

    installation: Installation
    api: Api
    admin: Api
    email: str
    user_id: str
