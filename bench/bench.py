"""What every section is given: the machines, and how much is to be measured."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.machines import Machines


@dataclass(frozen=True)
class Sizes:
    """How much is measured. `--full` takes the large tables of the documentation; `--quick` shows that it runs."""

    rounds: int = 5
    requests: int = 1200
    crowd: int = 2000
    many_users: int = 100_000
    many_events: int = 500_000
    many_bindings: int = 100_000
    is_full: bool = False
    """The goals about a million are judged at a million alone."""


SIZES = {
    "quick": Sizes(rounds=2, requests=200, crowd=400, many_users=5_000, many_events=20_000, many_bindings=5_000),
    "usual": Sizes(),
    "full": Sizes(7, 2000, many_users=1_000_000, many_events=5_000_000, many_bindings=1_000_000, is_full=True),
}


@dataclass
class Bench:
    """One section's run."""

    sizes: Sizes
    machines: Machines = field(default_factory=lambda: Machines(Path()))
    engine: str | None = None
    """The only database that is measured, where a section measures both."""

    @property
    def engines(self) -> Sequence[tuple[str, Callable[[], Awaitable[str]]]]:
        """The databases to measure, each with what makes a new one and answers its address."""
        both = (("PostgreSQL", self.machines.postgres), ("SQLite", self.machines.sqlite))
        return [each for each in both if self.measures(each[0])]

    def measures(self, engine: str) -> bool:
        """Whether that database was asked for."""
        return self.engine in (None, engine.lower())

    def at_full_size(self, is_met: bool) -> bool | None:
        """What becomes of a goal that is about a million: None, not judged, where less is measured."""
        return is_met if self.sizes.is_full else None
