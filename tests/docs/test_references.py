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


def test_every_picture_is_shown_by_a_document() -> None:
    shown = {target.resolve() for document in DOCUMENTS for target in pointed_at(document)}
    assert [path.name for path in (ROOT / "docs" / "pictures").iterdir() if path not in shown] == []


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


def requirements() -> list[list[str]]:
    """The rows of security.md's tables against ASVS and NIST: number, what is asked, how, by which tests."""
    text = (ROOT / "docs" / "security.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d.*) \|$", text[text.index("## Against OWASP") :], re.MULTILINE)
    return [row.split(" | ") for row in rows]


def test_each_requirement_names_its_test_or_says_that_it_is_not_met() -> None:
    rows = requirements()
    assert len(rows) > 80
    assert [row[0] for row in rows if len(row) != 4] == []
    honest = ("not met", "not claimed", "none", "nothing", "there are none", "no other provider", "left to")
    loose = [row[0] for row in rows if "`tests/" not in row[3] and not row[2].startswith(honest)]
    assert loose == []
