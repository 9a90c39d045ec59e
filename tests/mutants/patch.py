"""A patch that plants one classic bug, read from its file and put into a copy of the sources.

A file holds one sentence on the bug, a line `Caught-by:` for each test that must go red, and a unified diff. A hunk
is found by its text, not by its line number, so that patches stay good while the lines around them move.
"""

from dataclasses import dataclass
from pathlib import Path

PATCHES = Path(__file__).parent / "patches"
_CAUGHT_BY = "Caught-by: "


@dataclass(frozen=True)
class Edit:
    """In one file, `old` becomes `new`."""

    path: str
    old: str
    new: str


@dataclass(frozen=True)
class Patch:
    """One bug."""

    name: str
    bug: str
    caught_by: tuple[str, ...]
    edits: tuple[Edit, ...]


class StalePatchError(Exception):
    """The sources have moved from under a patch: write it anew."""


def patches() -> list[Patch]:
    """All of them, by name."""
    return [read_patch(path) for path in sorted(PATCHES.glob("*.patch"))]


def read_patch(path: Path) -> Patch:
    """The patch of one file."""
    head, _, diff = path.read_text().partition("\n--- ")
    lines = head.strip().splitlines()
    caught_by = tuple(line.removeprefix(_CAUGHT_BY) for line in lines if line.startswith(_CAUGHT_BY))
    bug = " ".join(line for line in lines if line and not line.startswith(_CAUGHT_BY))
    return Patch(path.stem, bug, caught_by, tuple(_edits("--- " + diff)))


def apply_patch(patch: Patch, root: Path) -> None:
    """Change the sources under `root`. Raises StalePatchError where a hunk fits nowhere, or in two places."""
    for edit in patch.edits:
        path = root / edit.path
        text = path.read_text()
        if text.count(edit.old) != 1:
            raise StalePatchError(f"{patch.name}: a hunk fits {text.count(edit.old)} places in {edit.path}")
        path.write_text(text.replace(edit.old, edit.new))


def _edits(diff: str) -> list[Edit]:
    found: list[Edit] = []
    path, old, new = "", "", ""
    for line in [*diff.splitlines(keepends=True), "@@"]:
        if line.startswith("+++ "):
            path = line.removeprefix("+++ b/").strip()
        elif line.startswith(("@@", "--- ")):
            if old:
                found.append(Edit(path, old, new))
            old, new = "", ""
        else:
            old += line[1:] if line[0] in " -" else ""
            new += line[1:] if line[0] in " +" else ""
    return found
