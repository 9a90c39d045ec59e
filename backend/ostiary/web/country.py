"""The country of an address, asked of an offline database (rule E4): the bundled one, or an operator's MMDB
(OSTIARY_GEOIP_DATABASE), which is opened again when its file changes."""

import re
import time
from collections.abc import Callable
from functools import lru_cache
from ipaddress import ip_address
from pathlib import Path

import iptocc
import maxminddb
import structlog

from ostiary.settings import SettingsRefusedError

LOOK_SECONDS = 1.0
"""How long a look at the operator's file is believed."""

_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)
_PROBE = "1.1.1.1"
_log = structlog.get_logger(__name__)

_Signature = tuple[int, int, int]


@lru_cache(1024)
def _is_global(ip: str) -> bool:
    """Whether it is an address of the public internet."""
    try:
        return ip_address(ip).is_global
    except ValueError:
        return False


class Countries:
    """Looks countries up; nothing that the operator's file holds makes it raise."""

    def __init__(self, path: Path | None = None, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._path = path
        self._monotonic = monotonic
        self._reader: maxminddb.Reader | None = None
        self._signature: _Signature | None = None
        self._looked_at: float | None = None

    def country_of(self, ip: str) -> str | None:
        """ISO 3166-1 alpha-2, or None: unknown, or not an address of the public internet."""
        if not _is_global(ip):
            return None
        self._look()
        found = iptocc.country_code(ip) if self._reader is None else _ask(self._reader, ip)
        return found if isinstance(found, str) and _COUNTRY.fullmatch(found) else None

    def _look(self) -> None:
        """Open the operator's file if it is another than the last time; a broken one keeps the old one."""
        now = self._monotonic()
        if self._path is None or (self._looked_at is not None and now - self._looked_at < LOOK_SECONDS):
            return
        self._looked_at = now
        try:
            stat = self._path.stat()
            signature = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
            if signature == self._signature:
                return
            self._signature = signature
            # In memory: a mapped file that is overwritten in place ends the process with SIGBUS.
            reader = maxminddb.open_database(self._path, maxminddb.MODE_MEMORY)
            reader.get(_PROBE)
        except Exception as error:  # noqa: BLE001 (the reader raises whatever a broken file leads it to)
            # The last good one stays.
            _log.warning("country_database_unreadable", reason=type(error).__name__)
        else:
            self._reader = reader


def check_country_database(named: str) -> None:
    """Refuse a file that is no MMDB, as long as it can be. Where there is none, `Settings.check_rest` refuses."""
    if named and Path(named).is_file() and not _is_country_database(Path(named)):
        raise SettingsRefusedError("OSTIARY_GEOIP_DATABASE is no MMDB country database: correct it or unset it.")


def _is_country_database(path: Path) -> bool:
    try:
        with maxminddb.open_database(path, maxminddb.MODE_MEMORY) as reader:
            reader.get(_PROBE)
    except Exception:  # noqa: BLE001 (the reader raises whatever a broken file leads it to)
        return False
    return True


def _ask(reader: maxminddb.Reader, ip: str) -> object:
    """The code in the layouts of GeoLite2 and DB-IP (`country.iso_code`) or IPinfo (`country_code`)."""
    try:
        row = reader.get(ip)
    except Exception:  # noqa: BLE001 (see above)
        return None
    if not isinstance(row, dict):
        return None
    country = row.get("country")
    if isinstance(country, dict):
        return country.get("iso_code")
    return row.get("country_code") or country
