"""Which PNGs are logos: a still, small, whole picture, and nothing beside it."""

import zlib

import pytest

from ostiary.policy.logo import LogoFault, LogoRefusedError, checked_png
from tests.support.pictures import END, chunk, header, pixels, png, png_of

TEXT = (b"tEXt", b"Comment\0<script>alert(1)</script>")
WHOLE = [
    pytest.param(png(), id="colour"),
    pytest.param(png_of(header(colour=6), pixels(row_bytes=8), END), id="with transparency"),
    pytest.param(png_of(header(colour=0, depth=1), pixels(row_bytes=1), END), id="one bit"),
    pytest.param(png_of(header(colour=3), (b"PLTE", b"\1\2\3"), pixels(row_bytes=2), END), id="palette"),
    pytest.param(png_of(header(1024, 1024), pixels(1024, 3072), END), id="as large as may be"),
    pytest.param(png_of(header(1, 1, interlace=1), pixels(1, 3), END), id="interlaced"),
]
DAMAGED, FORBIDDEN, DIMENSIONS = LogoFault.DAMAGED, LogoFault.FORBIDDEN, LogoFault.DIMENSIONS
REFUSED = [
    pytest.param(png()[:-1], DAMAGED, id="cut off"),
    pytest.param(png()[:8], DAMAGED, id="a signature alone"),
    pytest.param(png()[:-12], DAMAGED, id="without an end"),
    pytest.param(png() + b"<script>", FORBIDDEN, id="something behind the end"),
    pytest.param(png() + png(), FORBIDDEN, id="two pictures"),
    pytest.param(png_of(header(), pixels(), (b"IEND", b"x")), FORBIDDEN, id="an end that holds something"),
    pytest.param(png().replace(b"IDAT", b"IDAt"), DAMAGED, id="a wrong checksum"),
    pytest.param(png_of(header(1025), pixels(), END), DIMENSIONS, id="too wide"),
    pytest.param(png_of(header(height=2**31), pixels(), END), DIMENSIONS, id="gigantic"),
    pytest.param(png_of(header(0), pixels(), END), DIMENSIONS, id="empty"),
    pytest.param(png_of(header(colour=5), pixels(), END), DAMAGED, id="an unknown colour type"),
    pytest.param(png_of(header(depth=3), pixels(), END), DAMAGED, id="an unknown depth"),
    pytest.param(png_of((b"IHDR", b""), pixels(), END), DAMAGED, id="a short header"),
    pytest.param(png_of(pixels(), header(), END), DAMAGED, id="pixels before the header"),
    pytest.param(png_of(header(), header(), pixels(), END), DAMAGED, id="two headers"),
    pytest.param(png_of(header(), END), DAMAGED, id="without pixels"),
    pytest.param(png_of(header(), pixels(3), END), DAMAGED, id="more pixels than said"),
    pytest.param(png_of(header(), pixels(1), END), DAMAGED, id="fewer pixels than said"),
    pytest.param(png_of(header(), (b"IDAT", zlib.compress(b"\0" * 10**7)), END), DAMAGED, id="a bomb"),
    pytest.param(png_of(header(), (b"IDAT", b"x"), END), DAMAGED, id="no pixels at all"),
    pytest.param(png_of(header(), (b"ABCD", b""), pixels(), END), DAMAGED, id="an unknown critical chunk"),
    pytest.param(png_of(header(), (b"acTL", b"\0" * 8), pixels(), END), LogoFault.ANIMATED, id="animated"),
]


@pytest.mark.parametrize("content", WHOLE)
def test_a_whole_picture_is_kept_byte_by_byte(content: bytes) -> None:
    assert checked_png(content).content == content


@pytest.mark.parametrize(("content", "fault"), REFUSED)
def test_whatever_is_not_one_still_whole_picture_is_refused(content: bytes, fault: LogoFault) -> None:
    with pytest.raises(LogoRefusedError) as refused:
        checked_png(content)
    assert refused.value.fault is fault


def test_what_is_not_shown_is_left_out() -> None:
    hidden = [TEXT, (b"eXIf", b"place"), (b"iTXt", b"x"), (b"zTXt", b"x"), (b"tIME", b"1234567")]
    assert checked_png(png_of(header(), *hidden, pixels(), END)).content == png()


def test_a_logo_is_named_by_what_it_is() -> None:
    assert (checked_png(png()).content_type, len(checked_png(png()).sha256)) == ("image/png", 64)
    assert chunk(*END) in png()
