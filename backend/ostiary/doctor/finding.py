"""What the doctor says: one finding for each thing that was looked at."""

from dataclasses import asdict, dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is. A FAULT makes the command's exit status 1."""

    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True)
class Finding:
    """`about`: what was looked at; `told`: what was seen, without any secret; `advice`: what to do, if anything."""

    about: str
    level: Level
    told: str
    advice: str = ""

    def as_text(self) -> str:
        """For a terminal."""
        advice = f"\n{'':9}-> {self.advice}" if self.advice else ""
        return f"{self.level.value:<8} {self.about}: {self.told}{advice}"

    def as_dict(self) -> dict[str, str]:
        """For programs."""
        return {name: str(value) for name, value in asdict(self).items()}


def ok(about: str, told: str) -> Finding:
    """Nothing to do."""
    return Finding(about, Level.OK, told)


def warning(about: str, told: str, advice: str) -> Finding:
    """It works, and will bite."""
    return Finding(about, Level.WARNING, told, advice)


def fault(about: str, told: str, advice: str) -> Finding:
    """It does not work, or is not safe."""
    return Finding(about, Level.FAULT, told, advice)
