"""Rooms stay small (design, "Size and style"): files of 300 lines, 80 in the median, functions of 40."""

import ast
from pathlib import Path
from statistics import median

import pytest

from tests.architecture.sources import files, named, tree

PYTHON = ("backend/*.py", "tests/*.py", "bench/*.py")
PAGES = ("frontend/src/*.ts", "frontend/src/*.tsx")
MOST_LINES = 300
MOST_LINES_OF_A_FUNCTION = 40
MEDIAN_LINES = 80


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_no_file_is_longer_than_300_lines() -> None:
    long = [f"{named(path)}: {lines(path)}" for path in files(*PYTHON, *PAGES) if lines(path) > MOST_LINES]
    assert not long, "\n".join(long)


@pytest.mark.parametrize("patterns", [("backend/ostiary/*.py",), ("tests/*.py",), PAGES])
def test_half_of_the_files_have_at_most_80_lines(patterns: tuple[str, ...]) -> None:
    sizes = [size for path in files(*patterns) if (size := lines(path))]
    assert median(sizes) <= MEDIAN_LINES


def test_no_function_is_longer_than_40_lines() -> None:
    long = [
        f"{named(path, node.lineno)} {node.name}: {size}"
        for path in files(*PYTHON)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (size := (node.end_lineno or node.lineno) - node.lineno + 1) > MOST_LINES_OF_A_FUNCTION
    ]
    assert not long, "\n".join(long)
