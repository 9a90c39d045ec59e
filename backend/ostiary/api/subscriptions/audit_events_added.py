"""`auditEventsAdded`: the log as it is written (document 4; ux.md 8, "Live tail")."""

import base64
import binascii
import struct
from collections.abc import AsyncGenerator, AsyncIterator
from datetime import datetime
from typing import Annotated

import strawberry

from ostiary.api.arguments import given
from ostiary.api.context import Info
from ostiary.api.errors import bad_input, too_many_subscriptions
from ostiary.api.loaders import Loaders
from ostiary.api.types.audit_event import AuditEvent
from ostiary.api.types.audit_event_filter import Filter, narrowed_by
from ostiary.services.audit_tail import OVERLAP, REMEMBERED_MAX, RESUMED_WITHIN, Batch, Mark, follow
from ostiary.store.instants import from_micros, to_micros

_PRINT = 8
_MARK_MAX = 4 * (8 + REMEMBERED_MAX * _PRINT) // 3 + 4


@strawberry.type(description="Events that were added to the log, and where to go on after them.")
class AuditEventsAdded:
    """See the description."""

    events: list[AuditEvent] = strawberry.field(
        description="The events in the order in which they were seen; at most 100. The first answer has none."
    )
    cursor: str = strawberry.field(
        description="Opaque. Send the last one as `after` to go on without loss or repetition, within 24 hours."
    )


async def audit_events_added(
    info: Info,
    filter: Filter = strawberry.UNSET,  # noqa: A002
    after: Annotated[
        str | None,
        strawberry.argument(description="The last `cursor` of this subscription; left out: from now on."),
    ] = strawberry.UNSET,
) -> AsyncGenerator[AuditEventsAdded, None]:
    """Everything that refuses is here; what follows only reads."""
    context = info.context
    narrowed, mark = narrowed_by(filter), _mark(given(after), context.now())
    leave = context.runtime.tails.admit(context.actor_id())
    if leave is None:
        raise too_many_subscriptions()
    context.leaving.append(leave)
    tail = follow(context.runtime.clock, narrowed, mark, context.runtime.tails.drained)
    return _shown(info, tail)


async def _shown(info: Info, tail: AsyncIterator[Batch]) -> AsyncGenerator[AuditEventsAdded, None]:
    async for batch in tail:
        # What was read for the last answer may be old by now, and must not pile up.
        info.context.loaders = Loaders(info.context.actor_id())
        yield AuditEventsAdded(events=[AuditEvent.of(each) for each in batch.events], cursor=_cursor(batch.mark))


def _cursor(mark: Mark) -> str:
    return base64.urlsafe_b64encode(struct.pack(">q", to_micros(mark.since)) + b"".join(mark.seen)).decode()


def _mark(cursor: str | None, now: datetime) -> Mark | None:
    if cursor is None:
        return None
    try:
        packed = base64.b64decode(cursor[:_MARK_MAX].encode("ascii"), b"-_", validate=True)
        since = from_micros(struct.unpack(">q", packed[:8])[0])
    except (binascii.Error, struct.error, UnicodeEncodeError, OverflowError):
        raise bad_input("after", "send the last `cursor` of this subscription") from None
    if len(packed) % _PRINT or len(cursor) > _MARK_MAX:
        raise bad_input("after", "send the last `cursor` of this subscription")
    if since < now - RESUMED_WITHIN:
        raise bad_input("after", "it is older than a day: read `auditEvents`, then follow without `after`")
    # When they were is not told: long enough ahead that none is forgotten before it is settled.
    return Mark(since, {packed[at : at + _PRINT]: now + OVERLAP for at in range(8, len(packed), _PRINT)})
