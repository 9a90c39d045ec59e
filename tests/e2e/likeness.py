"""Whether two pictures show the same page, whatever the fonts, the smoothing of edges and the time of day."""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageFilter

CELL = 16  # pixels: letters melt into a shade, boxes and headings stay
CHANGED = 24  # of 255: more than a text of the same length in another font
MOST_MEAN = 2.5
MOST_CHANGED = 0.03


@dataclass(frozen=True)
class Difference:
    """How far apart two pictures are, cell by cell in grey: the mean of 255, and the share of cells that changed."""

    mean: float
    changed: float

    @property
    def is_small(self) -> bool:
        return self.mean <= MOST_MEAN and self.changed <= MOST_CHANGED


def shades(path: Path) -> tuple[tuple[int, int], bytes]:
    """The picture's size, and its cells from the upper left."""
    with Image.open(path) as picture:
        grey = picture.convert("L").filter(ImageFilter.GaussianBlur(CELL / 2))
        return picture.size, grey.resize(
            (picture.width // CELL, picture.height // CELL), Image.Resampling.BOX
        ).tobytes()


def difference(left: Path, right: Path) -> Difference:
    """Between two PNG files; pictures of other sizes are as far apart as can be."""
    (left_size, left_cells), (right_size, right_cells) = shades(left), shades(right)
    if left_size != right_size:
        return Difference(255.0, 1.0)
    apart = [abs(one - other) for one, other in zip(left_cells, right_cells, strict=True)]
    return Difference(sum(apart) / len(apart), sum(cell > CHANGED for cell in apart) / len(apart))
