"""The one check in front of every place that sets a password: `policy/passwords.py` with the bundled list."""

from functools import cache
from importlib.resources import files

from ostiary.policy.passwords import folded, objection_to


@cache
def words_guessed_first() -> frozenset[str]:
    """The bundled words, folded; read once (common_passwords.LICENSE says where they come from)."""
    listed = (files("ostiary.services") / "common_passwords.txt").read_text("utf-8")
    return frozenset(map(folded, listed.splitlines()))


def password_objection(password: str, email: str) -> str | None:
    """Why the user of `email` may not be given `password`, as a sentence to show; None: they may."""
    return objection_to(password, email, words_guessed_first())
