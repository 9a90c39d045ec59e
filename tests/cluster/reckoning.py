"""What was acknowledged, compared with what the database knows."""

from dataclasses import dataclass

from tests.cluster.known import REFUSAL, TRACED, known_at
from tests.cluster.ledger import Ledger


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
    found, sessions = await known_at(url, ledger.tokens)
    return Reckoning(
        acknowledged=ledger.events.total() + len(ledger.tokens),
        lost_sessions=len(ledger.tokens) - sessions,
        lost_events=sum(max(0, count - found[key]) for key, count in ledger.events.items()),
        invented=sum(
            max(0, count - ledger.events[key] - ledger.doubts[key]) for key, count in found.items() if key[1] in TRACED
        ),
        most_verdicts=max((count for (_, event), count in found.items() if event == REFUSAL), default=0),
    )
