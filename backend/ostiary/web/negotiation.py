"""Which precompressed copy of a file is answered (RFC 9110, 12.5.3)."""

from pathlib import Path

_SUFFIXES = (("br", ".br"), ("gzip", ".gz"))
"""By content coding, the smaller first."""


def encoded_copy(path: Path, accept_encoding: str) -> tuple[Path, str | None]:
    """The copy beside `path` that the caller takes and its content coding, or the file itself and None."""
    taken = _taken(accept_encoding)
    for coding, suffix in _SUFFIXES:
        copy = path.with_name(path.name + suffix)
        if taken.get(coding, taken.get("*", False)) and copy.is_file():
            return copy, coding
    return path, None


def _taken(accept_encoding: str) -> dict[str, bool]:
    """By coding, whether it is taken at all: everything but `q=0`."""
    taken: dict[str, bool] = {}
    for part in accept_encoding.lower().split(","):
        coding, *parameters = (piece.strip() for piece in part.split(";"))
        qualities = [parameter[2:].strip() for parameter in parameters if parameter.startswith("q=")]
        taken[coding] = not any(_is_zero(quality) for quality in qualities)
    return taken


def _is_zero(quality: str) -> bool:
    try:
        return float(quality) == 0
    except ValueError:
        return True
