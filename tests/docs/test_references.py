"""What the documents point at is there: links to files, and the tests that are named as showing a claim.

Pictures are left out: the browser tests make them.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ostiary.settings import Settings

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def pointed_at(document: Path) -> Iterator[Path]:
    text = document.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
        if "://" not in target:
            yield document.parent / target
    for named in re.findall(r"`(tests/[\w/.]+)`", text):
        yield ROOT / named


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_what_a_document_points_at_exists(document: Path) -> None:
    targets = [target.resolve() for target in pointed_at(document) if target.suffix != ".png"]
    missing = [str(target.relative_to(ROOT)) for target in targets if not target.exists()]
    assert not missing


def test_every_setting_is_in_the_operators_table() -> None:
    text = (ROOT / "docs" / "operations.md").read_text("utf-8")
    assert [name for name in Settings.model_fields if f"`OSTIARY_{name.upper()}`" not in text] == []
