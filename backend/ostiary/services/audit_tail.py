"""Following the log: nothing twice and nothing left out, also through reconnects and with any number of servers.

An event is dated when its request is decided and seen when its transaction commits, so one may appear behind others
that were seen already. Each look therefore goes back OVERLAP, and what was delivered from there on is remembered: in
the mark, which the reader keeps and hands to any server to go on. Nothing is kept on a server.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from ostiary.clock import Clock
from ostiary.store.audit_events import events_after
from ostiary.store.audit_filters import AuditFilter
from ostiary.store.pages import PAGE_MAX, Position
from ostiary.store.records import AuditEventRecord

OVERLAP = timedelta(seconds=30)
"""How late a transaction may commit, clocks of several servers included."""

POLL_SECONDS = 1.0
REMEMBERED_MAX = 1_000
RESUMED_WITHIN = timedelta(hours=24)
"""A mark that is older is refused: the list is the way to what happened since."""


def print_of(event_id: UUID) -> bytes:
    """What an event is remembered by: the random part of its id."""
    return event_id.bytes[8:]


@dataclass
class Mark:
    """Everything before `since` is settled; of what follows, `seen` was delivered."""

    since: datetime
    seen: dict[bytes, datetime] = field(default_factory=dict)

    def note(self, events: Sequence[AuditEventRecord]) -> list[AuditEventRecord]:
        """Remember them; answers those that were not delivered yet."""
        fresh = [event for event in events if print_of(event.id) not in self.seen]
        self.seen |= {print_of(event.id): event.occurred_at for event in fresh}
        return fresh

    def move(self, since: datetime) -> None:
        """Settle what is before."""
        if since > self.since:
            self.since = since
            self.seen = {each: at for each, at in self.seen.items() if at >= since}

    def bounded(self) -> "Mark":
        """A copy that is small enough to be handed out: beyond the bound, less lateness is forgiven."""
        newest = sorted(self.seen.items(), key=lambda each: each[1])
        dropped, kept = newest[:-REMEMBERED_MAX], newest[-REMEMBERED_MAX:]
        since = dropped[-1][1] + timedelta(microseconds=1) if dropped else self.since
        return Mark(since, {each: at for each, at in kept if at >= since})


@dataclass(frozen=True)
class Batch:
    """Events as they came, oldest first, and where to go on."""

    events: Sequence[AuditEventRecord]
    mark: Mark


async def follow(
    clock: Clock, narrowed: AuditFilter, mark: Mark | None, drained: asyncio.Event
) -> AsyncIterator[Batch]:
    """First an answer at once, then whatever comes, a look a second, until `drained`. No mark: from now on."""
    now = clock.now()
    if mark is None:
        mark = Mark(now - OVERLAP)
        async for _ in _look(narrowed, mark, now):
            pass
    yield Batch((), mark.bounded())
    while not drained.is_set():
        async for batch in _look(narrowed, mark, clock.now()):
            yield batch
        try:
            await asyncio.wait_for(drained.wait(), POLL_SECONDS)
        except TimeoutError:
            continue


async def _look(narrowed: AuditFilter, mark: Mark, now: datetime) -> AsyncIterator[Batch]:
    """What is new, a page at a time."""
    since = mark.since if narrowed.since is None else max(mark.since, narrowed.since)
    after: Position | None = None
    while True:
        events = await events_after(replace(narrowed, since=since), after)
        fresh = mark.note(events)
        if len(events) == PAGE_MAX:
            after = Position(events[-1].occurred_at, events[-1].id)
            mark.move(min(after.instant, now) - OVERLAP)
        else:
            mark.move(now - OVERLAP)
        if fresh:
            yield Batch(fresh, mark.bounded())
        if len(events) < PAGE_MAX:
            return
