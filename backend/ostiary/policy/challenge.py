"""The login challenge as a state machine (rules L3, A2, A6, M2)."""

from datetime import datetime, timedelta
from enum import StrEnum

CHALLENGE_LIFE = timedelta(minutes=10)


class ChallengeState(StrEnum):
    """PENDING waits for its second step; every other state is final."""

    PENDING = "PENDING"
    PASSED = "PASSED"
    LOCKED = "LOCKED"
    EXPIRED = "EXPIRED"
    CANCELLED = "CANCELLED"


class ChallengeEvent(StrEnum):
    """What can happen to a challenge."""

    ACCEPT = "ACCEPT"
    LOCK = "LOCK"
    EXPIRE = "EXPIRE"
    CANCEL = "CANCEL"


TRANSITIONS: dict[tuple[ChallengeState, ChallengeEvent], ChallengeState] = {
    (ChallengeState.PENDING, ChallengeEvent.ACCEPT): ChallengeState.PASSED,
    (ChallengeState.PENDING, ChallengeEvent.LOCK): ChallengeState.LOCKED,
    (ChallengeState.PENDING, ChallengeEvent.EXPIRE): ChallengeState.EXPIRED,
    (ChallengeState.PENDING, ChallengeEvent.CANCEL): ChallengeState.CANCELLED,
}
"""Every move there is. A pair that is not here does not happen."""


def is_open(state: ChallengeState, expires_at: datetime, now: datetime) -> bool:
    """Whether a step may still be sent to the challenge: pending, and its ten minutes not over."""
    return state is ChallengeState.PENDING and now < expires_at


def diagram() -> str:
    """The table as a Mermaid state diagram; docs/security.md holds it, and a test compares the two."""
    rows = [f"    {before} --> {after}: {event}" for (before, event), after in TRANSITIONS.items()]
    return "\n".join(["stateDiagram-v2", f"    [*] --> {ChallengeState.PENDING}", *rows])
