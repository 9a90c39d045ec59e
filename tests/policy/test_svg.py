"""Which SVGs are logos: shapes, paints and text, and references within the file."""

import pytest

from ostiary.policy.logo import LogoFault, LogoRefusedError
from ostiary.policy.svg import checked_svg
from tests.support.pictures import SVG, svg_with

BOM = b"\xef\xbb\xbf"
KEPT = [
    pytest.param(SVG, id="plain"),
    pytest.param(BOM + SVG, id="with a byte order mark"),
    pytest.param(b'<?xml version="1.0" encoding="UTF-8"?>\n' + SVG, id="with a declaration"),
    pytest.param(svg_with('<g id="a"><path d="M0 0"/></g><use xlink:href="#a"/>'), id="drawn again"),
    pytest.param(svg_with("<!-- made by hand --><title>Acme 店</title>"), id="with a comment and a title"),
    pytest.param(
        svg_with('<clipPath id="c"><rect/></clipPath><g clip-path="url(#c)"><rect/></g>'), id="clipped by the file"
    ),
    pytest.param(svg_with(attributes='width="100%" height="24px"'), id="with a size"),
    pytest.param(svg_with('<g xml:space="preserve"/>'), id="with spaces"),
]
REFUSED = [
    ("<script>alert(1)</script>", "<script>"),
    ("<g><SCRIPT/></g>", "<SCRIPT>"),
    ('<s:script xmlns:s="http://www.w3.org/2000/svg"/>', "<script>"),
    ("<foreignObject/>", "<foreignObject>"),
    ('<p xmlns="http://www.w3.org/1999/xhtml"/>', "<p>"),
    ('<svg xmlns="http://www.w3.org/2000/svg"/>', "<svg>"),
    ("<style>@import url(//evil.example)</style>", "<style>"),
    ('<image href="https://evil.example/a.png"/>', "<image>"),
    ('<a href="#a"/>', "<a>"),
    ('<animate attributeName="href" to="javascript:alert(1)"/>', "<animate>"),
    ('<set attributeName="onload"/>', "<set>"),
    ('<filter id="f"/>', "<filter>"),
    ('<rect onclick="alert(1)"/>', "onclick"),
    ('<rect style="fill:url(//evil.example)"/>', "style"),
    ('<rect x:onload="1" xmlns:x="https://evil.example"/>', "onload"),
    ('<use href="https://evil.example/#a"/>', "href that leads out of the file"),
    ('<use xlink:href="javascript:alert(1)"/>', "href that leads out of the file"),
    ('<use href="data:image/svg+xml,x#a"/>', "href that leads out of the file"),
    ('<rect fill="url(https://evil.example/a.svg#b)"/>', "fill that leads out of the file"),
    ("<rect fill=\"URL( '//evil.example' )\"/>", "fill that leads out of the file"),
    ('<g id="a"><use href="#b"/></g><g id="b"/><use href="#a"/>', "a reference inside of what is referred to"),
    ('<mask id="m"><g mask="url(#m)"/></mask><g mask="url(#m)"/>', "a reference inside of what is referred to"),
    ("<g>" * 40 + "</g>" * 40, "more than 32 elements inside each other"),
    (f"<{'a' * 100}/>", f"<{'a' * 40}…>"),
]


def refusal(content: bytes) -> tuple[LogoFault, str]:
    with pytest.raises(LogoRefusedError) as refused:
        checked_svg(content)
    return refused.value.fault, refused.value.found


@pytest.mark.parametrize("content", KEPT)
def test_a_picture_is_kept_as_it_is(content: bytes) -> None:
    assert checked_svg(content).content == content


@pytest.mark.parametrize(("inner", "found"), REFUSED)
def test_what_is_more_than_a_picture_is_refused_by_name(inner: str, found: str) -> None:
    assert refusal(svg_with(inner)) == (LogoFault.FORBIDDEN, found)


@pytest.mark.parametrize("side", ['width="1025"', 'height="1e9"', 'width="-1"', 'height="calc(9em)"', 'width="99999"'])
def test_a_size_beyond_the_limit_is_refused(side: str) -> None:
    assert refusal(svg_with(attributes=side))[0] is LogoFault.DIMENSIONS


@pytest.mark.parametrize(
    "content",
    [
        SVG.decode().encode("utf-16"),
        b'<?xml version="1.0" encoding="utf-16"?>' + SVG,
        b'<?xml version="1.0" encoding="UTF-7"?>' + SVG,
        svg_with("<title>\xff</title>").replace(b"\xc3\xbf", b"\xff"),
        SVG + b"\0",
    ],
)
def test_another_encoding_than_utf8_is_refused(content: bytes) -> None:
    assert refusal(content) == (LogoFault.NOT_UTF8, "")


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ('<!DOCTYPE svg [<!ENTITY a "b">]>', "<!DOCTYPE>"),
        ('<!DOCTYPE svg SYSTEM "file:///etc/passwd">', "<!DOCTYPE>"),
        ('<?xml-stylesheet href="https://evil.example/a.css"?>', "<?xml-stylesheet?>"),
    ],
)
def test_nothing_but_the_declaration_stands_before_the_picture(before: str, found: str) -> None:
    assert refusal(svg_with(before=before)) == (LogoFault.FORBIDDEN, found)


@pytest.mark.parametrize("content", [SVG[:-1], SVG + b"<svg/>", b"<svg>", b"<", SVG + b"x", svg_with("&a;")])
def test_what_is_not_xml_is_refused(content: bytes) -> None:
    assert refusal(content)[0] in (LogoFault.DAMAGED, LogoFault.FORBIDDEN)
