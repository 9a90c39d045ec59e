"""What was acknowledged, compared with what the database knows."""

from dataclasses import dataclass

from tests.cluster.known import REFUSAL, TRACED, Known, known_at
from tests.cluster.ledger import Ledger


@dataclass(frozen=True)
class Reckoning:
    """What the database knows, compared."""

    acknowledged: int
    lost_sessions: int
    lost_events: int
    lost_locks: int
    invented: int
    most_verdicts: int

    @property
    def lost(self) -> int:
        """Everything that was acknowledged and is not there."""
        return self.lost_sessions + self.lost_events + self.lost_locks


async def reckon(ledger: Ledger, url: str) -> Reckoning:
    """Compare with the database at `url`."""
    return compared(ledger, await known_at(url, ledger.tokens))


def compared(ledger: Ledger, known: Known) -> Reckoning:
    """What is lost, and what is there that nobody did."""
    found = known.events
    return Reckoning(
        acknowledged=ledger.events.total() + len(ledger.tokens),
        lost_sessions=len(ledger.tokens) - known.sessions,
        lost_events=sum(max(0, count - found[key]) for key, count in ledger.events.items()),
        lost_locks=len(ledger.locked - known.locked),
        invented=sum(
            max(0, count - ledger.events[key] - ledger.doubts[key]) for key, count in found.items() if key[1] in TRACED
        ),
        most_verdicts=max((count for (_, event), count in found.items() if event == REFUSAL), default=0),
    )
