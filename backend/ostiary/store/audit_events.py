"""The log: appended to in the deciding transaction, read newest first by keyset (rules E1, E2, E5)."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ostiary.policy.addresses import email_key
from ostiary.policy.audit import AuditCategory, AuditEventType, AuditResult, category_of
from ostiary.policy.vocabulary import FailureReason
from ostiary.store.models import AuditEvent
from ostiary.store.pages import PAGE_MAX, Page, PageWanted, Position, newest_first
from ostiary.store.records import AuditEventRecord
from ostiary.store.statements import placeholders


@dataclass(frozen=True)
class AuditFilter:
    """Which events; every field narrows further. `since` is inclusive, `until` exclusive."""

    category: AuditCategory | None = None
    types: tuple[AuditEventType, ...] | None = None
    result: AuditResult | None = None
    failure_reason: FailureReason | None = None
    user_id: UUID | None = None
    email: str | None = None
    actor_id: UUID | None = None
    actor_token_id: UUID | None = None
    application_id: UUID | None = None
    ip: str | None = None
    country: str | None = None
    user_agent: str | None = None
    since: datetime | None = None
    until: datetime | None = None


async def append_event(event: AuditEventRecord) -> None:
    """Write one line. Nothing ever changes it."""
    await AuditEvent.create(
        id=event.id,
        type=event.type.value,
        category=category_of(event.type).value,
        occurred_at=event.occurred_at,
        user_id=event.user_id,
        user_email=event.user_email,
        user_email_key=email_key(event.user_email) if event.user_email else None,
        actor_id=event.actor_id,
        actor_token_id=event.actor_token_id,
        actor_name=event.actor_name,
        application_id=event.application_id,
        ip=event.ip,
        country=event.country,
        user_agent=event.user_agent,
        result=event.result.value,
        failure_reason=event.failure_reason.value if event.failure_reason else None,
        details=json.dumps(event.details, ensure_ascii=False),
    )


async def list_events(wanted: PageWanted, narrowed: AuditFilter) -> Page[AuditEventRecord]:
    """One page of the log, newest first."""
    conditions, values = _conditions(narrowed)
    ids, has_more, total = await newest_first("audit_events", "occurred_at", conditions, values, wanted)
    found = {row.id: _event(row) for row in await AuditEvent.filter(id__in=ids)}
    return Page([found[each] for each in ids], has_more, total)


async def every_event(narrowed: AuditFilter) -> AsyncIterator[AuditEventRecord]:
    """All that the filter leaves, newest first, a page in memory at a time."""
    after: Position | None = None
    while True:
        page = await list_events(PageWanted(PAGE_MAX, after), narrowed)
        for event in page.rows:
            yield event
        if not page.has_more:
            return
        after = Position(page.rows[-1].occurred_at, page.rows[-1].id)


async def event_by_id(event_id: UUID) -> AuditEventRecord | None:
    """One line, or None."""
    row = await AuditEvent.get_or_none(id=event_id)
    return _event(row) if row else None


def _conditions(narrowed: AuditFilter) -> tuple[list[str], list[Any]]:
    equal: list[tuple[str, Any]] = [
        ("category", narrowed.category),
        ("result", narrowed.result),
        ("failure_reason", narrowed.failure_reason),
        ("user_id", narrowed.user_id),
        ("user_email_key", email_key(narrowed.email) if narrowed.email is not None else None),
        ("actor_id", narrowed.actor_id),
        ("actor_token_id", narrowed.actor_token_id),
        ("application_id", narrowed.application_id),
        ("ip", narrowed.ip),
        ("country", narrowed.country),
        ("user_agent", narrowed.user_agent),
    ]
    conditions: list[str] = []
    values: list[Any] = []
    for column, value in equal:
        if value is not None:
            values.append(value)
            conditions.append(f"{column} = ${len(values)}")
    for comparison, instant in ((">=", narrowed.since), ("<", narrowed.until)):
        if instant is not None:
            values.append(instant)
            conditions.append(f"occurred_at {comparison} CAST(${len(values)} AS BIGINT)")
    if narrowed.types is not None:
        listed = placeholders(narrowed.types, first=len(values) + 1)
        conditions.append(f"type IN ({listed})" if narrowed.types else "FALSE")
        values += narrowed.types
    return conditions, values


def _event(row: AuditEvent) -> AuditEventRecord:
    return AuditEventRecord(
        id=row.id,
        type=AuditEventType(row.type),
        occurred_at=row.occurred_at,
        ip=row.ip,
        result=AuditResult(row.result),
        user_id=row.user_id,
        user_email=row.user_email,
        actor_id=row.actor_id,
        actor_token_id=row.actor_token_id,
        actor_name=row.actor_name,
        application_id=row.application_id,
        country=row.country,
        user_agent=row.user_agent,
        failure_reason=FailureReason(row.failure_reason) if row.failure_reason else None,
        details=tuple((name, value) for name, value in json.loads(row.details)),
    )
