"""`auditEvents`: the log, newest first, narrowed by each recorded field (document 4; rule E5)."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry

from ostiary.api.arguments import given
from ostiary.api.connection import After, Connection, First, connection_of, page_wanted
from ostiary.api.described import described
from ostiary.api.errors import bad_input
from ostiary.api.types.audit_event import AuditEvent
from ostiary.api.types.node import id_of
from ostiary.api.types.vocabulary import AuditCategory, AuditEventType, AuditResult, FailureReason
from ostiary.policy.names import is_text
from ostiary.services.audit_log import read_log
from ostiary.store.audit_filters import AuditFilter
from ostiary.store.pages import Position

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
    ip: str | None = _field("Where from: the address as recorded, whole.")
    country: str | None = _field("Where from: ISO 3166-1 alpha-2, capital letters.")
    user_agent: str | None = _field("The user agent as recorded, whole; at most 512 characters.")
    since: datetime | None = _field("From this instant on, inclusive.")
    until: datetime | None = _field("Before this instant, exclusive.")


@described("The log, newest first.")
async def audit_events(
    first: First = strawberry.UNSET,
    after: After = strawberry.UNSET,
    filter: Annotated[  # noqa: A002
        AuditEventFilter | None, strawberry.argument(description="Which events; left out: all.")
    ] = strawberry.UNSET,
) -> Connection[AuditEvent]:
    """One page."""
    wanted = page_wanted(first, after)
    page = await read_log(wanted, _narrowed(given(filter)))
    return connection_of(page, wanted, AuditEvent.of, lambda row: Position(row.occurred_at, row.id))


def _narrowed(sent: AuditEventFilter | None) -> AuditFilter:
    if sent is None:
        return AuditFilter()
    types = given(sent.types)
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
        ip=_text("filter.ip", sent.ip),
        country=_text("filter.country", sent.country),
        user_agent=_text("filter.userAgent", sent.user_agent),
        since=given(sent.since),
        until=given(sent.until),
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
