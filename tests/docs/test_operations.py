"""Every GraphQL document that we ship or print fits schema.graphql: the pages', the examples', the documents' own.

Types are generated from them as well (`make check`); this also covers what nobody compiles.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from graphql import DocumentNode, NoUnusedFragmentsRule, build_schema, parse, specified_rules, validate

ROOT = Path(__file__).parents[2]
SCHEMA = build_schema((ROOT / "schema.graphql").read_text("utf-8"))
# A folder's fragments stand beside the operations that spread them.
RULES = [rule for rule in specified_rules if rule is not NoUnusedFragmentsRule]
FOLDERS = [ROOT / "frontend/src/login/operations", ROOT / "frontend/src/console", ROOT / "examples/typescript"]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md")])


def complaints(document: DocumentNode) -> list[str]:
    return [error.message for error in validate(SCHEMA, document, RULES)]


def printed() -> Iterator[tuple[str, str]]:
    for path in DOCUMENTS:
        for block in re.findall(r"```graphql\n(.*?)```", path.read_text("utf-8"), re.DOTALL):
            yield path.name, block


def in_python() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "examples/python").glob("*.py")):
        for block in re.findall(r'"{1,3}\s*((?:query|mutation) \w+.*?)"', path.read_text("utf-8"), re.DOTALL):
            yield path.name, block


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_the_operations_of_a_program_fit_the_schema(folder: Path) -> None:
    texts = [path.read_text("utf-8") for path in sorted(folder.rglob("*.graphql"))]
    assert texts
    assert complaints(parse("\n".join(texts))) == []


@pytest.mark.parametrize(("name", "text"), [*printed(), *in_python()])
def test_a_printed_operation_fits_the_schema(name: str, text: str) -> None:
    assert complaints(parse(text)) == []


def test_an_operation_that_does_not_fit_is_found() -> None:
    assert complaints(parse("{ viewer { password } }")) == ["Cannot query field 'password' on type 'User'."]
