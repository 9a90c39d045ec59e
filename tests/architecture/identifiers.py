"""The names that a file gives, which the glossary has a say in. Names it merely uses are others' words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import tree

Name = tuple[str, int]

_DECLARED = re.compile(
    r"\b(?:const|let|var|function|class|interface|type|enum)\s+([A-Za-z_$][\w$]*)"  # the name itself
    r"|\b(?:const|let|var)\s+[{\[]([^}=]*)[}\]]\s*="  # taken apart: every name in the braces
)
_COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)


def words(identifier: str) -> str:
    """`lockedUntil`, `LockedUntil` and `LOCKED_UNTIL` all become `_locked_until_`."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", identifier)
    return f"_{spaced.strip('_').lower()}_"


def given_in_python(path: Path) -> Iterator[Name]:
    """Modules, functions, classes, arguments, variables, attributes and aliases that the file introduces."""
    yield path.parent.name if path.stem == "__init__" else path.stem, 1
    for node in ast.walk(tree(path)):
        yield from _given_by(node)


def given_in_typescript(path: Path) -> Iterator[Name]:
    """Constants, functions, classes and types that the file declares."""
    yield path.name.split(".")[0].replace("-", "_"), 1
    text = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), path.read_text("utf-8"))
    for found in _DECLARED.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        if found[1]:
            yield found[1], line
        for part in (found[2] or "").split(","):
            if name := re.search(r"([A-Za-z_$][\w$]*)\s*$", part):
                yield name[1], line


def _given_by(node: ast.AST) -> Iterator[Name]:
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            yield node.name, node.lineno
        case ast.arg():
            yield node.arg, node.lineno
        case ast.Name(ctx=ast.Store()):
            yield node.id, node.lineno
        case ast.Attribute(ctx=ast.Store()):
            yield node.attr, node.lineno
        case ast.alias(asname=str(name)):
            yield name, node.lineno
        case _:
            pass
