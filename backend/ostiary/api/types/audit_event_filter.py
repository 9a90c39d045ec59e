"""Narrowing the log by each recorded field (document 4; rule E5). What cannot be meant is refused, not empty."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry

from ostiary.api.arguments import given
from ostiary.api.errors import bad_input
from ostiary.api.types.node import id_of
from ostiary.api.types.vocabulary import AuditCategory, AuditEventType, AuditResult, FailureReason
from ostiary.policy.names import is_text
from ostiary.policy.places import country_code, ip_text
from ostiary.store.audit_filters import AuditFilter

TEXT_MAX = 512


def _field(description: str) -> Any:
    return strawberry.field(default=strawberry.UNSET, description=description)


@strawberry.input(description="Which events; every field narrows further, null and absent mean any.")
class AuditEventFilter:
    """See the description."""

    category: AuditCategory | None = _field("One of the two logs.")
    types: list[AuditEventType] | None = _field("Any of these types; an empty list matches nothing.")
    result: AuditResult | None = _field("How it ended.")
    failure_reason: FailureReason | None = _field("Why it failed.")
    user_id: strawberry.ID | None = _field("Whom it concerns: the global id of a User, deleted or not.")
    email: str | None = _field("Whom it concerns: the address as recorded, whole, any letter case.")
    actor_id: strawberry.ID | None = _field("Who did it: the global id of a User, deleted or not.")
    actor_token_id: strawberry.ID | None = _field("Who did it: the global id of an ApiToken.")
    application_id: strawberry.ID | None = _field("Where: the global id of an Application.")
    ip: str | None = _field("Where from: an IPv4 or IPv6 address, whole, in any spelling.")
    country: str | None = _field("Where from: ISO 3166-1 alpha-2, two letters.")
    user_agent: str | None = _field("The user agent as recorded, whole; at most 512 characters.")
    since: datetime | None = _field("From this instant on, inclusive.")
    until: datetime | None = _field("Before this instant, exclusive.")


Filter = Annotated[AuditEventFilter | None, strawberry.argument(description="Which events; left out: all.")]


def narrowed_by(filter_: AuditEventFilter | None) -> AuditFilter:
    """What the caller asks for; refuses what cannot be meant."""
    sent = given(filter_)
    if sent is None:
        return AuditFilter()
    types, since, until = given(sent.types), given(sent.since), given(sent.until)
    if since is not None and until is not None and since >= until:
        raise bad_input("filter.until", "send an instant after `since`")
    return AuditFilter(
        category=given(sent.category),
        types=None if types is None else tuple(types),
        result=given(sent.result),
        failure_reason=given(sent.failure_reason),
        user_id=_id("filter.userId", "User", sent.user_id),
        email=_text("filter.email", sent.email),
        actor_id=_id("filter.actorId", "User", sent.actor_id),
        actor_token_id=_id("filter.actorTokenId", "ApiToken", sent.actor_token_id),
        application_id=_id("filter.applicationId", "Application", sent.application_id),
        ip=_place("filter.ip", sent.ip, ip_text, "an IPv4 or IPv6 address"),
        country=_place("filter.country", sent.country, country_code, "two letters, ISO 3166-1 alpha-2"),
        user_agent=_text("filter.userAgent", sent.user_agent),
        since=since,
        until=until,
    )


def _text(field: str, sent: str | None) -> str | None:
    text = given(sent)
    if text is not None and (len(text) > TEXT_MAX or not is_text(text)):
        raise bad_input(field, f"send at most {TEXT_MAX} characters, no control characters")
    return text


def _id(field: str, kind: str, sent: str | None) -> UUID | None:
    text = given(sent)
    if text is None:
        return None
    found = id_of(kind, text)
    if found is None:
        raise bad_input(field, f"send the id of a node of type {kind}")
    return found


def _place(field: str, sent: str | None, read: Callable[[str], str | None], expected: str) -> str | None:
    text = given(sent)
    if text is None:
        return None
    place = read(text)
    if place is None:
        raise bad_input(field, f"send {expected}")
    return place
