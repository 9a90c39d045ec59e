"""An application's accent colour, made readable in both modes (WCAG 2.2, 1.4.3: at least 4.5:1).

The colour is kept as it was given; what is shown is this correction of it: OKLCH lightness moves at the same hue until
links in the colour are readable on every ground of the mode. Chroma gives way only where sRGB ends. The label of an
accent button is white or black, whichever reads better: one of the two always reaches 4.5:1.
"""

import re
from dataclasses import dataclass
from math import cbrt

MINIMUM_CONTRAST = 4.5
LIGHT_GROUNDS = ("#ffffff", "#f6f5f1", "#efede7")
"""The surfaces of the light mode (frontend/src/shared/tokens.css) that text in the accent colour stands on."""
DARK_GROUNDS = ("#1a2021", "#121617", "#232a2b")
LABELS = ("#ffffff", "#000000")

_HEX = re.compile(r"#[0-9a-fA-F]{6}", re.ASCII)
_STEPS = 400

Triple = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Accent:
    """The accent of one mode; `contrast_before` and `contrast_after` are the lowest ratios on the mode's grounds."""

    colour: str
    label: str
    contrast_before: float
    contrast_after: float


def is_colour(text: str) -> bool:
    """Whether the text is `#rrggbb` and nothing else."""
    return _HEX.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio of two `#rrggbb` colours, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def accent_on(given: str, grounds: tuple[str, ...]) -> Accent:
    """The given `#rrggbb` with the smallest change of lightness that is readable on all the grounds of a mode."""
    before = _lowest(given, grounds)
    colour = given.lower() if before >= MINIMUM_CONTRAST else _moved(given, grounds)
    label = max(LABELS, key=lambda candidate: contrast(candidate, colour))
    return Accent(colour, label, before, _lowest(colour, grounds))


def _lowest(colour: str, grounds: tuple[str, ...]) -> float:
    return min(contrast(colour, ground) for ground in grounds)


def _moved(given: str, grounds: tuple[str, ...]) -> str:
    lightness, a, b = _oklab(_linear(given))
    end = 0.0 if _luminance(grounds[0]) > 0.18 else 1.0
    for step in range(1, _STEPS + 1):
        at = lightness + (end - lightness) * step / _STEPS
        candidate = _in_gamut(at, a, b)
        if _lowest(candidate, grounds) >= MINIMUM_CONTRAST:
            return candidate
    return "#000000" if end == 0.0 else "#ffffff"


def _in_gamut(lightness: float, a: float, b: float) -> str:
    """The colour of this lightness and hue with the most of its chroma that sRGB can show."""
    for part in range(50, -1, -1):
        channels = _rgb(lightness, a * part / 50, b * part / 50)
        if all(-0.0005 <= channel <= 1.0005 for channel in channels):
            return _hex(channels)
    return _hex((lightness**3,) * 3)


def _linear(colour: str) -> Triple:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _decoded(red), _decoded(green), _decoded(blue)


def _decoded(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _hex(channels: Triple) -> str:
    clamped = (min(1.0, max(0.0, channel)) for channel in channels)
    encoded = (12.92 * c if c <= 0.0031308 else 1.055 * float(c ** (1 / 2.4)) - 0.055 for c in clamped)
    return "#" + "".join(f"{round(c * 255):02x}" for c in encoded)


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _oklab(rgb: Triple) -> Triple:
    r, g, b = rgb
    long = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    middle = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _rgb(lightness: float, a: float, b: float) -> Triple:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
