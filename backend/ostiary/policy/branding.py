"""What an application looks like to those who sign in: accent, support link, language (the name is `policy.names`).

A support link is shown to people who are not signed in, so it may lead to a page or to a mail program and nowhere
else, and carries no name or password of anybody.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from ostiary.policy.accent import DARK_GROUNDS, LIGHT_GROUNDS, Accent, accent_on

SUPPORT_URL_MAX = 500
LANGUAGES = ("en", "zh")

_VISIBLE_ASCII = re.compile(r"[!#-;=?-\[\]_a-z~%]+", re.ASCII)
"""What an address holds (RFC 3986) and no markup does: no space, quote, angle bracket, backslash, brace or control."""
_MAILBOX = re.compile(r"[A-Za-z0-9.!#$&'*+/=?^_{|}~%-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?", re.ASCII)
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]", re.ASCII)
_LOOPBACK = re.compile(r"localhost|127(?:\.\d{1,3}){3}|\[::1\]", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Branding:
    """As saved; None: as this installation looks by itself. `accent` is as it was given, `#rrggbb`."""

    accent: str | None = None
    support_url: str | None = None
    default_language: str | None = None
    logo_sha256: str | None = None
    version: int = 1

    @property
    def accent_light(self) -> Accent | None:
        """The accent as it is shown in the light mode."""
        return accent_on(self.accent, LIGHT_GROUNDS) if self.accent else None

    @property
    def accent_dark(self) -> Accent | None:
        """The accent as it is shown in the dark mode."""
        return accent_on(self.accent, DARK_GROUNDS) if self.accent else None


def is_language(text: str) -> bool:
    """Whether the pages speak it."""
    return text in LANGUAGES


def is_support_url(text: str) -> bool:
    """Whether it is an `https:` or `mailto:` address without credentials; `http:` leads to this machine alone."""
    if not 0 < len(text) <= SUPPORT_URL_MAX or not _VISIBLE_ASCII.fullmatch(text.lower()):
        return False
    scheme, _, rest = text.partition(":")
    match scheme.lower():
        case "mailto":
            return _MAILBOX.fullmatch(rest.partition("?")[0]) is not None
        case "https":
            return _host_of(text) is not None
        case "http":
            return _LOOPBACK.fullmatch(_host_of(text) or "") is not None
    return False


def _host_of(text: str) -> str | None:
    """The host of `scheme://host[:port]…`; None: there is none, or a name or a password stands before it."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    host = parts.netloc if port is None else parts.netloc.removesuffix(f":{port}")
    return host if _HOST.fullmatch(host) else None
