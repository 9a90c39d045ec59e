"""What a factor is to the use cases: it looks at a code and gives a verdict."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ostiary.policy.vocabulary import FactorKind, InvalidCodeReason
from ostiary.store.key_ring import KeyRing
from ostiary.store.records import BindingRecord, ChallengeRecord, FactorRecord


@dataclass(frozen=True)
class Right:
    """The code is right. `time_step`: what acceptance must spend; None: nothing to spend but the challenge."""

    time_step: int | None = None


@dataclass(frozen=True)
class Wrong:
    """The code is wrong. `clock_offset_minutes`: how far the phone's clock seems ahead, where that is the reason."""

    reason: InvalidCodeReason = InvalidCodeReason.WRONG
    clock_offset_minutes: int | None = None


Verdict = Right | Wrong


@dataclass(frozen=True, repr=False)
class Evidence:
    """What a code is looked at with. `binding` is live, or None where the factor has none yet."""

    submitted: str
    challenge: ChallengeRecord
    factor: FactorRecord
    binding: BindingRecord | None
    key_ring: KeyRing
    otp_drift: int
    now: datetime


class Factor(Protocol):
    """A kind of second step."""

    @property
    def kind(self) -> FactorKind:
        """Which one."""
        ...

    @property
    def needs_binding(self) -> bool:
        """Whether a binding must exist before a code can be checked (rule D3: the email factor needs none)."""
        ...

    def check(self, evidence: Evidence) -> Verdict:
        """Look at the code. Pure but for opening the sealed secret; raises SealBrokenError, UnknownKeyError."""
        ...
