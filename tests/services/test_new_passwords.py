"""The bundled list: what it holds, and that what others use in tests and demos is not in it."""

from importlib.resources import files

import pytest

from ostiary.policy.names import PASSWORD_MIN
from ostiary.policy.passwords import GUESSED_FIRST
from ostiary.services.new_passwords import password_objection, words_guessed_first
from tests.support.scene import PASSWORD


def test_the_list_holds_thousands_of_words_of_a_length_that_would_be_taken() -> None:
    words = words_guessed_first()
    assert (len(words), min(map(len, words))) == (8343, PASSWORD_MIN)


def test_the_list_is_carried_with_its_licence() -> None:
    notice = (files("ostiary.services") / "common_passwords.LICENSE").read_text("utf-8")
    assert "Copyright (c) Django Software Foundation" in notice


@pytest.mark.parametrize(
    "text", ["password", "12345678", "123456789", "Password1", "iloveyou", "QWERTYUIOP", "sunshine"]
)
def test_what_everybody_knows_is_refused(text: str) -> None:
    assert password_objection(text, "ada@example.com") == GUESSED_FIRST


@pytest.mark.parametrize("text", [PASSWORD, "correct horse battery", "brass-lantern-7"])
def test_a_good_password_is_taken(text: str) -> None:
    assert password_objection(text, "ada@example.com") is None
