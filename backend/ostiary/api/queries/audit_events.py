"""`auditEvents`: the log, newest first, narrowed by each recorded field (document 4; rule E5)."""

import strawberry

from ostiary.api.connection import After, Connection, First, connection_of, page_wanted
from ostiary.api.described import described
from ostiary.api.types.audit_event import AuditEvent
from ostiary.api.types.audit_event_filter import Filter, narrowed_by
from ostiary.services.audit_log import read_log
from ostiary.store.pages import Position


@described("The log, newest first.")
async def audit_events(
    first: First = strawberry.UNSET,
    after: After = strawberry.UNSET,
    filter: Filter = strawberry.UNSET,  # noqa: A002
) -> Connection[AuditEvent]:
    """One page."""
    wanted = page_wanted(first, after)
    page = await read_log(wanted, narrowed_by(filter))
    return connection_of(page, wanted, AuditEvent.of, lambda row: Position(row.occurred_at, row.id))
