"""What a checkout may not carry: registries' hosts, a machine's paths, unpinned packages, skipped tests."""

import ast
import json
import re
import tempfile
from pathlib import Path

import pytest
from pip._internal.models.index import PyPI

from tests.architecture.sources import ROOT, files, named, tree

REQUIREMENTS = ("runtime", "test", "build")
NOT_RUN = {"skip", "skipif", "xfail", "importorskip"}


def forbidden_words() -> list[str]:
    """Asked of the machine, since a word written here would be its own first finding."""
    words = [PyPI.netloc, PyPI.file_storage_domain, "registry." + "npmjs", f"{ROOT}/"]
    shared = {Path("/"), Path(tempfile.gettempdir()), Path("/tmp")}  # a path of these names no machine
    return words + [f"{folder}/" for folder in (ROOT.parent, Path.home()) if folder not in shared]


def test_no_file_names_a_registry_or_a_path_of_this_machine() -> None:
    strays = [
        f"{named(path)}: {word}"
        for path in files()
        for word in forbidden_words()
        if word.encode() in path.read_bytes()
    ]
    assert not strays, "\n".join(strays)


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_required_package_is_pinned_with_hashes_and_without_a_host(name: str) -> None:
    text = (ROOT / "backend" / "requirements" / f"{name}.txt").read_text("utf-8")
    entries = [entry for entry in text.replace("\\\n", " ").splitlines() if entry]
    loose = [
        entry for entry in entries if not re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", entry)
    ]
    assert (loose, "//" in text, "--index" in text) == ([], False, False)


def test_the_pages_packages_are_locked_with_hashes_and_without_addresses() -> None:
    packages = json.loads((ROOT / "frontend" / "package-lock.json").read_text("utf-8"))["packages"]
    loose = [name for name, entry in packages.items() if name and "integrity" not in entry]
    assert (loose, [name for name, entry in packages.items() if "resolved" in entry]) == ([], [])


def test_no_python_test_is_skipped() -> None:
    skipped = [
        f"{named(path, node.lineno)} {node.attr}"
        for path in files("tests/*.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and node.attr in NOT_RUN
        and ast.unparse(node).startswith("pytest.")
    ]
    assert not skipped, "\n".join(skipped)


def test_no_test_of_the_pages_is_skipped() -> None:
    skipped = [
        f"{named(path)}: {found[0]}"
        for path in files("frontend/src/*.ts", "frontend/src/*.tsx")
        for found in re.finditer(r"\b(?:it|test|describe)\.(?:skip|only|todo)\b", path.read_text("utf-8"))
    ]
    assert not skipped, "\n".join(skipped)
