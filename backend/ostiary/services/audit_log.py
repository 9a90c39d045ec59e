"""Reading the log (document 4; rule E5)."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta

from ostiary.store.audit_events import every_event, list_events
from ostiary.store.audit_filters import AuditFilter
from ostiary.store.audit_histogram import Bucket, count_buckets
from ostiary.store.pages import Page, PageWanted
from ostiary.store.records import AuditEventRecord

BUCKETS_MAX = 60
_MICROSECOND = timedelta(microseconds=1)


async def read_log(wanted: PageWanted, narrowed: AuditFilter) -> Page[AuditEventRecord]:
    """One page, newest first."""
    return await list_events(wanted, narrowed)


def export_log(narrowed: AuditFilter) -> AsyncIterator[AuditEventRecord]:
    """All that the filter leaves, newest first, a page in memory at a time."""
    return every_event(narrowed)


async def histogram(narrowed: AuditFilter, since: datetime, until: datetime, buckets: int) -> list[Bucket]:
    """Up to `buckets` (1 to 60) spans of equal length, oldest first.

    `since` < `until`; the filter's own do not count.
    """
    count = min(buckets, (until - since) // _MICROSECOND)
    edges = [since + (until - since) * number // count for number in range(count + 1)]
    return await count_buckets(replace(narrowed, since=None, until=None), edges)
