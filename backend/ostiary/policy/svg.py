"""An SVG that is nothing but a picture: a list of what may be in it, and everything else is refused by name.

No doctype, so no entities; no processing instruction; no script, style, animation, link, image or foreign content;
references lead to the same file alone. What is drawn again by reference draws no reference itself, so that a small
file cannot unfold into a large picture.
"""

import re
from xml.parsers import expat

from ostiary.policy.logo import SIDE_MAX, SVG, Logo, LogoFault, LogoRefusedError

DEPTH_MAX = 32

_SVG_NAMESPACE = "http://www.w3.org/2000/svg"
_XLINK_HREF = "http://www.w3.org/1999/xlink href"
_XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
_ELEMENTS = """
svg g defs symbol use clipPath mask title desc path rect circle ellipse line polyline polygon text tspan
linearGradient radialGradient stop
"""
_ATTRIBUTES = """
id class role focusable version baseProfile viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry
fx fy fr d points pathLength transform dx dy rotate textLength lengthAdjust fill fill-opacity fill-rule stroke
stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset
opacity color clip-path clip-rule clipPathUnits mask mask-type maskUnits maskContentUnits gradientUnits
gradientTransform spreadMethod offset stop-color stop-opacity display visibility overflow vector-effect
paint-order shape-rendering text-rendering color-interpolation font-family font-size font-weight font-style
font-variant letter-spacing word-spacing text-anchor text-decoration dominant-baseline alignment-baseline
baseline-shift writing-mode enable-background href aria-label aria-hidden aria-labelledby data-name
"""
_KNOWN_ELEMENTS = frozenset(_ELEMENTS.split())
_KNOWN_ATTRIBUTES = frozenset(_ATTRIBUTES.split())
_REFERENCE = re.compile(r"#[A-Za-z_][\w.-]*", re.ASCII)
_PAINT = re.compile(r"url\(\s*(['\"]?)#[A-Za-z_][\w.-]*\1\s*\)(?:\s+[\w#(),.%-]+)?", re.ASCII)
_LENGTH = re.compile(r"(\d{1,4}(?:\.\d{1,6})?)(?:px|pt|pc|mm|cm|in|em|ex|%)?", re.ASCII)


def checked_svg(content: bytes) -> Logo:
    """The SVG as it is. Raises LogoRefusedError."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise LogoRefusedError(LogoFault.NOT_UTF8) from None
    if "\0" in text:
        raise LogoRefusedError(LogoFault.NOT_UTF8)
    reading = _Reading()
    try:
        reading.parser.Parse(content, True)
    except expat.ExpatError:
        raise LogoRefusedError(LogoFault.DAMAGED, "not well-formed XML") from None
    reading.finish()
    return Logo(SVG, content)


class _Reading:
    """One file on its way through the parser; what may not be there is refused where it begins."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.XmlDeclHandler = self._declare
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.EntityDeclHandler = self._refuse_doctype
        self.parser.ProcessingInstructionHandler = self._refuse_instruction
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._open: list[str | None] = []
        """The id of each open element."""
        self._drawn_again: set[str] = set()
        self._drawing_again: set[str | None] = set()

    def finish(self) -> None:
        """Once the file is read: what is drawn again must not draw something again."""
        if self._drawn_again & self._drawing_again:
            raise _forbidden("a reference inside of what is referred to")

    def _declare(self, version: str, encoding: str | None, standalone: int) -> None:
        del version, standalone
        if encoding is not None and encoding.lower() != "utf-8":
            raise LogoRefusedError(LogoFault.NOT_UTF8)

    def _refuse_doctype(self, *told: object) -> None:
        del told
        raise _forbidden("<!DOCTYPE>")

    def _refuse_instruction(self, target: str, data: str) -> None:
        del data
        raise _forbidden(f"<?{_named(target)}?>")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if namespace != _SVG_NAMESPACE or local not in _KNOWN_ELEMENTS or (local == "svg") is bool(self._open):
            raise _forbidden(f"<{_named(local)}>")
        if len(self._open) >= DEPTH_MAX:
            raise _forbidden(f"more than {DEPTH_MAX} elements inside each other")
        if not self._open:
            _check_size(attributes)
        self._open.append(attributes.get("id"))
        for attribute, value in attributes.items():
            self._check(local, attribute, value)

    def _end(self, name: str) -> None:
        del name
        self._open.pop()

    def _check(self, element: str, attribute: str, value: str) -> None:
        namespace, _, local = attribute.rpartition(" ")
        is_reference = attribute in ("href", _XLINK_HREF)
        if not is_reference and namespace != _XML_NAMESPACE and attribute not in _KNOWN_ATTRIBUTES:
            raise _forbidden(_named(local))
        if is_reference and not _REFERENCE.fullmatch(value):
            raise _forbidden(f"{local} that leads out of the file")
        is_paint = "url" in value.lower() and local not in ("id", "class", "data-name", "aria-label")
        if is_paint and not _PAINT.fullmatch(value.strip()):
            raise _forbidden(f"{_named(local)} that leads out of the file")
        if element == "use" and is_reference:
            self._draw_again(value[1:])
        if local in ("mask", "clip-path") and is_paint:
            self._draw_again(value.strip()[4:].strip(" )'\"#"))

    def _draw_again(self, target: str) -> None:
        self._drawn_again.add(target)
        self._drawing_again.update(self._open)


def _check_size(attributes: dict[str, str]) -> None:
    for side in ("width", "height"):
        told = attributes.get(side)
        length = _LENGTH.fullmatch(told) if told is not None else None
        if told is not None and (length is None or float(length[1]) > SIDE_MAX):
            raise LogoRefusedError(LogoFault.DIMENSIONS, side)


def _forbidden(found: str) -> LogoRefusedError:
    return LogoRefusedError(LogoFault.FORBIDDEN, found)


def _named(name: str) -> str:
    """A name of the file's, no longer than names are."""
    return name if len(name) <= 40 else f"{name[:40]}…"
