"""The planted bugs fit the sources of today, and the tests that are to catch them exist (`make mutants` runs them)."""

import ast
import shutil
from pathlib import Path

import pytest

from tests.mutants.patch import Patch, apply_patch, patches

ROOT = Path(__file__).parents[2]
CLASSIC_BUGS = 15


def test_there_are_enough_of_them() -> None:
    assert len(patches()) >= CLASSIC_BUGS


@pytest.mark.parametrize("patch", patches(), ids=lambda patch: patch.name)
def test_a_patch_fits_and_leaves_sources_that_can_be_read(patch: Patch, tmp_path: Path) -> None:
    assert patch.bug.endswith(".")
    assert patch.edits
    for path in {edit.path for edit in patch.edits}:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, tmp_path / path)
    apply_patch(patch, tmp_path)
    for path in {edit.path for edit in patch.edits}:
        changed = (tmp_path / path).read_text()
        assert changed != (ROOT / path).read_text()
        ast.parse(changed)


@pytest.mark.parametrize("patch", patches(), ids=lambda patch: patch.name)
def test_each_test_that_is_to_catch_it_exists(patch: Patch) -> None:
    assert patch.caught_by
    for test in patch.caught_by:
        path, _, name = test.partition("::")
        assert (ROOT / path).is_file(), test
        assert not name or f"def {name}(" in (ROOT / path).read_text(), test
