"""Reading the log (document 4; rule E5)."""

from collections.abc import AsyncIterator

from ostiary.store.audit_events import every_event, list_events
from ostiary.store.audit_filters import AuditFilter
from ostiary.store.pages import Page, PageWanted
from ostiary.store.records import AuditEventRecord


async def read_log(wanted: PageWanted, narrowed: AuditFilter) -> Page[AuditEventRecord]:
    """One page, newest first."""
    return await list_events(wanted, narrowed)


def export_log(narrowed: AuditFilter) -> AsyncIterator[AuditEventRecord]:
    """All that the filter leaves, newest first, a page in memory at a time."""
    return every_event(narrowed)
