"""Logos: a small PNG or SVG that is nothing but a picture. What is refused is named, so that it can be mended.

A PNG is walked chunk by chunk, its pixels are unpacked once and counted, and whatever is not needed to show it
(text, EXIF and with it the place a photo was taken) is left out. An SVG is `policy.svg`'s.
"""

import struct
import zlib
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

LOGO_MAX = 32 * 1024
"""Bytes."""
SIDE_MAX = 1024
"""Pixels."""
PNG, SVG = "image/png", "image/svg+xml"

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SHOWN = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs"})
_ANIMATING = frozenset({b"acTL", b"fcTL", b"fdAT"})
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


class LogoFault(StrEnum):
    """Why a logo is refused; a closed list."""

    TOO_LARGE = "TOO_LARGE"
    UNKNOWN_KIND = "UNKNOWN_KIND"
    DAMAGED = "DAMAGED"
    DIMENSIONS = "DIMENSIONS"
    ANIMATED = "ANIMATED"
    NOT_UTF8 = "NOT_UTF8"
    FORBIDDEN = "FORBIDDEN"


class LogoRefusedError(Exception):
    """`found`: what was found that may not be there, in a few words of ours; never more than a name of the file's."""

    def __init__(self, fault: LogoFault, found: str = "") -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.found = found


@dataclass(frozen=True, repr=False)
class Logo:
    """A picture that may be shown."""

    content_type: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Its name: 64 hexadecimal digits."""
        return sha256(self.content).hexdigest()


def checked_png(content: bytes) -> Logo:
    """The PNG without what is not shown. Raises LogoRefusedError."""
    chunks = _chunks_of(content)
    kinds = [kind for kind, _ in chunks]
    if kinds[:1] != [b"IHDR"] or kinds.count(b"IHDR") != 1 or b"IDAT" not in kinds:
        raise LogoRefusedError(LogoFault.DAMAGED, "chunks out of order")
    size = _size_of(chunks[0][1])
    _check_pixels(b"".join(data for kind, data in chunks if kind == b"IDAT"), size)
    return Logo(PNG, _SIGNATURE + b"".join(_chunk(kind, data) for kind, data in chunks if kind in _SHOWN))


def _chunks_of(content: bytes) -> list[tuple[bytes, bytes]]:
    """Every chunk up to the end, which is the end of the file."""
    found: list[tuple[bytes, bytes]] = []
    at = len(_SIGNATURE)
    while not found or found[-1][0] != b"IEND":
        length, kind = struct.unpack(">I4s", content[at : at + 8]) if len(content) >= at + 12 else (LOGO_MAX, b"")
        data, check = content[at + 8 : at + 8 + length], content[at + 8 + length : at + 12 + length]
        if length >= LOGO_MAX or len(check) != 4:
            raise LogoRefusedError(LogoFault.DAMAGED, "the file ends too soon")
        if zlib.crc32(kind + data).to_bytes(4) != check:
            raise LogoRefusedError(LogoFault.DAMAGED, "a checksum is wrong")
        if kind in _ANIMATING:
            raise LogoRefusedError(LogoFault.ANIMATED)
        if kind not in _SHOWN and not kind[0] & 0x20:
            raise LogoRefusedError(LogoFault.DAMAGED, "an unknown chunk")
        found.append((kind, data))
        at += 12 + length
    if at != len(content) or found[-1][1]:
        raise LogoRefusedError(LogoFault.FORBIDDEN, "bytes after the end of the picture")
    return found


def _size_of(header: bytes) -> int:
    """How many bytes the pixels come to, for a header that is one."""
    if len(header) != 13:
        raise LogoRefusedError(LogoFault.DAMAGED, "the header")
    width, height, depth, colour, compression, filtering, interlace = struct.unpack(">IIBBBBB", header)
    if not (1 <= width <= SIDE_MAX and 1 <= height <= SIDE_MAX):
        raise LogoRefusedError(LogoFault.DIMENSIONS, f"{width} × {height}")
    if depth not in _DEPTHS.get(colour, ()) or (compression, filtering) != (0, 0) or interlace > 1:
        raise LogoRefusedError(LogoFault.DAMAGED, "the header")
    bits = depth * _CHANNELS[colour]
    passes = [(-(-(width - x) // dx), -(-(height - y) // dy)) for x, y, dx, dy in _ADAM7]
    areas = passes if interlace else [(width, height)]
    return sum(rows * (1 + (columns * bits + 7) // 8) for columns, rows in areas if columns > 0 and rows > 0)


def _check_pixels(packed: bytes, size: int) -> None:
    """Unpack no more than the header promises: a small file may hold gigabytes of nothing."""
    unpacking = zlib.decompressobj()
    try:
        pixels = unpacking.decompress(packed, size + 1)
    except zlib.error:
        raise LogoRefusedError(LogoFault.DAMAGED, "the pixels") from None
    if len(pixels) != size or not unpacking.eof or unpacking.unused_data:
        raise LogoRefusedError(LogoFault.DAMAGED, "the pixels")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


def is_png(content: bytes) -> bool:
    """Whether it begins as one."""
    return content.startswith(_SIGNATURE)
