"""`make sbom`: what both halves ship, as CycloneDX 1.6, from the locked files alone.

No network, no host, no time of day: the same locks give the same bytes.
"""

import base64
import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

ROOT = Path(__file__).resolve().parents[1]
PINNED = re.compile(r"^([a-z0-9-]+)==(\S+)((?:[^\n]*\\\n)*[^\n]*)", re.MULTILINE)
SHA256 = re.compile(r"--hash=sha256:([0-9a-f]{64})")

Document = dict[str, Any]


def component(name: str, version: str, purl: str, hashes: list[Document]) -> Document:
    """One package, referred to by its package URL."""
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "purl": purl,
        "hashes": sorted(hashes, key=lambda entry: str(entry["content"])),
    }


def python_components(requirements: str) -> list[Document]:
    """One for each pinned line; a hash for each file that the line allows, since it differs by platform."""
    return [
        component(
            name,
            version,
            f"pkg:pypi/{name}@{version}",
            [{"alg": "SHA-256", "content": content} for content in SHA256.findall(rest)],
        )
        for name, version, rest in PINNED.findall(requirements)
    ]


def digest(integrity: str) -> Document:
    """npm's `sha512-BASE64` as CycloneDX writes it."""
    kind, _, content = integrity.partition("-")
    return {"alg": f"SHA-{kind.removeprefix('sha')}", "content": base64.b64decode(content).hex()}


def page_components(lock: Document) -> list[Document]:
    """One for each package and version; what only builds the pages has the scope `excluded`."""
    found: dict[str, Document] = {}
    for place, entry in sorted(lock["packages"].items()):
        if not place:
            continue
        name = place.rpartition("node_modules/")[2]
        purl = f"pkg:npm/{name.replace('@', '%40')}@{entry['version']}"
        made = component(name, entry["version"], purl, [digest(entry["integrity"])])
        made["scope"] = "excluded" if entry.get("dev") else "required"
        if purl not in found or made["scope"] == "required":
            found[purl] = made
        if "license" in entry:
            found[purl]["licenses"] = [{"license": {"name": entry["license"]}}]
    return list(found.values())


def bill(name: str, version: str, components: list[Document]) -> Document:
    """The document of one half; its serial number follows from what is in it."""
    listed = sorted(components, key=lambda entry: str(entry["purl"]))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, json.dumps([name, version, listed], sort_keys=True))}",
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": name, "name": name, "version": version}},
        "components": listed,
    }


def bills(root: Path = ROOT) -> dict[str, Document]:
    """File name to document, for both halves."""
    version = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    requirements = (root / "backend" / "requirements" / "runtime.txt").read_text("utf-8")
    lock = json.loads((root / "frontend" / "package-lock.json").read_text("utf-8"))
    return {
        "backend.cdx.json": bill("ostiary", version, python_components(requirements)),
        "frontend.cdx.json": bill("ostiary-frontend", version, page_components(lock)),
    }


def main(folder: Path) -> None:
    """Write both into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, document in bills().items():
        (folder / name).write_text(json.dumps(document, indent=2, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist")
