"""The grounds that an accent is corrected for are those of the pages (frontend/src/shared/tokens.css)."""

import re
from pathlib import Path

import pytest

from ostiary.policy.accent import DARK_GROUNDS, LIGHT_GROUNDS

TOKENS = (Path(__file__).parents[2] / "frontend" / "src" / "shared" / "tokens.css").read_text("utf-8")


@pytest.mark.parametrize(("mode", "grounds"), [(0, LIGHT_GROUNDS), (1, DARK_GROUNDS)])
def test_the_grounds_are_the_surfaces_of_the_pages(mode: int, grounds: tuple[str, ...]) -> None:
    shown = {re.findall(rf"--{name}: (#[0-9a-f]{{6}});", TOKENS)[mode] for name in ("paper", "surface", "sunken")}
    assert shown == set(grounds)
