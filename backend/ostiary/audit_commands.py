"""`ostiary audit …` and `ostiary users erase`: the sealed log from the command line."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

from ostiary.clock import Clock
from ostiary.command_line import ACTOR, opened
from ostiary.policy.addresses import is_email
from ostiary.policy.audit_chain import Anchor, Finding
from ostiary.refusals import CommandRefusedError
from ostiary.services.audit_file import LogFile, export_sealed
from ostiary.services.audit_signing import PublicKeys, public_audit_keys, public_keys_of, read_public_keys
from ostiary.services.audit_source import LiveLog
from ostiary.services.audit_verifying import LogSummary, read_anchors, verify_log
from ostiary.services.erasure import UserErased, erase_user
from ostiary.services.outcomes import LastAdministrator, OwnAccount, RoleInsufficient, SubjectMissing
from ostiary.services.retention import prune_next
from ostiary.settings import Settings
from ostiary.store.instants import from_micros
from ostiary.store.key_ring import parse_key_ring


async def verify(settings: Settings, file: Path | None, keys: Path | None, anchor: str | None) -> list[str]:
    """Look at the live log or at an export; answers what a sound one holds. A finding refuses the command."""
    anchors = _anchors(anchor) if anchor is not None else []
    now = Clock().now()
    if file is not None:
        found = await verify_log(LogFile(file), _public_keys(settings, keys), anchors, now)
    else:
        async with opened(settings):
            found = await verify_log(await LiveLog.open(), _public_keys(settings, keys), anchors, now)
    if isinstance(found, Finding):
        raise CommandRefusedError(f"The audit log is not sound: {found}.")
    return _summary(found, len(anchors))


async def export(settings: Settings) -> AsyncIterator[str]:
    """The lines of the sealed log."""
    async with opened(settings) as runtime:
        async for line in export_sealed(runtime.key_ring):
            yield line


def told_keys(settings: Settings) -> str:
    """The public keys of the key ring as a JWK Set."""
    return json.dumps(public_audit_keys(parse_key_ring(settings.key_ring_text)), indent=2)


async def prune(settings: Settings, days: int) -> str:
    """Remove whole batches of events older than so many days."""
    async with opened(settings) as runtime:
        cutoff, removed = runtime.clock.now() - timedelta(days=days), 0
        while count := await prune_next(runtime, cutoff, ACTOR):
            removed += count
    return f"{removed} events removed"


async def erase(settings: Settings, email: str) -> str:
    """Delete the user with this address, and what the log says of them."""
    if not is_email(email):
        raise CommandRefusedError("--email must be one plain address such as user@example.com.")
    async with opened(settings) as runtime:
        erased = await erase_user(runtime, ACTOR, email)
    match erased:
        case UserErased(events):
            return f"erased: the account is gone, and {events} events name nobody any more"
        case LastAdministrator():
            raise CommandRefusedError("This is the last administrator: make another one first.")
        case RoleInsufficient() | OwnAccount():
            raise CommandRefusedError("Whoever asks may not delete this user: ask an administrator.")
        case SubjectMissing():
            raise CommandRefusedError("Nobody has this address, and no event names it: correct --email.")


def _public_keys(settings: Settings, path: Path | None) -> PublicKeys:
    """Of a file, or of the key ring."""
    if path is None:
        return public_keys_of(parse_key_ring(settings.key_ring_text))
    try:
        told = json.loads(path.read_bytes())
    except (OSError, ValueError):
        raise CommandRefusedError("--keys must name a file as `ostiary audit keys` prints it.") from None
    return read_public_keys(told)


def _anchors(anchor: str) -> list[Anchor]:
    """A root itself, or a file of roots."""
    try:
        path = Path(anchor)
        text = path.read_text("utf-8") if path.is_file() else anchor
    except (OSError, ValueError):
        text = anchor
    anchors = read_anchors(text)
    if not anchors:
        raise CommandRefusedError("--anchor holds no root: give one that a server printed, or a file of them.")
    return anchors


def _summary(found: LogSummary, anchors: int) -> list[str]:
    check, waiting = found.check, found.unsealed
    lines = [f"sound: {check.events} events in {check.batches} batches"]
    if check.last is not None:
        lines.append(f"last: event {check.last_sequence}, root {check.last.root.hex()}")
    if found.horizon is not None:
        lines.append(f"removed by retention: events 1 to {found.horizon.through_sequence}")
    if check.erased_parts:
        lines.append(f"erased: {check.erased_parts} parts of events")
    if check.late:
        lines.append(f"sealed more than ten minutes after their time: {check.late}, first event {check.first_late}")
    if waiting.count and waiting.oldest_at is not None:
        lines.append(f"not sealed yet: {waiting.count}, oldest {from_micros(waiting.oldest_at).isoformat()}")
    if anchors:
        lines.append(f"anchors found: {anchors}")
    return lines
