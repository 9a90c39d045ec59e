"""What was acknowledged, and whether the database still knows it."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

import asyncpg

from ostiary.store.tokens import hash_of

Event = tuple[str, str]
"""Type and failure reason, "" if it succeeded."""

LOGIN: Event = ("LOGIN", "")
PASSWORD: Event = ("PASSWORD_AUTHENTICATION", "")
REFUSAL: Event = ("SECONDARY_AUTHENTICATION_EMAIL", "INVALID_CODE")
TRACED = (LOGIN, PASSWORD, REFUSAL)


@dataclass
class Ledger:
    """Kept by the one who asked."""

    events: Counter[tuple[str, Event]] = field(default_factory=Counter)
    """By address: how many answers promise such an event."""
    doubts: Counter[tuple[str, Event]] = field(default_factory=Counter)
    """By address: how many more there may be, as a request went without an answer, or its answer leaves it open."""
    unanswered: int = 0
    """Requests without an answer, or answered 503."""
    tokens: list[str] = field(default_factory=list)
    """Of sessions that were handed out."""
    attempts_left: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """By address: what each InvalidCode said."""
    strange: list[str] = field(default_factory=list)
    """Answers that no outage excuses."""
    acknowledged: list[tuple[float, float]] = field(default_factory=list)
    """When each request was made, and when it was answered, on the monotonic clock."""

    async def begin(self, url: str) -> None:
        """Start from what the database knows already."""
        found, _ = await _known(url, [])
        self.events = Counter({key: count for key, count in found.items() if key[1] in TRACED})

    def silence_after(self, instant: float) -> float:
        """The longest time in seconds without an answer from `instant` on."""
        came = [instant, *sorted(came for _, came in self.acknowledged if came > instant)]
        return max(later - earlier for earlier, later in pairwise(came))


@dataclass(frozen=True)
class Reckoning:
    """What the database knows, compared."""

    acknowledged: int
    lost_sessions: int
    lost_events: int
    invented: int
    most_verdicts: int

    @property
    def lost(self) -> int:
        """Everything that was acknowledged and is not there."""
        return self.lost_sessions + self.lost_events


async def reckon(ledger: Ledger, url: str) -> Reckoning:
    """Compare with the database at `url`."""
    found, sessions = await _known(url, ledger.tokens)
    return Reckoning(
        acknowledged=ledger.events.total() + len(ledger.tokens),
        lost_sessions=len(ledger.tokens) - sessions,
        lost_events=sum(max(0, count - found[key]) for key, count in ledger.events.items()),
        invented=sum(
            max(0, count - ledger.events[key] - ledger.doubts[key]) for key, count in found.items() if key[1] in TRACED
        ),
        most_verdicts=max((count for (_, event), count in found.items() if event == REFUSAL), default=0),
    )


async def _known(url: str, tokens: list[str]) -> tuple[Counter[tuple[str, Event]], int]:
    """Events by address, and how many of the sessions there are."""
    connection = await asyncpg.connect(url)
    try:
        rows = await connection.fetch(
            "SELECT user_email AS email, type, COALESCE(failure_reason, '') AS reason, COUNT(*) AS found "
            "FROM audit_events GROUP BY 1, 2, 3"
        )
        sessions = await connection.fetchval(
            "SELECT COUNT(*) FROM sessions WHERE token_hash = ANY($1::bytea[])", [hash_of(token) for token in tokens]
        )
    finally:
        await connection.close()
    return Counter({(row["email"], (row["type"], row["reason"])): row["found"] for row in rows}), int(sessions)
