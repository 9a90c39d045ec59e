"""What the documents point at is there: links to files and pictures, and the tests that are named for a claim."""

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
    targets = [target.resolve() for target in pointed_at(document)]
    missing = [str(target.relative_to(ROOT)) for target in targets if not target.exists()]
    assert not missing


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_test_that_a_document_names_is_defined(document: Path) -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", document.read_text("utf-8"))
    missing = [
        f"{path}::{name}"
        for path, name in named
        if not (ROOT / path).is_file() or not re.search(rf"def {name}\(", (ROOT / path).read_text("utf-8"))
    ]
    assert not missing


def test_every_setting_is_in_the_operators_table() -> None:
    text = (ROOT / "docs" / "operations.md").read_text("utf-8")
    assert [name for name in Settings.model_fields if f"`OSTIARY_{name.upper()}`" not in text] == []
