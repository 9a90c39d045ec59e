"""Each rule of the product is cited by a test's docstring, and each clause of the document by a file's tests."""

import ast
import re
from pathlib import Path

RULES = {
    *(f"D{n}" for n in range(1, 5)),
    *(f"C{n}" for n in range(1, 6)),
    *(f"L{n}" for n in range(1, 10)),
    *(f"A{n}" for n in range(1, 9)),
    *(f"M{n}" for n in range(1, 5)),
    *(f"E{n}" for n in range(1, 6)),
}
CLAUSES = {"1.1", "1.2", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3", "4"}


def docstrings() -> dict[str, str]:
    """Of every product test, by file and name."""
    return {
        f"{path.name}::{node.name}": ast.get_docstring(node) or ""
        for path in Path(__file__).parent.glob("test_*.py")
        if path != Path(__file__)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
    }


def test_every_rule_is_cited_by_at_least_one_test() -> None:
    cited = {rule for text in docstrings().values() for rule in re.findall(r"\b[DCLAME]\d\b", text)}
    assert (sorted(RULES - cited), sorted(cited - RULES)) == ([], [])


def test_every_clause_is_cited_by_at_least_one_test() -> None:
    cited = {clause for text in docstrings().values() for clause in re.findall(r"^(\d(?:\.\d)?)[ ,;:\n]", text)}
    assert sorted(CLAUSES - cited) == []


def test_every_product_test_cites_a_clause_or_a_rule() -> None:
    silent = [name for name, text in docstrings().items() if not re.search(r"\b[DCLAME]\d\b|^\d", text)]
    assert silent == []
