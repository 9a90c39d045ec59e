"""The sealed log as a file, to be verified far from here: one JSON object a line, in the log's order.

A batch is followed by its events; what is not sealed yet comes last, then a line that says that this is the end. It is
signed and holds a hash of all before it: nothing in the file changes unseen, whether or not it was sealed yet.
"""

import json
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import asdict, fields
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from ostiary.policy.audit_chain import Batch, Erasure, FileEnd, Finding, FindingKind, Horizon, SealedEvent
from ostiary.policy.audit_check import LogCheck
from ostiary.policy.audit_form import FORMS, Part
from ostiary.services.audit_signing import sign
from ostiary.services.audit_source import LiveLog
from ostiary.store.audit_unsealed import Unsealed, unsealed_events
from ostiary.store.key_ring import KeyRing

LINE_MAX = 1_000_000
_UNSEALED_MAX = 1000
_T = TypeVar("_T", Batch, Horizon, Erasure, FileEnd)


class AuditFileRefusedError(Exception):
    """A file that is no sealed log; the message says which line."""


async def export_sealed(ring: KeyRing) -> AsyncIterator[str]:
    """The lines of the live log, a page in memory at a time; the last one is signed."""
    lines, hashed = 0, sha256()
    async for line in _log_lines():
        lines += 1
        hashed.update(line.encode())
        yield line
    yield _line("end", _told(sign(ring, FileEnd(lines, hashed.digest(), ring.sealing_key_id))))


async def _log_lines() -> AsyncIterator[str]:
    source = await LiveLog.open()
    reached = await source.horizon()
    if reached is not None:
        yield _line("horizon", _told(reached))
    async for batch in source.batches():
        yield _line("batch", _told(batch))
        if reached is not None and batch.number <= reached.through_batch:
            continue
        for event in await source.events_of(batch):
            yield _line("event", _told_event(event))
    waiting = await unsealed_events(_UNSEALED_MAX)
    for row in waiting.rows if waiting else ():
        yield _line("unsealed", {"event": dict(row)})


class LogFile:
    """A file that `export_sealed` wrote."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines = self._read()
        self._ahead: dict[str, Any] | None = None
        self._strays: SealedEvent | None = None
        self._unsealed = Unsealed(0)
        self._end: FileEnd | None = None
        self._goes_on = False

    async def horizon(self) -> Horizon | None:
        """How far retention had come: the first line, if it had."""
        first = next(self._read(), None)
        return _read(Horizon, first) if first and first["kind"] == "horizon" else None

    async def batches(self) -> AsyncIterator[Batch]:
        """All batches; events that nobody asked for are strays."""
        while (line := self._next()) is not None:
            match line["kind"]:
                case "batch":
                    yield _read(Batch, line)
                case "event":
                    self._strays = self._strays or _read_event(line)
                case "unsealed":
                    oldest = line["event"]
                    self._unsealed = Unsealed(
                        self._unsealed.count + 1,
                        self._unsealed.oldest_at or oldest.get("occurred_at"),
                        self._unsealed.oldest_id or str(oldest.get("id")),
                    )
                case "end":
                    self._end = _read(FileEnd, line)

    async def events_of(self, batch: Batch) -> list[SealedEvent]:
        """The lines that follow the batch's."""
        events: list[SealedEvent] = []
        while (line := self._next()) is not None:
            if line["kind"] != "event" or len(events) > batch.last_sequence - batch.first_sequence:
                self._ahead = line
                break
            events.append(_read_event(line))
        return events

    async def events(self) -> AsyncIterator[SealedEvent]:
        """All events, read anew."""
        for line in self._read():
            if line["kind"] == "event":
                yield _read_event(line)

    async def strays(self, check: LogCheck, now: datetime) -> Finding | None:
        """An event outside its batch, no end, or one that was signed for another file."""
        del now
        if self._strays is not None:
            place = f"event {self._strays.sequence} ({self._strays.id})"
            return Finding(FindingKind.INSERTED, place, "no batch was sealed with it")
        if self._end is None:
            return Finding(FindingKind.TRUNCATED, "the file's end", "its last line is not there")
        if self._goes_on:
            return Finding(FindingKind.INSERTED, "the file's end", "more lines follow its last one")
        if not check.is_signed(self._end):
            return Finding(FindingKind.FORGED, "the file's end", "its signature does not hold, or its key is not known")
        return self._unlike(self._end)

    async def unsealed(self) -> Unsealed:
        """Events that waited."""
        return self._unsealed

    def _unlike(self, end: FileEnd) -> Finding | None:
        """Whether these are the very lines that were exported."""
        lines, hashed, line = 0, sha256(), b""
        with self._path.open("rb") as opened:
            for following in opened:
                if line:
                    lines += 1
                    hashed.update(line)
                line = following
        if lines != end.lines:
            kind = FindingKind.TRUNCATED if lines < end.lines else FindingKind.INSERTED
            return Finding(kind, "the file", f"it was exported with {end.lines} lines before its end and has {lines}")
        if hashed.digest() != end.digest:
            return Finding(FindingKind.EDITED, "the file", "a line is not what was exported")
        return None

    def _next(self) -> dict[str, Any] | None:
        line, self._ahead = self._ahead or next(self._lines, None), None
        self._goes_on = self._goes_on or (self._end is not None and line is not None)
        return line

    def _read(self) -> Iterator[dict[str, Any]]:
        try:
            with self._path.open("rb") as opened:
                number = 0
                while text := opened.readline(LINE_MAX):
                    number += 1
                    yield _parsed(text, number)
        except OSError:
            raise AuditFileRefusedError("The file of --file cannot be read: correct its path.") from None


def _parsed(text: bytes, number: int) -> dict[str, Any]:
    refused = AuditFileRefusedError(
        f"Line {number} of the file is none of a sealed log: export it anew with `ostiary audit export`."
    )
    try:
        line = json.loads(text)
        kind = line["kind"]
        if kind == "event":
            _read_event(line)
        elif kind == "batch":
            _read(Batch, line)
        elif kind == "horizon" and number == 1:
            _read(Horizon, line)
        elif kind == "end":
            _read(FileEnd, line)
        elif kind != "unsealed" or not isinstance(line["event"], dict):
            raise refused
    except (ValueError, KeyError, TypeError, AttributeError):
        raise refused from None
    return dict(line)


def _line(kind: str, told: Mapping[str, Any]) -> str:
    return json.dumps({"kind": kind, **told}, ensure_ascii=False, separators=(",", ":")) + "\n"


def _told(signed: Batch | Horizon | Erasure | FileEnd) -> dict[str, Any]:
    return {name: value.hex() if isinstance(value, bytes) else value for name, value in asdict(signed).items()}


def _told_event(event: SealedEvent) -> dict[str, Any]:
    return {
        "sequence": event.sequence,
        "seal": event.seal.hex(),
        "salts": {part.value: salt.hex() if salt is not None else None for part, salt in event.salts.items()},
        "erasures": [_told(each) for each in event.erasures.values()],
        "event": dict(event.row),
    }


def _read(kind: type[_T], line: Mapping[str, Any]) -> _T:
    values: dict[str, Any] = {}
    for each in fields(kind):
        value = line[each.name]
        if each.type is bytes:
            value = _unhexed(value)
        elif each.type is Part:
            value = Part(value)
        elif not isinstance(value, each.type) or isinstance(value, bool):  # type: ignore[arg-type]
            raise TypeError(each.name)
        values[each.name] = value
    return kind(**values)


def _read_event(line: Mapping[str, Any]) -> SealedEvent:
    row, salts = line["event"], line["salts"]
    if not isinstance(line["sequence"], int) or any(column not in row for column in FORMS[max(FORMS)].columns):
        raise TypeError("event")
    erasures = [_read(Erasure, each) for each in line["erasures"]]
    return SealedEvent(
        line["sequence"],
        row,
        {part: _unhexed(salts[part.value]) if salts[part.value] is not None else None for part in Part},
        _unhexed(line["seal"]),
        {each.part: each for each in erasures},
    )


def _unhexed(text: str) -> bytes:
    """As `bytes.hex` writes it: there is one text for one value, so that a byte that changed is not overlooked."""
    value = bytes.fromhex(text)
    if value.hex() != text:
        raise ValueError("not in lower case")
    return value
