"""What a checkout may not carry: registries' hosts, a machine's paths, skipped tests."""

import ast
import re
import tempfile
from pathlib import Path

from pip._internal.models.index import PyPI

from tests.architecture.sources import ROOT, files, named, tree

NOT_RUN = {"skip", "skipif", "xfail", "importorskip"}


def forbidden_words() -> list[str]:
    """Asked of the machine, since a word written here would be its own first finding."""
    words = [PyPI.netloc, PyPI.file_storage_domain, "registry." + "npmjs", f"{ROOT}/"]
    shared = {Path("/"), Path(tempfile.gettempdir()), Path("/tmp")}  # a path of these names no machine
    return words + [f"{folder}/" for folder in (ROOT.parent, Path.home()) if folder not in shared]


def test_no_file_names_a_registry_or_a_path_of_this_machine() -> None:
    strays = [
        f"{named(path)}: {word}" for path in files() for word in forbidden_words() if word.encode() in path.read_bytes()
    ]
    assert not strays, "\n".join(strays)


def test_no_python_test_is_skipped() -> None:
    skipped = [
        f"{named(path, node.lineno)} {node.attr}"
        for path in files("tests/*.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in NOT_RUN and ast.unparse(node).startswith("pytest.")
    ]
    assert not skipped, "\n".join(skipped)


def test_no_test_of_the_pages_is_skipped() -> None:
    skipped = [
        f"{named(path)}: {found[0]}"
        for path in files("frontend/src/*.ts", "frontend/src/*.tsx")
        for found in re.finditer(r"\b(?:it|test|describe)\.(?:skip|only|todo)\b", path.read_text("utf-8"))
    ]
    assert not skipped, "\n".join(skipped)
