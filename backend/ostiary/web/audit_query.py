"""The export's query: the names of AuditEventFilter, and nothing else (contract/operations.md, "Addresses").

A name that is not one, or one given twice, is refused: a slip must not export the whole log as if it were narrowed.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from enum import Enum
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from ostiary.policy.audit import AuditCategory, AuditEventType, AuditResult
from ostiary.policy.names import is_text
from ostiary.policy.places import country_code, ip_text
from ostiary.policy.vocabulary import FailureReason
from ostiary.services.node_ids import decode_id
from ostiary.store.audit_filters import AuditFilter

TEXT_MAX = 512

_Choice = TypeVar("_Choice", bound=Enum)


class QueryRefusedError(Exception):
    """A parameter's value cannot be understood. `parameter`: its name, as sent."""

    def __init__(self, parameter: str, advice: str) -> None:
        super().__init__(f"{parameter}: {advice}")
        self.parameter = parameter


def parse_audit_query(items: Sequence[tuple[str, str]]) -> AuditFilter:
    """The filter that the query's parameters make. Raises QueryRefusedError."""
    fields: dict[str, Any] = {}
    types: list[AuditEventType] = []
    for name, value in items:
        if name == "types":
            types += [_choice(AuditEventType, name, part) for part in value.split(",")]
            fields["types"] = tuple(types)
            continue
        if name not in _READERS:
            raise QueryRefusedError(name[:TEXT_MAX], "no such parameter")
        field, read = _READERS[name]
        if field in fields:
            raise QueryRefusedError(name, "given more than once")
        fields[field] = read(name, value)
    narrowed = AuditFilter(**fields)
    if narrowed.since is not None and narrowed.until is not None and narrowed.since >= narrowed.until:
        raise QueryRefusedError("until", "must be after since")
    return narrowed


def _choice(choices: type[_Choice], name: str, value: str) -> _Choice:
    try:
        return choices(value)
    except ValueError:
        known = ", ".join(str(each.value) for each in choices)
        raise QueryRefusedError(name, f"must be one of {known}") from None


def _node(kind: str, name: str, value: str) -> UUID:
    decoded = decode_id(value)
    if decoded is None or decoded[0] != kind:
        raise QueryRefusedError(name, f"must be the id of a {kind}")
    return decoded[1]


def _text(name: str, value: str) -> str:
    if not value or len(value) > TEXT_MAX or not is_text(value):
        raise QueryRefusedError(name, f"must be 1 to {TEXT_MAX} printable characters")
    return value


def _ip(name: str, value: str) -> str:
    address = ip_text(value)
    if address is None:
        raise QueryRefusedError(name, "must be an IP address")
    return address


def _country(name: str, value: str) -> str:
    code = country_code(value)
    if code is None:
        raise QueryRefusedError(name, "must be two letters, ISO 3166-1 alpha-2")
    return code


def _instant(name: str, value: str) -> datetime:
    try:
        instant = datetime.fromisoformat(value)
        if instant.tzinfo is not None:
            return instant.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise QueryRefusedError(name, "must be an ISO 8601 instant with a time zone, such as 2026-11-24T06:00:00Z")


_READERS: dict[str, tuple[str, Callable[[str, str], Any]]] = {
    "category": ("category", partial(_choice, AuditCategory)),
    "result": ("result", partial(_choice, AuditResult)),
    "failureReason": ("failure_reason", partial(_choice, FailureReason)),
    "userId": ("user_id", partial(_node, "User")),
    "actorId": ("actor_id", partial(_node, "User")),
    "actorTokenId": ("actor_token_id", partial(_node, "ApiToken")),
    "applicationId": ("application_id", partial(_node, "Application")),
    "email": ("email", _text),
    "userAgent": ("user_agent", _text),
    "ip": ("ip", _ip),
    "country": ("country", _country),
    "since": ("since", _instant),
    "until": ("until", _instant),
}
"""By parameter: the filter's field, and what reads its value."""
