"""How many events of each result there are in a span of time: bounded work, counted in an index where one has it."""

from dataclasses import dataclass, replace
from datetime import datetime

from ostiary.policy.audit import AuditCategory
from ostiary.store.audit_filters import AuditFilter, lookup_of
from ostiary.store.pages import Sought, union_of
from ostiary.store.statements import rows_of

COUNTED_MAX = 100_000
"""Rows of one bucket that are looked at, in an index alone: 10 ms, during which SQLite answers nobody else."""

SIEVED_MAX = 20_000
"""The same where each row must be read."""


@dataclass(frozen=True)
class Bucket:
    """Events from `since` (inclusive) to `until` (exclusive). Not exact: at least so many."""

    since: datetime
    until: datetime
    success: int
    failure: int
    is_exact: bool


async def count_bucket(narrowed: AuditFilter, since: datetime, until: datetime) -> Bucket:
    """One bucket, in short statements. The filter has no bounds of time of its own."""
    if narrowed == AuditFilter():
        # Both categories, each in its index; time alone has none that knows the result.
        parts = [await _count(AuditFilter(category=each, since=since, until=until)) for each in AuditCategory]
    else:
        parts = [await _count(replace(narrowed, since=since, until=until))]
    success, failure = (sum(part[0].get(each, 0) for part in parts) for each in ("SUCCESS", "FAILURE"))
    return Bucket(since, until, success, failure, is_exact=all(part[1] for part in parts))


async def _count(narrowed: AuditFilter) -> tuple[dict[str, int], bool]:
    """How many by result, and whether all were looked at."""
    lookup = await lookup_of(narrowed)
    if not lookup.driving:
        return {}, True
    most = SIEVED_MAX if lookup.sieve else COUNTED_MAX
    match = f"CASE WHEN {' AND '.join(lookup.sieve) or 'TRUE'} THEN 1 ELSE 0 END AS is_match"
    sought = Sought("audit_events", "occurred_at", lookup.is_within, lookup.values, lookup.driving)
    selects = [f"{each} {sought.order} LIMIT {most}" for each in sought.selects(f"result, {match}")]
    rows = await rows_of(
        f"SELECT result, is_match, COUNT(*) AS total FROM (SELECT * FROM ({union_of(selects)}) AS parts LIMIT {most}) "  # noqa: S608
        "AS counted GROUP BY result, is_match",
        *lookup.values,
    )
    found = {row["result"]: int(row["total"]) for row in rows if row["is_match"]}
    return found, sum(int(row["total"]) for row in rows) < most
