"""Whether a sealed log is what was sealed: batch by batch, event by event, up to the first thing that is not."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from ostiary.policy.audit_chain import GENESIS, Anchor, Batch, Finding, FindingKind, SealedEvent, Signed
from ostiary.policy.audit_form import FORMS, Form, Part, commitment, is_erased, link

IsSigned = Callable[[Signed], bool | None]
"""Whether the signature holds; None: its key is not known here."""
EVENTS_MAX = 10_000
"""No batch of ours is larger; a larger one is not read at all."""
LATE_MICROS = 600_000_000
"""Ten minutes: an event sealed further behind its neighbours than that is worth a look."""


@dataclass(frozen=True)
class Misfit:
    """An event of `batch` whose content does not lead on from `previous`, and fits nowhere else in its batch."""

    batch: Batch
    previous: bytes
    event: SealedEvent

    def explained_by(self, other: SealedEvent) -> Finding | None:
        """If that one, wherever it is now, belongs here, nothing was edited: they were swapped, or this one put in."""
        form, event = FORMS[self.batch.form], self.event
        seals = (event.seal, other.seal)
        if other.sequence == event.sequence or not _leads_on(form, self.previous, other, seals):
            return None
        place, reason = f"event {event.sequence} ({event.id})", f"event {other.sequence} ({other.id}) belongs there"
        is_next = other.sequence == event.sequence + 1
        if is_next and not any(_leads_on(form, each, event, seals) for each in (*seals, self.batch.digest)):
            return Finding(FindingKind.INSERTED, place, reason)
        return Finding(FindingKind.REORDERED, place, reason)


@dataclass
class LogCheck:
    """Walks a log from its first batch on, and remembers what it has seen."""

    is_signed: IsSigned
    anchors: list[Anchor] = field(default_factory=list)
    last: Batch | None = None
    unproven: Batch | None = None
    batches: int = 0
    events: int = 0
    erased_parts: int = 0
    late: int = 0
    first_late: int | None = None
    misfit: "Misfit | None" = None
    _newest: int = 0
    _newest_before: int = 0

    @property
    def last_sequence(self) -> int:
        """Where the chain has got to; 0: nowhere."""
        return self.last.last_sequence if self.last else 0

    def batch(self, batch: Batch) -> Finding | None:
        """Its place, its form and its signature."""
        finding = self._wrong_with(batch)
        if finding is None:
            self.last = batch
            self.batches += 1
            self._newest_before, self._newest = self._newest, max(self._newest, batch.newest_at)
            self.anchors = [each for each in self.anchors if not _is_anchored(each, batch)]
        return finding

    def contents(self, batch: Batch, events: Sequence[SealedEvent]) -> Finding | None:
        """Its events, in order, lead from the previous root to its own."""
        form, previous = FORMS[batch.form], batch.previous_digest
        placed = {event.sequence: event for event in events}
        if len(placed) < len(events):
            return _doubled(events)
        for sequence in range(batch.first_sequence, batch.last_sequence + 1):
            event = placed.get(sequence)
            if event is None:
                return _gap(batch, sequence, events)
            commitments = self._commitments(form, event)
            if isinstance(commitments, Finding):
                return commitments
            if link(form, previous, event.row, commitments) != event.seal:
                self.misfit = Misfit(batch, previous, event)
                return _misplaced(form, batch, event, commitments, events)
            previous = event.seal
            self._count(event)
        if previous != batch.root:
            place = f"batch {batch.number}, events {batch.first_sequence} to {batch.last_sequence}"
            return Finding(FindingKind.EDITED, place, "its events do not lead to its signed root")
        return _out_of_line(batch, events)

    def end(self) -> Finding | None:
        """Whether the last batch is proven, and the log reaches as far as every anchor."""
        if self.unproven is not None:
            number, key_id = self.unproven.number, self.unproven.key_id
            return Finding(
                FindingKind.FORGED,
                f"batch {number}",
                f"signed by the key {key_id}, which is not known here, and no known key signed a later one",
            )
        for anchor in self.anchors:
            if anchor.sequence is None or anchor.sequence > self.last_sequence:
                place = f"event {anchor.sequence or self.last_sequence}"
                reason = f"the log ends at event {self.last_sequence} and does not hold the root {anchor.root.hex()}"
                return Finding(FindingKind.TRUNCATED, place, reason)
            reason = f"no batch ends here with the root {anchor.root.hex()} that was printed"
            return Finding(FindingKind.FORGED, f"event {anchor.sequence}", reason)
        return None

    def _wrong_with(self, batch: Batch) -> Finding | None:
        last, place = self.last, f"batch {batch.number}"
        expected = last.number + 1 if last else 1
        if batch.number != expected:
            return Finding(FindingKind.MISSING, f"batch {expected}", f"the next one there is {batch.number}")
        digest, first = (last.digest, last.last_sequence + 1) if last else (GENESIS, 1)
        if batch.form not in FORMS:
            return Finding(FindingKind.FORGED, place, "its form is unknown to this version")
        if (batch.previous_digest, batch.first_sequence) != (digest, first) or batch.last_sequence < first:
            return Finding(FindingKind.FORGED, place, "it does not follow the batch before it")
        if batch.last_sequence - first >= EVENTS_MAX:
            return Finding(FindingKind.FORGED, place, "it is larger than any batch of ours")
        is_signed = self.is_signed(batch)
        if is_signed is False:
            return Finding(FindingKind.FORGED, place, "its signature does not hold")
        # A key that was dropped needs no trust: a later root by a known key covers all that came before.
        self.unproven = None if is_signed else self.unproven or batch
        return None

    def _commitments(self, form: Form, event: SealedEvent) -> dict[Part, bytes] | Finding:
        found: dict[Part, bytes] = {}
        for part in form.parts:
            salt, erasure, place = event.salts[part], event.erasures.get(part), f"event {event.sequence} ({event.id})"
            if salt is not None:
                found[part] = commitment(form, part, salt, event.row)
                continue
            if erasure is None:
                return Finding(FindingKind.EDITED, place, "personal fields were removed, and not by an erasure")
            if not self.is_signed(erasure):
                return Finding(FindingKind.FORGED, place, "the signature of its erasure does not hold")
            if not is_erased(form, part, event.row):
                return Finding(FindingKind.EDITED, place, "erased fields hold something")
            found[part] = erasure.commitment
        return found

    def _count(self, event: SealedEvent) -> None:
        self.events += 1
        self.erased_parts += sum(salt is None for salt in event.salts.values())
        occurred_at = event.row["occurred_at"]
        if isinstance(occurred_at, int) and occurred_at < self._newest_before - LATE_MICROS:
            self.late += 1
            self.first_late = self.first_late or event.sequence


def _gap(batch: Batch, sequence: int, events: Sequence[SealedEvent]) -> Finding:
    """Nothing is in that place: was it removed, or did it change lines with another batch's event?"""
    span = range(batch.first_sequence, batch.last_sequence + 1)
    for event in events:
        if event.sequence not in span and len(events) == len(span):
            place, reason = f"event {event.sequence} ({event.id})", f"it stands where event {sequence} belongs"
            return Finding(FindingKind.REORDERED, place, reason)
    return Finding(FindingKind.MISSING, f"event {sequence}", f"batch {batch.number} was sealed with it")


def _doubled(events: Sequence[SealedEvent]) -> Finding | None:
    """One place, two events: the second one was put in."""
    seen: set[int] = set()
    for event in events:
        if event.sequence in seen:
            return Finding(FindingKind.INSERTED, f"event {event.sequence} ({event.id})", "it is there more than once")
        seen.add(event.sequence)
    return None


def _out_of_line(batch: Batch, events: Sequence[SealedEvent]) -> Finding | None:
    """Whole events with their right numbers, which do not follow each other: lines of a file were swapped."""
    for expected, event in enumerate(events, batch.first_sequence):
        if event.sequence != expected:
            place, reason = f"event {event.sequence} ({event.id})", f"it stands in the place of event {expected}"
            return Finding(FindingKind.REORDERED, place, reason)
    return None


def _leads_on(form: Form, previous: bytes, event: SealedEvent, seals: Collection[bytes]) -> bool:
    """Whether the event, after `previous`, has one of these hashes."""
    commitments: dict[Part, bytes] = {}
    for part in form.parts:
        salt, erasure = event.salts[part], event.erasures.get(part)
        if salt is not None:
            commitments[part] = commitment(form, part, salt, event.row)
        elif erasure is not None:
            commitments[part] = erasure.commitment
        else:
            return False
    return link(form, previous, event.row, commitments) in seals


def _misplaced(
    form: Form, batch: Batch, event: SealedEvent, commitments: dict[Part, bytes], events: Iterable[SealedEvent]
) -> Finding:
    """An event that does not fit: is it whole and belongs elsewhere in its batch, or was it changed?"""
    seals = {batch.first_sequence - 1: batch.previous_digest, **{each.sequence: each.seal for each in events}}
    place = f"event {event.sequence} ({event.id})"
    for before, previous in seals.items():
        computed = link(form, previous, event.row, commitments)
        if computed not in (event.seal, seals.get(before + 1)) or before == event.sequence - 1:
            continue
        if before < event.sequence - 1:
            alien = next((each for each in events if each.sequence == before + 1), event)
            return Finding(
                FindingKind.INSERTED, f"event {alien.sequence} ({alien.id})", f"event {event.sequence} belongs there"
            )
        return Finding(FindingKind.REORDERED, place, f"it belongs after event {before}")
    return Finding(FindingKind.EDITED, place, "its content is not what was sealed")


def _is_anchored(anchor: Anchor, batch: Batch) -> bool:
    return anchor.root == batch.root and anchor.sequence in (None, batch.last_sequence)
