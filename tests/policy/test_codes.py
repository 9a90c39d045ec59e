"""The grammar of codes: six ASCII digits after removing spaces and hyphens (rule L8)."""

import sys
import unicodedata

import pytest

from ostiary.policy.codes import parse_code


@pytest.mark.parametrize(
    "submitted",
    ["123456", "123 456", "123-456", " 123456 ", "1-2-3-4-5-6", "- 12 34-56 -", "123456" + " " * 10_000],
)
def test_spaces_and_hyphens_do_not_count(submitted: str) -> None:
    assert parse_code(submitted) == "123456"


def test_leading_zeros_count() -> None:
    assert parse_code("000042") == "000042"


@pytest.mark.parametrize(
    "submitted",
    [
        "",
        " ",
        "-",
        "12345",
        "1234567",
        "12345a",
        "0x1234",
        "+12345",
        "1_2345",
        "12.345",
        "123456\n",
        "\t123456",
        "123456\x00",
        "123\u00a0456",
        "123\u2003456",
        "123\u2010456",
        "123\u2212456",
        "\u200b123456",
        "\u202e123456",
        "１２３４５６",
        "𝟏𝟐𝟑𝟒𝟓𝟔",
        "¹²³⁴⁵⁶",
        "١٢٣٤٥٦",
        "१२३४५६",
        "①②③④⑤⑥",
        "12345６",
        "12345\ud800",
        "\udfff",
        "Your code is 123456",
        "9" * 10_240,
    ],
)
def test_anything_else_is_no_code(submitted: str) -> None:
    assert parse_code(submitted) is None


def test_no_digit_of_any_other_script_passes_for_one() -> None:
    digits = [chr(each) for each in range(128, sys.maxunicode + 1) if chr(each).isdigit() or chr(each).isnumeric()]
    assert len(digits) > 1500
    assert [each for each in digits if parse_code("12345" + each) is not None] == []


def test_no_character_but_the_space_and_the_hyphen_is_passed_over() -> None:
    others = (chr(each) for each in range(0x3000) if chr(each) not in " -")
    assert [unicodedata.name(each, repr(each)) for each in others if parse_code("123" + each + "456")] == []
