"""The shapes of client ids, names, passwords, searches and reasons."""

import pytest

from ostiary.policy.names import is_client_id, is_name, is_password, is_reason, is_text

LONE = "\ud800"


@pytest.mark.parametrize("text", ["a", "console", "my-app_1.2~x", "A" * 64, "0"])
def test_a_client_id_is_safe_in_a_url(text: str) -> None:
    assert is_client_id(text)


@pytest.mark.parametrize(
    "text",
    ["", "-a", "a-", ".", "a b", "a/b", "a?b", "a%20", "ä", "ａ", "a\n", "a\x00b", LONE, "A" * 65, "a" * 10_240],
)
def test_anything_else_is_no_client_id(text: str) -> None:
    assert not is_client_id(text)


@pytest.mark.parametrize("text", ["Acme", " Acme ", "客户门户", "é" * 100, "<b>", "👩‍🚀"])
def test_a_name_is_any_text_of_up_to_a_hundred_characters(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize("text", ["", "   ", "a" * 101, "a\nb", "a\x00", "a\x7f", "a" + LONE, "\u3000"])
def test_a_blank_long_or_unprintable_name_is_refused(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize("text", ["12345678", " " * 8, "密码密码密码密码", "a" * 256, "with\nline", "nul\x00nul\x00"])
def test_a_password_is_any_eight_to_256_characters_never_trimmed(text: str) -> None:
    assert is_password(text)


@pytest.mark.parametrize("text", ["", "1234567", "a" * 257, "1234567" + LONE])
def test_a_short_long_or_unencodable_password_is_refused(text: str) -> None:
    assert not is_password(text)


@pytest.mark.parametrize("text", ["\x00", "\x1f", "\x7f", "\n", "\ud800", "ok\udc80"])
def test_text_that_cannot_be_stored_or_shown_is_none(text: str) -> None:
    assert not is_text(text)


@pytest.mark.parametrize("text", ["", " ", "～", "\ue000", "\U0010ffff", "\u202e"])
def test_every_other_text_is_text(text: str) -> None:
    assert is_text(text)


@pytest.mark.parametrize("text", ["x", "Lost phone, called back on +31 20 555", "手机丢失", "👩‍🚀", "é" * 200])
def test_a_reason_is_one_line_of_up_to_two_hundred_characters(text: str) -> None:
    assert is_reason(text)


@pytest.mark.parametrize("text", ["", "x" * 201, "a\nb", "a\x00", "a\x7f", "a\x85b", "a\x9b", "a" + LONE])
def test_a_long_or_unprintable_reason_is_refused(text: str) -> None:
    assert not is_reason(text)
