"""docs/deploy/ostiary.service, as text."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
UNIT = (ROOT / "docs/deploy/ostiary.service").read_text("utf-8")


def said_of(name: str) -> list[str]:
    """The values of a setting, in their order."""
    return re.findall(rf"^{name}=(.*)$", UNIT, re.MULTILINE)
