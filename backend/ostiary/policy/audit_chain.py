"""The sealed log as data: events in their place, batches with a signed root, erasures and the retention's horizon.

The statements are what is signed: text of our own that names its use, so that no signature serves another one.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256

from ostiary.policy.audit_form import EventRow, Part

GENESIS = bytes(32)
"""What the first event of an installation is chained to."""
BATCH_MAX = 500


@dataclass(frozen=True)
class Erasure:
    """That a part of a sealed event was erased by whoever holds the key ring; its commitment stands here now."""

    sequence: int
    part: Part
    commitment: bytes
    key_id: str
    signature: bytes = b""

    @property
    def statement(self) -> bytes:
        """What is signed."""
        return _statement("erasure", self.key_id, self.sequence, self.part.value, self.commitment.hex())


@dataclass(frozen=True)
class SealedEvent:
    """An event as stored, in its place of the chain. A salt that is None is destroyed."""

    sequence: int
    row: EventRow
    salts: Mapping[Part, bytes | None]
    seal: bytes
    erasures: Mapping[Part, Erasure] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The event's id, as text."""
        return str(self.row["id"])


@dataclass(frozen=True)
class Batch:
    """A run of sealed events. `root`: the last one's hash. Instants are microseconds.

    The next batch goes on from this one's digest, so that everything here is covered by every later signature.
    """

    number: int
    form: int
    first_sequence: int
    last_sequence: int
    previous_digest: bytes
    root: bytes
    sealed_at: int
    newest_at: int
    key_id: str
    signature: bytes = b""

    @property
    def statement(self) -> bytes:
        """What is signed."""
        span = (self.number, self.form, self.first_sequence, self.last_sequence, self.sealed_at, self.newest_at)
        return _statement("batch", self.key_id, *span, self.previous_digest.hex(), self.root.hex())

    @property
    def digest(self) -> bytes:
        """What the first event of the next batch is chained to."""
        return sha256(self.statement).digest()


@dataclass(frozen=True)
class Horizon:
    """That the events of all batches up to this one went by retention."""

    through_batch: int
    through_sequence: int
    key_id: str
    signature: bytes = b""

    @property
    def statement(self) -> bytes:
        """What is signed."""
        return _statement("horizon", self.key_id, self.through_batch, self.through_sequence)


@dataclass(frozen=True)
class FileEnd:
    """That an export ends here, after so many lines: the one who exported vouches for each byte before, also of events
    that were not sealed yet, and for the end itself."""

    lines: int
    digest: bytes
    key_id: str
    signature: bytes = b""

    @property
    def statement(self) -> bytes:
        """What is signed."""
        return _statement("export", self.key_id, self.lines, self.digest.hex())


Signed = Batch | Erasure | Horizon | FileEnd


@dataclass(frozen=True)
class Anchor:
    """A root that was printed and kept elsewhere. `sequence` None: the root alone is known."""

    root: bytes
    sequence: int | None = None


class FindingKind(StrEnum):
    """What is wrong with a log."""

    EDITED = "edited"
    MISSING = "missing"
    REORDERED = "reordered"
    INSERTED = "inserted"
    TRUNCATED = "truncated"
    FORGED = "forged"


@dataclass(frozen=True)
class Finding:
    """The first thing that is wrong: where, as `event 12 (id)` or `batch 3`, and why it is said."""

    kind: FindingKind
    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.kind.value}: {self.place}: {self.reason}"


def _statement(use: str, *told: str | int) -> bytes:
    return json.dumps(["ostiary audit", use, *told], ensure_ascii=True, separators=(",", ":")).encode()
