"""`ostiary audit verify`: the whole log against its chain, its signed roots and the roots kept elsewhere."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ostiary.policy.audit_chain import Anchor, Batch, Finding, FindingKind, Horizon
from ostiary.policy.audit_check import LogCheck
from ostiary.services.audit_signing import PublicKeys, verifier
from ostiary.services.audit_source import LogSource
from ostiary.store.audit_unsealed import Unsealed

_ANCHOR = re.compile(r"(?:(\d{1,18}):)?([0-9a-fA-F]{64})", re.ASCII)


class AnchorRefusedError(Exception):
    """What was given as an anchor is none."""


@dataclass(frozen=True)
class LogSummary:
    """What was looked at, and what waits."""

    check: LogCheck
    horizon: Horizon | None
    unsealed: Unsealed


async def verify_log(
    source: LogSource, keys: PublicKeys, anchors: Sequence[Anchor], now: datetime
) -> Finding | LogSummary:
    """The first thing that is wrong, in the log's order, or what a sound log holds. Memory does not grow with it."""
    check = LogCheck(verifier(keys), list(anchors))
    reached = await source.horizon()
    if reached is not None and not check.is_signed(reached):
        place = f"retention through batch {reached.through_batch}"
        return Finding(FindingKind.FORGED, place, "its signature does not hold, or its key is not known here")
    async for batch in source.batches():
        finding = check.batch(batch)
        if finding is None and not _is_pruned(batch, reached):
            finding = await _contents(source, check, batch)
        if finding is not None:
            return await _explained(source, check, finding)
    finding = _beyond_horizon(check, reached) or check.end() or await source.strays(check, now)
    return finding or LogSummary(check, await source.horizon(), await source.unsealed())


def read_anchors(text: str) -> list[Anchor]:
    """Roots from a server's log lines, or as `SEQUENCE:ROOT` or `ROOT` a line. Raises AnchorRefusedError."""
    anchors = []
    for line in filter(None, (each.strip() for each in text.splitlines())):
        match = _ANCHOR.fullmatch(line)
        if match:
            anchors.append(Anchor(bytes.fromhex(match[2]), int(match[1]) if match[1] else None))
            continue
        try:
            told = json.loads(line)
            if told.get("event") == "audit_root":
                anchors.append(Anchor(bytes.fromhex(told["root"]), int(told["sequence"])))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise AnchorRefusedError(
                "An anchor must be a root, SEQUENCE:ROOT, or a file of such lines or of a server's log."
            ) from None
    return anchors


async def _contents(source: LogSource, check: LogCheck, batch: Batch) -> Finding | None:
    """Its events, unless retention removed them meanwhile."""
    finding = check.contents(batch, await source.events_of(batch))
    return None if finding is not None and _is_pruned(batch, await source.horizon()) else finding


def _is_pruned(batch: Batch, reached: Horizon | None) -> bool:
    return reached is not None and batch.number <= reached.through_batch


def _beyond_horizon(check: LogCheck, reached: Horizon | None) -> Finding | None:
    if reached is None or check.last is None or reached.through_batch <= check.last.number:
        return None
    place = f"batch {check.last.number + 1}"
    return Finding(FindingKind.TRUNCATED, place, f"retention is signed through batch {reached.through_batch}")


async def _explained(source: LogSource, check: LogCheck, finding: Finding) -> Finding:
    """Not edited but moved or put in, if another event of the log belongs in its place."""
    misfit = check.misfit
    if misfit is None or finding.kind is not FindingKind.EDITED:
        return finding
    async for other in source.events():
        explained = misfit.explained_by(other)
        if explained is not None:
            return explained
    return finding
