"""What was acknowledged, and whether the database still knows it."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from ostiary.policy.lockout import ATTEMPTS_IN_A_ROW
from tests.cluster.known import LOCK, REFUSAL, TRACED, Event, known_at


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
    locked: set[str] = field(default_factory=set)
    """Addresses that were told that the account is locked: each is locked once, and nobody waits an hour."""
    attempts_left: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """By address: what each InvalidCode said."""
    strange: list[str] = field(default_factory=list)
    """Answers that no outage excuses."""
    acknowledged: list[tuple[float, float]] = field(default_factory=list)
    """When each request was made, and when it was answered, on the monotonic clock."""

    async def begin(self, url: str) -> None:
        """Start from what the database knows already."""
        known = await known_at(url, [])
        self.events = Counter({key: count for key, count in known.events.items() if key[1] in TRACED})

    def promise(self, email: str, event: Event) -> None:
        """An answer says so."""
        self.events[email, event] += 1

    def doubt(self, email: str, event: Event) -> None:
        """There was no answer. A wrong code may have been the sixth."""
        self.doubts[email, event] += 1
        self.unanswered += 1
        if event == REFUSAL and email not in self.locked:
            self.doubts[email, LOCK] = 1

    def lock(self, email: str) -> None:
        """An answer says that the account is locked: so six wrong codes were charged, and locked it, exactly once."""
        self.locked.add(email)
        self.events[email, LOCK], self.doubts[email, LOCK] = 1, 0
        self.events[email, REFUSAL], self.doubts[email, REFUSAL] = ATTEMPTS_IN_A_ROW, 0

    def silence_after(self, instant: float) -> float:
        """The longest time in seconds without an answer from `instant` on."""
        came = [instant, *sorted(came for _, came in self.acknowledged if came > instant)]
        return max(later - earlier for earlier, later in pairwise(came))
