"""The shapes of names that people type: client ids, application names, passwords, searches, reasons."""

import re

CLIENT_ID_MAX = 64
NAME_MAX = 100
SEARCH_MAX = 200
REASON_MAX = 200
PASSWORD_MIN = 8
PASSWORD_MAX = 256

_CLIENT_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._~-]{0,62}[A-Za-z0-9])?", re.ASCII)


def is_text(text: str) -> bool:
    """Whether `text` can be stored and shown: no control character, no lone surrogate."""
    return not any(ord(char) < 0x20 or ord(char) == 0x7F or 0xD800 <= ord(char) <= 0xDFFF for char in text)


def is_client_id(text: str) -> bool:
    """Public, stable and URL-safe: ASCII letters, digits and `._~-` inside; 1 to 64."""
    return _CLIENT_ID.fullmatch(text) is not None


def is_name(text: str) -> bool:
    """A name of 1 to 100 characters that is not blank."""
    return len(text.strip()) > 0 and len(text) <= NAME_MAX and is_text(text)


def is_reason(text: str) -> bool:
    """What an administrator may write into the log: 1 to 200 characters on one line, C1 controls refused as well."""
    return 0 < len(text) <= REASON_MAX and is_text(text) and not any(0x80 <= ord(char) <= 0x9F for char in text)


def is_password(text: str) -> bool:
    """8 to 256 characters, never trimmed (NIST SP 800-63B-4, 3.1.1.2); no lone surrogate."""
    return PASSWORD_MIN <= len(text) <= PASSWORD_MAX and not any(0xD800 <= ord(char) <= 0xDFFF for char in text)
