"""An accent colour is readable in both modes, whatever was given."""

import pytest

from ostiary.policy.accent import DARK_GROUNDS, LIGHT_GROUNDS, accent_on, contrast, is_colour

GRID = [f"#{r:02x}{g:02x}{b:02x}" for r in range(0, 256, 51) for g in range(0, 256, 51) for b in range(0, 256, 51)]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_the_ratio_of_wcag(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == ratio
    assert contrast(one, other) == contrast(other, one)


@pytest.mark.parametrize("grounds", [LIGHT_GROUNDS, DARK_GROUNDS])
def test_every_colour_is_readable_as_text_and_under_its_label(grounds: tuple[str, ...]) -> None:
    for given in GRID:
        accent = accent_on(given, grounds)
        assert min(contrast(accent.colour, ground) for ground in grounds) >= 4.5, given
        assert contrast(accent.colour, accent.label) >= 4.5, given


def test_a_readable_colour_stays_as_it_is() -> None:
    assert accent_on("#17615a", LIGHT_GROUNDS).colour == "#17615a"


@pytest.mark.parametrize(
    "text", ["", "#fff", "17615a", "#17615a\n", "#１７６１５ａ", "#17615g", "red", "#17615aff", "\ud800", "#" * 10_000]
)
def test_only_six_hexadecimal_digits_are_a_colour(text: str) -> None:
    assert not is_colour(text)
