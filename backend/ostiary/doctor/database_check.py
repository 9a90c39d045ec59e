"""The database: does it answer, take writes, fit this version, agree on the time; does every sealed value open."""

import stat
from pathlib import Path

from ostiary.clock import Clock
from ostiary.doctor.finding import Finding, fault, ok, warning
from ostiary.mail.mailer import NoMailer
from ostiary.refusals import REFUSALS
from ostiary.services.key_check import check_keys
from ostiary.services.passwords import Passwords
from ostiary.services.runtime import Runtime
from ostiary.settings import Settings
from ostiary.store.database import Database, DatabaseAddress
from ostiary.store.instants import to_micros
from ostiary.store.key_ring import parse_key_ring
from ostiary.store.migrating import is_migrated
from ostiary.store.time_check import database_micros
from ostiary.store.writing import is_writable

OFF_BY_FAULT = 15.0
"""Seconds. Half a time step: codes of right clocks begin to fail on one of two servers."""
OFF_BY_WARNING = 2.0
_NAMED_MAX = 5


async def check_database(settings: Settings) -> list[Finding]:
    """From the connection up to the keys, as far as it comes."""
    try:
        if _is_missing(DatabaseAddress(settings.database_url)):
            advice = "Run `ostiary migrate`, which makes it, or correct OSTIARY_DATABASE_URL."
            return [fault("database", "there is none to be seen at that path", advice)]
        database = await Database.open(settings.database_url, pool=1, statement_cache=settings.statement_cache)
    except REFUSALS:
        return []  # told with the settings
    try:
        with database.bound():
            await database.check()
            found = [ok("database", "answers"), await _version(database), await _writes(database), await _time()]
            if not any(each.about == "schema" and each.advice for each in found):
                found += await _keys(settings)
            return found
    except REFUSALS as refused:
        return [fault("database", "no connection", str(refused))]
    finally:
        await database.close()


def _is_missing(address: DatabaseAddress) -> bool:
    """Whether opening would make it: SQLite makes a file, and a database of an empty one. Raises what refuses it."""
    path = address.credentials(1, 0, None)["credentials"].get("file_path")
    if path is None:
        return False
    try:
        found = Path(path).stat()
    except OSError:
        return True
    return not (stat.S_ISREG(found.st_mode) and found.st_size)


async def _version(database: Database) -> Finding:
    try:
        if await is_migrated(database.address):
            return ok("schema", "fits this version")
    except REFUSALS as refused:
        return fault("schema", "does not fit this version", str(refused))
    return fault("schema", "older than this version", "Run `ostiary migrate`.")


async def _writes(database: Database) -> Finding:
    if await is_writable(database.address):
        return ok("writes", "taken")
    advice = "Every login writes: point OSTIARY_DATABASE_URL at the primary, or make disk, file and folder writable."
    return fault("writes", "refused: the database is read-only", advice)


async def _time() -> Finding:
    before = to_micros(Clock().now())
    told = await database_micros()
    if told is None:
        return ok("clock", "SQLite has this machine's; keep it right (NTP): codes live by time")
    after = to_micros(Clock().now())
    # What lies between is the way there and back, not a difference.
    off = max(before - told, told - after, 0) / 1_000_000
    advice = "Run NTP on this machine and on the database's: codes live by time, and so do sessions."
    if off > OFF_BY_FAULT:
        return fault("clock", f"differs from the database's by {off:.1f} s", advice)
    if off > OFF_BY_WARNING:
        return warning("clock", f"differs from the database's by {off:.1f} s", advice)
    return ok("clock", "agrees with the database's")


async def _keys(settings: Settings) -> list[Finding]:
    try:
        ring = parse_key_ring(settings.key_ring_text)
    except REFUSALS:
        return []  # told with the settings
    passwords = Passwords(memory_kib=8, passes=1)
    try:
        report = await check_keys(Runtime(Clock(), ring, NoMailer(), passwords, ""))
    finally:
        passwords.close()
    return _told_keys(report.opened, report.broken, report.missing_keys)


def _told_keys(opened: dict[str, int], broken: tuple[str, ...], missing: tuple[str, ...]) -> list[Finding]:
    found = []
    if missing:
        told = f"the ring lacks keys that sealed values need: {', '.join(missing)}"
        found.append(fault("keys", told, "Put these keys back into the key ring of this database."))
    if broken:
        named = ", ".join(broken[:_NAMED_MAX]) + (f" and {len(broken) - _NAMED_MAX} more" * (len(broken) > _NAMED_MAX))
        advice = (
            "This is another installation's ring under the same key id, or rows were altered: use the ring that "
            "belongs to this database, or restore the rows. `ostiary keys check` names them all."
        )
        found.append(fault("keys", f"{len(broken)} sealed values do not open: {named}", advice))
    if not found:
        told = ", ".join(f"{count} {kind}" for kind, count in opened.items())
        found.append(ok("keys", f"every sealed value opens ({told})"))
    return found
