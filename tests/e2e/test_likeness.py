"""What makes two pictures the same: another smoothing of edges does not part them, a missing box does."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFilter

from tests.e2e.likeness import difference

PICTURES = sorted((Path(__file__).parents[2] / "docs" / "pictures").glob("*.png"))


@pytest.mark.parametrize("kept", PICTURES, ids=lambda path: path.stem)
def test_softer_letters_make_no_other_picture(kept: Path, tmp_path: Path) -> None:
    with Image.open(kept) as picture:
        picture.filter(ImageFilter.GaussianBlur(1.5)).save(tmp_path / "soft.png")
    assert difference(kept, tmp_path / "soft.png").is_small


@pytest.mark.parametrize("kept", PICTURES, ids=lambda path: path.stem)
def test_a_box_that_was_not_there_makes_another_picture(kept: Path, tmp_path: Path) -> None:
    with Image.open(kept) as picture:
        ImageDraw.Draw(picture).rectangle((400, 300, 700, 600), fill="black")
        picture.save(tmp_path / "boxed.png")
    assert not difference(kept, tmp_path / "boxed.png").is_small


def test_no_two_pages_and_no_two_sizes_are_alike() -> None:
    alike = [(one.stem, other.stem) for one in PICTURES for other in PICTURES if difference(one, other).is_small]
    assert alike == [(path.stem, path.stem) for path in PICTURES]
