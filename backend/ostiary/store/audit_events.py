"""The log: appended to in the deciding transaction, read newest first by keyset (rules E1, E2, E5)."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from ostiary.policy.addresses import email_key
from ostiary.policy.audit import AuditEventType, AuditResult, category_of
from ostiary.policy.vocabulary import FailureReason
from ostiary.store.audit_filters import AuditFilter, everything_of, lookup_of
from ostiary.store.models import AuditEvent
from ostiary.store.pages import PAGE_MAX, Count, Page, PageWanted, Position, Total, count, newest_first
from ostiary.store.records import AuditEventRecord
from ostiary.store.statements import Guarded, is_sqlite, placeholders, rows_of, uuid_of

_COLUMNS = {
    "id": "UUID",
    "type": "VARCHAR",
    "category": "VARCHAR",
    "occurred_at": "BIGINT",
    "user_id": "UUID",
    "user_email": "VARCHAR",
    "user_email_key": "VARCHAR",
    "actor_id": "UUID",
    "actor_token_id": "UUID",
    "actor_name": "VARCHAR",
    "application_id": "UUID",
    "ip": "VARCHAR",
    "country": "VARCHAR",
    "user_agent": "VARCHAR",
    "result": "VARCHAR",
    "failure_reason": "VARCHAR",
    "details": "TEXT",
}
EVENT_COLUMNS, EVENT_TYPES = tuple(_COLUMNS), tuple(_COLUMNS.values())
_encode = json.JSONEncoder(ensure_ascii=False).encode
_INSERT = f"INSERT INTO audit_events ({', '.join(EVENT_COLUMNS)})"
_EVENT = f"{_INSERT} VALUES ({placeholders(EVENT_COLUMNS)}) RETURNING id"
_UNSEALED = "INSERT INTO audit_unsealed (occurred_at, event_id) VALUES ($1, $2) RETURNING event_id"


def logged_from(lines: str) -> str:
    """Parts of one statement on PostgreSQL: the lines that this SELECT answers, and that they wait for the sealer."""
    return f"""logged AS (
    {_INSERT} {lines} RETURNING occurred_at, id
), unsealed AS (
    INSERT INTO audit_unsealed (occurred_at, event_id) SELECT occurred_at, id FROM logged RETURNING event_id
)"""  # noqa: S608 (our own words)


_APPEND = f"WITH {logged_from(f'VALUES ({placeholders(EVENT_COLUMNS)})')} SELECT event_id FROM unsealed"  # noqa: S608


def event_statements(event: AuditEventRecord) -> list[Guarded]:
    """The same on SQLite: each statement writes one row."""
    return [(_EVENT, event_values(event)), (_UNSEALED, (event.occurred_at, event.id))]


def event_values(event: AuditEventRecord) -> tuple[Any, ...]:
    """The event in the order of EVENT_COLUMNS."""
    return (
        *(event.id, event.type.value, category_of(event.type).value, event.occurred_at),
        *(event.user_id, event.user_email, email_key(event.user_email) if event.user_email else None),
        *(event.actor_id, event.actor_token_id, event.actor_name, event.application_id),
        *(event.ip, event.country, event.user_agent),
        *(event.result.value, event.failure_reason.value if event.failure_reason else None),
        _encode(event.details) if event.details else "[]",
    )


async def append_event(event: AuditEventRecord) -> None:
    """Write one line, and that it waits for the sealer. Nothing ever changes it."""
    for sql, values in event_statements(event) if is_sqlite() else [(_APPEND, event_values(event))]:
        await rows_of(sql, *values)


async def list_events(wanted: PageWanted, narrowed: AuditFilter) -> Page[AuditEventRecord]:
    """One page of the log, newest first."""
    page, after = _below(narrowed, wanted.after)
    ids, has_more, total = await newest_first((await lookup_of(page)).sought, PageWanted(wanted.first, after))
    if page is not narrowed:
        total = Total(lambda: _count(narrowed))
    found = {row.id: _event(row) for row in await AuditEvent.filter(id__in=ids)}
    return Page([found[each] for each in ids], has_more, total)


async def _count(narrowed: AuditFilter) -> Count:
    return await count((await lookup_of(narrowed)).sought)


def _below(narrowed: AuditFilter, after: Position | None) -> tuple[AuditFilter, Position | None]:
    """The narrower of the two bounds that a page may begin at, alone: of two, planners begin at either."""
    if narrowed.until is None or after is None:
        return narrowed, after
    return (replace(narrowed, until=None), after) if after.instant < narrowed.until else (narrowed, None)


def _above(narrowed: AuditFilter, after: Position | None) -> tuple[AuditFilter, Position | None]:
    """The same of those that the newer events begin at."""
    if narrowed.since is None or after is None:
        return narrowed, after
    return (replace(narrowed, since=None), after) if after.instant >= narrowed.since else (narrowed, None)


async def events_after(narrowed: AuditFilter, after: Position | None) -> list[AuditEventRecord]:
    """The next PAGE_MAX events by time, oldest first. For short spans: they are found by time alone."""
    narrowed, after = _above(narrowed, after)
    lookup = everything_of(narrowed)
    conditions, values = [*lookup.is_within, *lookup.sieve], list(lookup.values)
    if after is not None:
        number = len(values) + 1
        conditions.append(f"(occurred_at, id) > (CAST(${number} AS BIGINT), ${number + 1})")
        values += [after.instant, after.id]
    rows = await rows_of(
        f"SELECT id FROM audit_events WHERE {' AND '.join(conditions) or 'TRUE'} "  # noqa: S608
        f"ORDER BY occurred_at, id LIMIT {PAGE_MAX}",
        *values,
    )
    ids = [uuid_of(row["id"]) for row in rows]
    found = {row.id: _event(row) for row in await AuditEvent.filter(id__in=ids)} if ids else {}
    return [found[each] for each in ids]


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
