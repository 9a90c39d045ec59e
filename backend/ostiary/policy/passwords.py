"""Which passwords may be set (NIST SP 800-63B-4, 3.1.1.2): their length, and none that is guessed first.

Only where a password is set: whoever has an older one still signs in with it.
"""

import re
import unicodedata
from collections.abc import Set as AbstractSet
from enum import StrEnum

from ostiary.policy.names import PASSWORD_MAX, PASSWORD_MIN, is_password

SHAPE = f"send {PASSWORD_MIN} to {PASSWORD_MAX} characters"
GUESSED_FIRST = "this password is among the most common ones, which are guessed first: choose another one"
OWN_EMAIL = "the password must not be the user's email address or the part of it before the @: choose another one"
OWN_SERVICE = "the password must not be just the name of this service: choose another one"


class RefusedPasswordReason(StrEnum):
    """Why a new password of the right length is refused to somebody who chooses it; a closed list."""

    WELL_KNOWN = "WELL_KNOWN"
    PERSONAL = "PERSONAL"
    UNCHANGED = "UNCHANGED"


REASONS = {
    GUESSED_FIRST: RefusedPasswordReason.WELL_KNOWN,
    OWN_EMAIL: RefusedPasswordReason.PERSONAL,
    OWN_SERVICE: RefusedPasswordReason.PERSONAL,
}
"""What an objection is called where it is a member of an answer."""

_SERVICE_ALONE = re.compile(r"[\W\d_]*(?:ostiary[\W\d_]*)+")


def folded(text: str) -> str:
    """`text` without differences that a guesser tries anyway: case, and compatibility forms such as full width."""
    return unicodedata.normalize("NFKC", text).casefold()


def objection_to(password: str, email: str, refused: AbstractSet[str]) -> str | None:
    """Why this user may not have `password`, in words that do not repeat it; None: they may.

    `refused` holds the refused words, folded.
    """
    if not is_password(password):
        return SHAPE
    word, address = folded(password), folded(email)
    if word in refused:
        return GUESSED_FIRST
    if word in {address, address.rpartition("@")[0]}:
        return OWN_EMAIL
    return OWN_SERVICE if _SERVICE_ALONE.fullmatch(word) else None
