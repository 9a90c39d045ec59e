"""What was acknowledged, and whether the database still knows it."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from tests.cluster.known import TRACED, Event, known_at


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
        found, _ = await known_at(url, [])
        self.events = Counter({key: count for key, count in found.items() if key[1] in TRACED})

    def silence_after(self, instant: float) -> float:
        """The longest time in seconds without an answer from `instant` on."""
        came = [instant, *sorted(came for _, came in self.acknowledged if came > instant)]
        return max(later - earlier for earlier, later in pairwise(came))
