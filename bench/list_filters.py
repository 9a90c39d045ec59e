"""What the console's lists are asked for: every filter that there is, each by itself, and searches of every kind."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from bench.asking import Asker
from ostiary.services.node_ids import encode_id
from tests.support.many_users import email_of

USERS = """query ($search: String, $filter: UserFilter, $after: String, $isFirst: Boolean!, $first: Int! = 50) {
  users(first: $first, search: $search, filter: $filter, after: $after) {
    totalCount @include(if: $isFirst) totalIsExact @include(if: $isFirst)
    pageInfo { hasNextPage endCursor }
    edges { cursor node { id email role mfaBypassed lockedUntil createdAt lastLoginAt } }
  } }"""
EVENTS = """query ($filter: AuditEventFilter, $after: String, $isFirst: Boolean!, $first: Int! = 50) {
  auditEvents(first: $first, filter: $filter, after: $after) {
    totalCount @include(if: $isFirst) totalIsExact @include(if: $isFirst)
    pageInfo { hasNextPage endCursor }
    edges { cursor node { id type label occurredAt userEmail ip country userAgent result failureReason } }
  } }"""
DETAILS = """query ($id: ID!) { user(id: $id) {
  id email applications { name } bindings { id kind boundAt } lastLoginAt
} }"""


@dataclass(frozen=True)
class At:
    """An instant of the log by its share of the way from the oldest event, 0, to the newest, 1."""

    share: float


@dataclass(frozen=True)
class Named:
    """Something by its global id."""

    kind: str
    key: UUID


BIG = object()
"""The application in which everybody but the administrator is bound; its id is another in each database."""
SOMEBODY = UUID("00000000-0000-4000-8000-000000000003")

SEARCHES = {
    "common": "example",
    "one in sixty": "smith",
    "one in five thousand": "branch77.",
    "one address": email_of(500),
    "nobody": "zzqx",
    "two characters": "zz",
}
USER_FILTERS: dict[str, dict[str, Any]] = {
    "none": {},
    "bound, all but one": {"bound": "OTP"},
    "bound, nobody": {"bound": "EMAIL"},
    "unbound, all": {"unbound": "EMAIL"},
    "bypassed": {"bypassed": True},
    "locked": {"locked": True},
    "role": {"roles": ["ADMIN"]},
    "application, all but one": {"applicationId": BIG},
}
WALKED: dict[str, dict[str, Any]] = {"unbound, one": {"unbound": "OTP"}}
"""Filters that no index names: where nearly nobody fits, all users are looked at (decision 0017)."""
LOG_FILTERS: dict[str, dict[str, Any]] = {
    "none": {},
    "category, nearly all": {"category": "USER_BEHAVIOR"},
    "category, one in a hundred": {"category": "ADMINISTRATION"},
    "type, a third": {"types": ["LOGIN"]},
    "type, one in a thousand": {"types": ["ACCOUNT_LOCKED"]},
    "type, none": {"types": ["OTP_RESET"]},
    "result, most": {"result": "SUCCESS"},
    "result, one in eight": {"result": "FAILURE"},
    "reason": {"failureReason": "INVALID_CODE"},
    "reason, one event": {"failureReason": "CHALLENGE_EXPIRED"},
    "user": {"userId": Named("User", SOMEBODY)},
    "email": {"email": "user3@example.com"},
    "actor": {"actorId": Named("User", SOMEBODY)},
    "actor token": {"actorTokenId": Named("ApiToken", SOMEBODY)},
    "application, a seventh": {"applicationId": Named("Application", SOMEBODY)},
    "address, one in two hundred": {"ip": "198.51.7.7"},
    "address, one event": {"ip": "203.0.113.250"},
    "country, most": {"country": "CN"},
    "country, one event": {"country": "IS"},
    "agent, one event": {"userAgent": "Rare/1.0"},
    "since, four fifths": {"since": At(0.2)},
    "until, two thirds": {"until": At(0.66)},
}
DEEP = At(0.4)
"""Where deep pages begin: in the older half."""


@dataclass(frozen=True)
class Scale:
    """One of the two installations: who asks there, its application's global id, the ends of its log."""

    asker: Asker
    application: str
    oldest: datetime
    newest: datetime

    def instant(self, at: At) -> str:
        """As the API takes it."""
        return (self.oldest + (self.newest - self.oldest) * at.share).isoformat()

    def sent(self, narrowed: dict[str, Any]) -> dict[str, Any]:
        """The filter as it is sent there."""
        return {field: self._sent(value) for field, value in narrowed.items()}

    def _sent(self, value: Any) -> Any:
        if isinstance(value, At):
            return self.instant(value)
        if isinstance(value, Named):
            return encode_id(value.kind, value.key)
        return self.application if value is BIG else value

    def deep_cursor(self) -> str:
        """Of an event in the older half of the log."""
        found = self.asker.ask(EVENTS, {"filter": {"until": self.instant(DEEP)}, "isFirst": False})
        return str(found["auditEvents"]["edges"][0]["cursor"])

    def somebody(self) -> str:
        """The global id of a user of the first page."""
        return str(self.asker.ask(USERS, {"isFirst": False})["users"]["edges"][9]["node"]["id"])
