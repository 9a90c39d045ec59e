"""Where a sealed log is read from: the live database, here; an export, in `audit_file`."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Protocol

from ostiary.policy.audit_chain import Batch, Finding, FindingKind, Horizon, SealedEvent
from ostiary.policy.audit_check import LogCheck
from ostiary.store.audit_removals import horizon
from ostiary.store.audit_seals import batches_after, first_sequence_in, last_batch, sealed_events
from ostiary.store.audit_strays import neither_placed_nor_waiting, waiting_with_place, waiting_without_event
from ostiary.store.audit_unsealed import Unsealed, unsealed_summary
from ostiary.store.instants import to_micros

GRACE_MICROS = 10_000_000
"""So long may a transaction take from its event's time to its commit, and the sealer to see it."""
_NO_END = 2**62


class LogSource(Protocol):
    """A sealed log, in order, a page in memory at a time."""

    async def horizon(self) -> Horizon | None:
        """How far retention has come."""
        ...

    def batches(self) -> AsyncIterator[Batch]:
        """All batches."""
        ...

    async def events_of(self, batch: Batch) -> list[SealedEvent]:
        """Its events; asked in the batches' order, and not of every one."""
        ...

    def events(self) -> AsyncIterator[SealedEvent]:
        """All events, from the first on."""
        ...

    async def strays(self, check: LogCheck, now: datetime) -> Finding | None:
        """What stands where nothing was sealed."""
        ...

    async def unsealed(self) -> Unsealed:
        """The tail that waits for the sealer."""
        ...


class LiveLog:
    """The database's own log, while it is written to: what is sealed after `open` is left to the next look."""

    def __init__(self, last: Batch | None) -> None:
        self._last = last
        self._stream: AsyncIterator[SealedEvent] | None = None
        self._ahead: SealedEvent | None = None

    @classmethod
    async def open(cls) -> "LiveLog":
        """The log as far as it is sealed now."""
        return cls(await last_batch())

    async def horizon(self) -> Horizon | None:
        """As retention has come by now."""
        return await horizon()

    async def batches(self) -> AsyncIterator[Batch]:
        """All that there were at the start."""
        number = 0
        while page := await batches_after(number):
            for batch in page:
                if self._last is None or batch.number > self._last.number:
                    return
                yield batch
                number = batch.number

    async def events_of(self, batch: Batch) -> list[SealedEvent]:
        """One batch's, out of pages that hold those of many."""
        stream = self._stream = self._stream or sealed_events(batch.first_sequence, _NO_END)
        events: list[SealedEvent] = []
        while event := self._ahead or await anext(stream, None):
            self._ahead = event
            if event.sequence > batch.last_sequence:
                break
            events.append(event)
            self._ahead = None
        return events

    def events(self) -> AsyncIterator[SealedEvent]:
        """All there are."""
        return sealed_events(0, _NO_END)

    async def strays(self, check: LogCheck, now: datetime) -> Finding | None:
        """Beyond the end, before the horizon, an event without its counterpart, or one that waits for too long."""
        return await _out_of_bounds(check.last) or await _unpaired() or await _overdue(check.last, now)

    async def unsealed(self) -> Unsealed:
        """What waits now."""
        return await unsealed_summary()


async def _out_of_bounds(last: Batch | None) -> Finding | None:
    """A place that no batch covers."""
    beyond = await first_sequence_in(last.last_sequence + 1 if last else 1, _NO_END)
    newer = await last_batch()
    if beyond is not None and beyond > (newer.last_sequence if newer else 0):
        reason = "it has a place beyond the last batch: it was put in, or its batch was taken away"
        return Finding(FindingKind.INSERTED, f"event {beyond}", reason)
    reached = await horizon()
    before = await first_sequence_in(-_NO_END, reached.through_sequence if reached else 0)
    if before is None:
        return None
    reason = "retention had removed it" if reached else "it has a place before the first"
    return Finding(FindingKind.INSERTED, f"event {before}", reason)


async def _unpaired() -> Finding | None:
    """An event is sealed, or waits for that: never both, never neither, and never without being there."""
    gone = await waiting_without_event()
    if gone is not None:
        return Finding(FindingKind.MISSING, f"event without a place ({gone})", "it waits to be sealed, and is gone")
    twice = await waiting_with_place()
    if twice is not None:
        return Finding(FindingKind.INSERTED, f"event ({twice})", "it is sealed, and was made to wait once more")
    unknown = await neither_placed_nor_waiting()
    if unknown is None:
        return None
    reason = "it does not wait to be sealed: it was put in, or that it waits was taken away"
    return Finding(FindingKind.INSERTED, f"event without a place ({unknown})", reason)


async def _overdue(last: Batch | None, now: datetime) -> Finding | None:
    """An event without a place among events that have one."""
    waiting = await unsealed_summary()
    if last is None or waiting.oldest_at is None:
        return None
    if waiting.oldest_at >= min(last.newest_at, to_micros(now) - GRACE_MICROS):
        return None
    reason = "later events are sealed and it is not: put in, or committed just before the last server stopped"
    return Finding(FindingKind.INSERTED, f"event without a place ({waiting.oldest_id})", reason)
