"""Pictures made for tests: a PNG chunk by chunk, and a small SVG."""

import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"
END = (b"IEND", b"")
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><defs><linearGradient id="a">'
    b'<stop offset="0" stop-color="#17615a"/></linearGradient></defs>'
    b'<circle cx="4" cy="4" r="3" fill="url(#a)"/></svg>'
)


def chunk(kind: bytes, data: bytes) -> bytes:
    """With its length and its checksum."""
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


def png_of(*chunks: tuple[bytes, bytes]) -> bytes:
    """A file of these chunks."""
    return SIGNATURE + b"".join(chunk(kind, data) for kind, data in chunks)


def header(width: int = 2, height: int = 2, depth: int = 8, colour: int = 2, interlace: int = 0) -> tuple[bytes, bytes]:
    """IHDR."""
    return b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace)


def pixels(rows: int = 2, row_bytes: int = 6) -> tuple[bytes, bytes]:
    """IDAT of one colour."""
    return b"IDAT", zlib.compress((b"\0" + b"\x55" * row_bytes) * rows)


def png() -> bytes:
    """Two by two pixels."""
    return png_of(header(), pixels(), END)


def svg_with(inner: str = "", attributes: str = "", before: str = "") -> bytes:
    """An SVG with something in it."""
    namespaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'{before}<svg {namespaces} viewBox="0 0 8 8" {attributes}>{inner}</svg>'.encode()
