"""The lowest version accepted of packages that stand where strangers send bytes, each with its reason.

A floor says what must never come back by a lock moved down; what is locked lies above it.
"""

import json
import re

import pytest
from packaging.version import Version

from tests.architecture.sources import ROOT

PYTHON = {
    "h11": ("0.16.0", "before, chunked bodies with malformed line ends were read leniently: request smuggling"),
    "starlette": ("0.49.1", "before, a crafted Range header cost quadratic time in the answers of static files"),
    "cryptography": ("43.0.1", "before, the wheels carried an OpenSSL with a known denial of service"),
    "idna": ("3.7", "before, encoding a crafted name cost quadratic time"),
    "pydantic": ("2.4.0", "before, a crafted email address cost its validator quadratic time"),
    "aiosmtplib": ("1.1.7", "before, what was sent before STARTTLS was believed after it: command injection"),
    "joserfc": ("1.4.2", "before, an error repeated an oversized token whole, to memory and log"),
    "tortoise-orm": ("0.16.6", "before, filters for text were not escaped on some databases: SQL injection"),
    "strawberry-graphql": ("0.257.0", "before, a global id could be resolved as another type of the same model"),
}
PAGES = {
    "preact": ("10.28.2", "before, an object out of JSON could pass for an element: markup injection"),
    "vite": ("6.2.7", "before, the development server answered with files that it is told to deny"),
}


def python_version(name: str) -> str:
    text = (ROOT / "backend" / "requirements" / "runtime.txt").read_text("utf-8")
    found = re.search(rf"^{re.escape(name)}==(\S+)", text, re.MULTILINE)
    return found[1] if found else "0"


def page_versions(name: str) -> list[str]:
    """Every copy that is locked, nested ones included."""
    packages = json.loads((ROOT / "frontend" / "package-lock.json").read_text("utf-8"))["packages"]
    return [entry["version"] for place, entry in packages.items() if place.split("node_modules/")[-1] == name]


@pytest.mark.parametrize("name", PYTHON)
def test_no_python_package_is_locked_below_its_floor(name: str) -> None:
    floor, reason = PYTHON[name]
    assert Version(python_version(name)) >= Version(floor), reason


@pytest.mark.parametrize("name", PAGES)
def test_no_package_of_the_pages_is_locked_below_its_floor(name: str) -> None:
    floor, reason = PAGES[name]
    versions = page_versions(name)
    assert [version for version in versions if Version(version) < Version(floor)] == [], reason
    assert versions != []
