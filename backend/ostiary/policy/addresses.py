"""Email addresses: the shape that is accepted, how they compare, and how they are shown half-hidden."""

import re

EMAIL_MAX = 254
"""RFC 5321, 4.5.3.1.3: a path of 256 octets less its brackets."""

_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?",
    re.ASCII,
)


def is_email(text: str) -> bool:
    """Whether `text` is one plain address (RFC 5322 dot-atom @ host name, ASCII, at most 254 characters).

    Neither CR, LF, NUL, comma nor angle bracket can be part of one, so none reaches a mail header.
    """
    local = text.split("@", 1)[0]
    return len(text) <= EMAIL_MAX and len(local) <= 64 and _EMAIL.fullmatch(text) is not None


def email_key(text: str) -> str:
    """What two spellings of one address have in common: the letters' case does not count."""
    return text.lower()


def mask_email(email: str) -> str:
    """`u•••@example.com`: enough to recognise one's own address by, too little to learn it from."""
    local, _, host = email.partition("@")
    return f"{local[:1]}•••@{host}"
