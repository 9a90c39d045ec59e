"""Settings from the environment, read once into a frozen object (contract/operations.md, "Settings")."""

import ipaddress
import os
import stat
from pathlib import Path
from urllib.parse import urlsplit

from pydantic_settings import BaseSettings, SettingsConfigDict

LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})

RETENTION_DAYS_MAX = 36_500
POOL_MAX = 1_000
TIMEOUT_MAX = 600
STATEMENTS_MAX = 10_000
DRAIN_DELAY_MAX = 300

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class SettingsRefusedError(Exception):
    """A setting is missing or unsafe; the message is one sentence that says what to do."""


class Settings(BaseSettings):
    """What the environment says, as text. The properties answer it parsed, or refuse."""

    model_config = SettingsConfigDict(env_prefix="OSTIARY_", frozen=True, extra="ignore")

    database_url: str = ""
    keys: str = ""
    keys_file: str = ""
    public_url: str = ""
    smtp_url: str = ""
    mail_from: str = ""
    trusted_proxies: str = ""
    geoip_database: str = ""
    otp_drift: int = 1
    database_pool: int = 10
    database_timeout: int = 10
    statement_cache: int = 100
    audit_retention_days: int | None = None
    drain_delay: int = 0
    traces_url: str = ""

    @property
    def key_ring_text(self) -> str:
        """The key ring from OSTIARY_KEYS or the file of OSTIARY_KEYS_FILE, which nobody else may read."""
        if self.keys and self.keys_file:
            raise SettingsRefusedError("Set OSTIARY_KEYS or OSTIARY_KEYS_FILE, not both.")
        if self.keys:
            return self.keys
        if not self.keys_file:
            raise SettingsRefusedError(
                "Set OSTIARY_KEYS or OSTIARY_KEYS_FILE to a key ring; make one with `ostiary keys generate`."
            )
        return _read_private(Path(self.keys_file))

    @property
    def origin(self) -> str:
        """The origin of OSTIARY_PUBLIC_URL, without a trailing slash; `http:` for loopback hosts alone."""
        if not self.public_url:
            raise SettingsRefusedError(
                "Set OSTIARY_PUBLIC_URL to the origin that browsers see, such as https://login.example.com."
            )
        return _origin(self.public_url)

    @property
    def proxies(self) -> tuple[Network, ...]:
        """The networks of OSTIARY_TRUSTED_PROXIES."""
        try:
            listed = [part.strip() for part in self.trusted_proxies.split(",") if part.strip()]
            return tuple(ipaddress.ip_network(part, strict=False) for part in listed)
        except ValueError:
            raise SettingsRefusedError(
                "OSTIARY_TRUSTED_PROXIES must be CIDRs separated by commas, such as 10.0.0.0/8,fd00::/8."
            ) from None

    def check_rest(self) -> None:
        """Refuse what no other property reads: drift, database, sender, country database, retention, drain."""
        if self.otp_drift not in (0, 1):
            raise SettingsRefusedError("OSTIARY_OTP_DRIFT must be 0 or 1: the time steps accepted either side.")
        self._check_database()
        if self.audit_retention_days is not None and not 1 <= self.audit_retention_days <= RETENTION_DAYS_MAX:
            raise SettingsRefusedError(
                f"OSTIARY_AUDIT_RETENTION_DAYS must be 1 to {RETENTION_DAYS_MAX}, or unset to keep events for ever."
            )
        if not 0 <= self.drain_delay <= DRAIN_DELAY_MAX:
            raise SettingsRefusedError(
                f"OSTIARY_DRAIN_DELAY must be 0 to {DRAIN_DELAY_MAX}: the seconds in which a load balancer looks again."
            )
        if self.smtp_url and "@" not in self.mail_from:
            raise SettingsRefusedError("Set OSTIARY_MAIL_FROM to the plain address that mail is sent from.")
        if self.geoip_database and not Path(self.geoip_database).is_file():
            raise SettingsRefusedError("OSTIARY_GEOIP_DATABASE names no file: correct it or unset it.")

    def _check_database(self) -> None:
        if not 1 <= self.database_pool <= POOL_MAX:
            raise SettingsRefusedError(f"OSTIARY_DATABASE_POOL must be 1 to {POOL_MAX} connections for each process.")
        if not 1 <= self.database_timeout <= TIMEOUT_MAX:
            raise SettingsRefusedError(f"OSTIARY_DATABASE_TIMEOUT must be 1 to {TIMEOUT_MAX} seconds a statement.")
        if not 0 <= self.statement_cache <= STATEMENTS_MAX:
            raise SettingsRefusedError(
                f"OSTIARY_STATEMENT_CACHE must be 0 to {STATEMENTS_MAX}: 0 behind a pooler in transaction mode."
            )


def load_settings() -> Settings:
    """The settings of this process's environment."""
    settings, misread = read_settings()
    if misread:
        raise SettingsRefusedError(f"A setting has the wrong type: {', '.join(misread)} must be a number.")
    return settings


def read_settings() -> tuple[Settings, tuple[str, ...]]:
    """The same, with the names of those that must be numbers and are none: they have their defaults."""
    try:
        return Settings(), ()
    except ValueError as error:
        errors = getattr(error, "errors", list)
        misread = [str(item["loc"][0]) for item in errors()]
    defaults = {name: Settings.model_fields[name].default for name in misread}
    return Settings(**defaults), tuple(f"OSTIARY_{name.upper()}" for name in misread)


def _read_private(path: Path) -> str:
    try:
        mode = path.stat().st_mode
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise SettingsRefusedError("OSTIARY_KEYS_FILE cannot be read: correct its path or permissions.") from None
    if stat.S_IMODE(mode) & _open_to_others(path):
        raise SettingsRefusedError("The file of OSTIARY_KEYS_FILE is open to others: run chmod 600 on it.")
    return text


def _open_to_others(path: Path) -> int:
    """The bits of a mode by which others may read or write.

    Where systemd can, it lets the service read a credential by an access list: its mask shows where the group's bits
    stand, though no group may read the file.
    """
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    is_handed_over = folder is not None and path.parent == Path(folder)
    return 0o077 & ~stat.S_IRGRP if is_handed_over else 0o077


def _origin(url: str) -> str:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if not host or parts.scheme not in ("http", "https") or parts.path not in ("", "/") or parts.query:
        raise SettingsRefusedError(
            "OSTIARY_PUBLIC_URL must be an origin such as https://login.example.com, without a path."
        )
    if parts.username is not None or parts.fragment:
        raise SettingsRefusedError("OSTIARY_PUBLIC_URL must hold neither a user nor a fragment.")
    if parts.scheme == "http" and host not in LOOPBACK_HOSTS:
        raise SettingsRefusedError("OSTIARY_PUBLIC_URL must start with https:// unless its host is loopback.")
    shown = f"[{host}]" if ":" in host else host
    default = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{shown}" + (f":{port}" if port not in (None, default) else "")
