"""`make sbom` lists every locked package with its version and hash, the same each time, and names no host."""

import base64
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.sources import ROOT


def written(folder: Path) -> dict[str, bytes]:
    done = subprocess.run([sys.executable, ROOT / "backend" / "sbom.py", folder], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def bills(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return written(tmp_path_factory.mktemp("sbom"))


def listed(text: bytes) -> dict[tuple[str, str], set[str]]:
    document: dict[str, Any] = json.loads(text)
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    return {
        (entry["name"], entry["version"]): {hashed["content"] for hashed in entry["hashes"]}
        for entry in document["components"]
    }


def test_every_pinned_python_package_is_listed_with_its_hashes(bills: dict[str, bytes]) -> None:
    wanted: dict[tuple[str, str], set[str]] = {}
    for line in (ROOT / "backend" / "requirements" / "runtime.txt").read_text("utf-8").splitlines():
        if not line.startswith(" "):
            name, _, version = line.split()[0].partition("==")
            hashes = wanted.setdefault((name, version), set())
        else:
            hashes.add(line.split("sha256:")[1].split()[0])
    assert listed(bills["backend.cdx.json"]) == wanted


def test_every_locked_package_of_the_pages_is_listed_with_its_hash(bills: dict[str, bytes]) -> None:
    packages = json.loads((ROOT / "frontend" / "package-lock.json").read_text("utf-8"))["packages"]
    wanted = {
        (place.split("node_modules/")[-1], entry["version"]): {
            base64.b64decode(entry["integrity"].split("-", 1)[1]).hex()
        }
        for place, entry in packages.items()
        if place
    }
    assert listed(bills["frontend.cdx.json"]) == wanted


def test_the_same_locks_give_the_same_bytes_without_a_host(bills: dict[str, bytes], tmp_path: Path) -> None:
    assert written(tmp_path) == bills
    assert [name for name, text in bills.items() if b"://" in text] == []


def test_each_package_has_one_reference(bills: dict[str, bytes]) -> None:
    for text in bills.values():
        references = [entry["bom-ref"] for entry in json.loads(text)["components"]]
        assert len(references) == len(set(references))
