"""There are many attacks, and each has an id of its own. Some stand with the process tests whose means they use."""

import re
from pathlib import Path

ATTACKS_WANTED = 120
_ID = re.compile(r'\battack\("([A-Z]-\d\d)"\)')


def test_there_are_at_least_120_and_no_two_share_an_id() -> None:
    found = [
        each for path in Path(__file__).parents[1].rglob("test_*.py") for each in _ID.findall(path.read_text("utf-8"))
    ]
    assert len(found) == len(set(found)), sorted({each for each in found if found.count(each) > 1})
    assert len(found) >= ATTACKS_WANTED
