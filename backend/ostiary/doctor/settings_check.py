"""What the settings say, each by itself: one fault does not hide the next. Common mistakes that nothing refuses."""

import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ostiary.doctor.finding import Finding, fault, ok, warning
from ostiary.mail.smtp_url import Encryption, parse_smtp_url
from ostiary.refusals import REFUSALS
from ostiary.settings import LOOPBACK_HOSTS, Settings
from ostiary.store.database import DatabaseAddress
from ostiary.store.key_ring import parse_key_ring
from ostiary.tracing import check_tracing
from ostiary.web.country import check_country_database

_GUESSED_FIRST = frozenset({"", "admin", "changeme", "ostiary", "password", "postgres", "root", "secret"})


def check_settings(settings: Settings, workers: int) -> list[Finding]:
    """Every setting, read as `serve` reads it, then what is allowed and unwise."""
    return [*_refusals(settings), *_mistakes(settings, workers)]


def _refusals(settings: Settings) -> Iterator[Finding]:
    reads: dict[str, Callable[[], object]] = {
        "OSTIARY_DATABASE_URL": lambda: DatabaseAddress(settings.database_url).credentials(1, 0, 10),
        "key ring": lambda: parse_key_ring(settings.key_ring_text),
        "OSTIARY_PUBLIC_URL": lambda: settings.origin,
        "OSTIARY_TRUSTED_PROXIES": lambda: settings.proxies,
        "OSTIARY_SMTP_URL": lambda: settings.smtp_url and parse_smtp_url(settings.smtp_url),
        "OSTIARY_TRACES_URL": lambda: check_tracing(settings.traces_url),
        "OSTIARY_GEOIP_DATABASE": lambda: check_country_database(settings.geoip_database),
        "other settings": settings.check_rest,
    }
    for about, read in reads.items():
        try:
            read()
        except REFUSALS as refused:
            yield fault(about, "refused", str(refused))
        else:
            yield ok(about, "understood")


def _mistakes(settings: Settings, workers: int) -> Iterator[Finding]:
    if settings.public_url.startswith("http:"):
        told = "http: on a loopback host, so that cookies travel without Secure"
        yield warning("cookies", told, "Fine for a try. For anybody else set OSTIARY_PUBLIC_URL to an https: origin.")
    if any(part.strip().endswith("/0") for part in settings.trusted_proxies.split(",")):
        told = "everybody is trusted as a proxy and may claim any address"
        yield fault("proxies", told, "Name the addresses of your proxies alone in OSTIARY_TRUSTED_PROXIES.")
    if settings.database_url.startswith("sqlite:"):
        yield from _sqlite_mistakes(Path(unquote(urlsplit(settings.database_url).path)), workers)
    elif settings.database_url.startswith("postgres"):
        yield from _postgres_mistakes(settings.database_url)
    yield from _mail_mistakes(settings)


def _sqlite_mistakes(path: Path, workers: int) -> Iterator[Finding]:
    if workers > 1:
        yield fault("workers", "SQLite serves one process", "Run with --workers 1, or use PostgreSQL.")
    if _is_open_to_others(path):
        yield warning("database file", "others on this machine may read it", "Run chmod 600 on it.")


def _is_open_to_others(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except OSError:
        return False  # told with the database
    return stat.S_ISREG(mode) and stat.S_IMODE(mode) & 0o077 != 0


def _postgres_mistakes(url: str) -> Iterator[Finding]:
    try:
        parts = urlsplit(url)
        host, password = parts.hostname or "", unquote(parts.password or "")
    except ValueError:
        return
    if host and host not in LOOPBACK_HOSTS and password.lower() in _GUESSED_FIRST:
        told = "its password is empty or one that is guessed first"
        yield fault("database password", told, "Set a random one in PostgreSQL and in OSTIARY_DATABASE_URL.")


def _mail_mistakes(settings: Settings) -> Iterator[Finding]:
    if not settings.smtp_url:
        told = "not set up: no email codes, no first OTP binding, no forgotten passwords"
        yield warning("mail", told, "Set OSTIARY_SMTP_URL and OSTIARY_MAIL_FROM.")
        return
    try:
        server = parse_smtp_url(settings.smtp_url)
    except REFUSALS:
        return  # told above
    if server.encryption is Encryption.WHEN_OFFERED and not server.is_loopback:
        told = "codes are mailed unencrypted to a server that does not offer STARTTLS"
        yield warning("mail encryption", told, "Add ?starttls=required to OSTIARY_SMTP_URL, or use smtps://.")
