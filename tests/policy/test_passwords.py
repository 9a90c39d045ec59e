"""Which passwords may be set: length, the list of common ones, the user's own address, the service's name."""

import pytest

from ostiary.policy.passwords import GUESSED_FIRST, OWN_EMAIL, OWN_SERVICE, SHAPE, objection_to

EMAIL = "Ada.Lovelace@example.com"
REFUSED = frozenset({"password", "qwertyuiop"})


@pytest.mark.parametrize("text", ["", "1234567", "a" * 257, "a" * 10_240, "1234567\ud800"])
def test_another_length_is_refused_before_all_else(text: str) -> None:
    assert objection_to(text, EMAIL, REFUSED) == SHAPE


@pytest.mark.parametrize("text", ["password", "PASSWORD", "PassWord", "ｐａｓｓｗｏｒｄ", "QWERTYuiop"])
def test_a_common_word_is_refused_in_any_case_and_width(text: str) -> None:
    assert objection_to(text, EMAIL, REFUSED) == GUESSED_FIRST


@pytest.mark.parametrize("text", ["ada.lovelace", "Ada.Lovelace", "ADA.LOVELACE@EXAMPLE.COM"])
def test_the_own_address_and_its_local_part_are_refused(text: str) -> None:
    assert objection_to(text, EMAIL, REFUSED) == OWN_EMAIL


@pytest.mark.parametrize("text", ["ostiary1", "Ostiary-2026", "OSTIARYostiary", "!!ostiary!!", "12345_ostiary"])
def test_the_name_of_the_service_alone_is_refused(text: str) -> None:
    assert objection_to(text, EMAIL, REFUSED) == OWN_SERVICE


@pytest.mark.parametrize(
    "text",
    [
        "passwords",
        " password",
        "ada.lovelace1",
        "ostiary lantern",
        "密码密码密码密码",
        " " * 8,
        "nul\x00nul\x00",
        "o" * 256,
    ],
)
def test_anything_else_of_the_length_is_taken_as_it_is(text: str) -> None:
    assert objection_to(text, EMAIL, REFUSED) is None


def test_a_long_word_is_answered_without_going_back_and_forth() -> None:
    assert objection_to("ostiary" * 36 + "x", EMAIL, REFUSED) is None
