"""What gets installed is pinned, hashed, nameless of hosts, and what pyproject.toml asks for (decision 0002)."""

import json
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.sources import ROOT, files, imported_modules

LOCKS = ROOT / "backend" / "requirements"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def pinned(name: str) -> dict[str, str]:
    """Package to version, as one requirement file pins them."""
    text = (LOCKS / f"{name}.txt").read_text("utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


@pytest.mark.parametrize("name", ["runtime", "otel", "test", "build", "../../tests/cluster/requirements"])
def test_every_required_package_is_pinned_with_hashes_and_without_a_host(name: str) -> None:
    text = (LOCKS / f"{name}.txt").read_text("utf-8")
    entries = [entry for entry in text.replace("\\\n", " ").splitlines() if entry]
    loose = [entry for entry in entries if not re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", entry)]
    assert (loose, "//" in text, "--index" in text) == ([], False, False)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("runtime", PROJECT["dependencies"]),
        ("otel", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["otel"]),
        ("test", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"]),
        ("test", PROJECT["optional-dependencies"]["dev"][1:]),
        ("build", [line for line in (LOCKS / "build.in").read_text("utf-8").splitlines() if line[0] != "#"]),
    ],
)
def test_the_pins_lie_within_the_ranges(name: str, asked: list[str]) -> None:
    pins = pinned(name)
    outside = [wanted for wanted in map(Requirement, asked) if pins.get(wanted.name, "0") not in wanted.specifier]
    assert outside == []


def test_the_tests_run_on_what_the_product_ships() -> None:
    shipped = pinned("runtime").items()
    assert shipped <= pinned("otel").items() <= pinned("test").items()


def test_the_pages_packages_are_locked_with_hashes_and_without_addresses() -> None:
    packages = json.loads((ROOT / "frontend" / "package-lock.json").read_text("utf-8"))["packages"]
    loose = [name for name, entry in packages.items() if name and "integrity" not in entry]
    assert (loose, [name for name, entry in packages.items() if "resolved" in entry]) == ([], [])


def test_the_product_declares_every_package_that_it_imports() -> None:
    provided = packages_distributions()
    declared = {
        canonicalize_name(Requirement(line).name)
        for line in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["otel"]
    }
    imported = {module.split(".")[0] for path in files("backend/ostiary/*.py") for module, _ in imported_modules(path)}
    foreign = imported - sys.stdlib_module_names - {"ostiary"}
    undeclared = {
        module for module in foreign if not declared & {canonicalize_name(name) for name in provided.get(module, [])}
    }
    assert undeclared == set()
