"""`auditHistogram`: how many events succeeded and failed over time (document 4; ux.md 8)."""

from datetime import datetime
from typing import Annotated

import strawberry

from ostiary.api.arguments import given
from ostiary.api.described import described
from ostiary.api.errors import bad_input
from ostiary.api.types.audit_event_filter import Filter, narrowed_by
from ostiary.services.audit_log import BUCKETS_MAX, histogram

BUCKETS_DEFAULT = 48


@strawberry.type(description="The events of one span of time, by their result.")
class AuditBucket:
    """See the description."""

    since: datetime = strawberry.field(description="From this instant on, inclusive.")
    until: datetime = strawberry.field(description="Before this instant, exclusive.")
    success: int = strawberry.field(description="How many succeeded.")
    failure: int = strawberry.field(description="How many failed.")
    is_exact: bool = strawberry.field(
        description="Whether these are all; false: there are more, and counting stopped to spare the database."
    )


@described(
    "How many events succeeded and failed, in buckets of equal length, oldest first. "
    "`since` and `until` of the filter do not count here."
)
async def audit_histogram(
    since: Annotated[datetime, strawberry.argument(description="Where the first bucket begins, inclusive.")],
    until: Annotated[datetime, strawberry.argument(description="Where the last bucket ends, exclusive.")],
    buckets: Annotated[
        int | None,
        strawberry.argument(description=f"How many at most: 1 to {BUCKETS_MAX}; left out: {BUCKETS_DEFAULT}."),
    ] = strawberry.UNSET,
    filter: Filter = strawberry.UNSET,  # noqa: A002
) -> list[AuditBucket]:
    """Bounded work (docs/decisions/0030)."""
    wanted = given(buckets)
    if wanted is not None and not 1 <= wanted <= BUCKETS_MAX:
        raise bad_input("buckets", f"ask for 1 to {BUCKETS_MAX}")
    if since >= until:
        raise bad_input("until", "send an instant after `since`")
    counted = await histogram(narrowed_by(filter), since, until, BUCKETS_DEFAULT if wanted is None else wanted)
    return [AuditBucket(**vars(each)) for each in counted]
