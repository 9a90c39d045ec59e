"""An administrator at work in the console."""

from typing import Any
from uuid import UUID

from ostiary.services.node_ids import encode_id
from tests.api.caller import Caller
from tests.api.sampling import full_document

USER = """
query ($id: ID!) {
  user(id: $id) {
    email role mfaBypassed failedAttempts lockedUntil lastLoginAt
    applications { clientId }
    bindings { id kind boundAt lastUsedAt application { clientId } user { email } }
  }
}
"""
FACTORS = """
query ($id: ID!) {
  application(id: $id) { factors { kind enabled stagedEnabled bindingCount savedAt savedBy { email } } }
}
"""


def user_id(record_id: UUID) -> str:
    """The global id of a user."""
    return encode_id("User", record_id)


class Console:
    """An administrator at work."""

    def __init__(self, api: Caller, token: str) -> None:
        self.api, self.token = api, token

    async def do(self, name: str, /, **values: Any) -> Any:
        return (await self.api.ask(full_document(name), {"input": values}, self.token))[name]

    async def refused(self, name: str, /, **values: Any) -> str:
        status, error = await self.api.refusal(full_document(name), {"input": values}, self.token)
        assert (status, error["extensions"]["code"]) == (200, "BAD_USER_INPUT")
        return str(error["extensions"]["field"])

    async def user(self, record_id: UUID) -> Any:
        return (await self.api.ask(USER, {"id": user_id(record_id)}, self.token))["user"]

    async def factors(self, application_id: str) -> Any:
        found = await self.api.ask(FACTORS, {"id": application_id}, self.token)
        return found["application"]["factors"]
