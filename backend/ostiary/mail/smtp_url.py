"""OSTIARY_SMTP_URL, read once (contract/operations.md, "Settings")."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

SMTP_PORT = 25
"""RFC 5321, 4.5.4.2. A submission server listens on 587 (RFC 6409): write that port."""
SMTPS_PORT = 465
"""RFC 8314, 3.3."""

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_ADVICE = (
    "OSTIARY_SMTP_URL must be smtp://[user:password@]host[:port] or smtps://[user:password@]host[:port], "
    "with user and password percent-encoded; `?starttls=required` is the only option, for smtp:// alone."
)


class MailRefusedError(Exception):
    """The mail settings cannot be used; the message says what to do and never shows a password."""


class Encryption(StrEnum):
    """When the conversation is encrypted."""

    FROM_THE_START = "FROM_THE_START"
    WHEN_OFFERED = "WHEN_OFFERED"
    INSISTED_ON = "INSISTED_ON"


@dataclass(frozen=True, repr=False)
class SmtpServer:
    """A server that takes mail. `login`: user and password, or None."""

    host: str
    port: int
    encryption: Encryption
    login: tuple[str, str] | None

    @property
    def is_loopback(self) -> bool:
        """Whether the conversation stays on this machine."""
        return self.host in _LOOPBACK


@dataclass(frozen=True)
class MailRoute:
    """How mail leaves, as administrators may see it: neither user nor password."""

    host: str
    port: int
    encryption: Encryption
    sender: str


def parse_smtp_url(url: str) -> SmtpServer:
    """The server that `url` names. Raises MailRefusedError."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        encryption = _encryption(parts)
        login = _login(parts)
    except ValueError:
        raise MailRefusedError(_ADVICE) from None
    if not host or any(char.isspace() for char in url) or parts.path not in ("", "/") or parts.fragment:
        raise MailRefusedError(_ADVICE)
    default = SMTPS_PORT if encryption is Encryption.FROM_THE_START else SMTP_PORT
    return SmtpServer(host, default if port is None else port, encryption, login)


def _encryption(parts: SplitResult) -> Encryption:
    options = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    match parts.scheme, options:
        case "smtps", []:
            return Encryption.FROM_THE_START
        case "smtp", []:
            return Encryption.WHEN_OFFERED
        case "smtp", [("starttls", "required")]:
            return Encryption.INSISTED_ON
        case _:
            raise ValueError("unknown scheme or option")


def _login(parts: SplitResult) -> tuple[str, str] | None:
    if "@" not in parts.netloc:
        return None
    user, password = (
        unquote(parts.username or "", errors="strict"),
        unquote(parts.password or "", errors="strict"),
    )
    if not user or not password:
        raise ValueError("half a login")
    return user, password
