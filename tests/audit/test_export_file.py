"""The log as a file verifies with the public keys alone, and names what was done to the file."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ostiary.policy.audit_chain import Finding
from ostiary.services.audit_file import AuditFileRefusedError
from ostiary.services.audit_signing import AuditKeysRefusedError, public_audit_keys, public_keys_of, read_public_keys
from ostiary.services.audit_verifying import LogSummary
from ostiary.services.erasure import erase_user
from ostiary.services.retention import prune_next
from ostiary.store.key_ring import KeyRing
from tests.audit.sealed_log import SealedLog
from tests.support.door import Door

Lines = list[dict[str, Any]]


def at(lines: Lines, kind: str, number: int) -> int:
    return [place for place, line in enumerate(lines) if line["kind"] == kind][number]


def edit(lines: Lines) -> None:
    lines[at(lines, "event", 6)]["event"]["country"] = "XX"


def delete(lines: Lines) -> None:
    del lines[at(lines, "event", 6)]


def delete_first(lines: Lines) -> None:
    del lines[at(lines, "event", 0)]


def delete_last(lines: Lines) -> None:
    del lines[at(lines, "event", -1)]


def swap(lines: Lines) -> None:
    one, other = (lines[at(lines, "event", place)] for place in (5, 6))
    one["sequence"], other["sequence"] = other["sequence"], one["sequence"]


def swap_lines(lines: Lines) -> None:
    """Each with its own number, neighbours of one batch."""
    place = at(lines, "event", 6)
    lines[place], lines[place + 1] = lines[place + 1], lines[place]


def swap_lines_of_batches(lines: Lines) -> None:
    one, other = at(lines, "event", 1), at(lines, "event", 6)
    lines[one], lines[other] = lines[other], lines[one]


def double(lines: Lines) -> None:
    place = at(lines, "event", 6)
    lines.insert(place, lines[place])


def put_in(lines: Lines) -> None:
    place = at(lines, "batch", 1)
    lines.insert(place, lines[place - 1] | {"sequence": 400})


def forge(lines: Lines) -> None:
    lines[at(lines, "batch", 1)]["root"] = "00" * 32


def cut_off(lines: Lines) -> None:
    del lines[at(lines, "batch", -1) :]


def cut_out_the_last_batch(lines: Lines) -> None:
    """The end stays: only its signature tells."""
    del lines[at(lines, "batch", -1) : -1]


def go_on(lines: Lines) -> None:
    lines.append(lines[-1])


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        (edit, "edited: event 7 "),
        (delete, "missing: event 7:"),
        (delete_first, "missing: event 1:"),
        (delete_last, "missing: event "),
        (swap, "reordered: event 6 "),
        (swap_lines, "reordered: event 8 "),
        (swap_lines_of_batches, "reordered: event 7 "),
        (double, "inserted: event 7 "),
        (put_in, "inserted: event 400 "),
        (forge, "forged: batch 2:"),
        (cut_off, "truncated: the file's end:"),
        (cut_out_the_last_batch, "truncated: the file:"),
        (go_on, "inserted: the file's end:"),
    ],
)
async def test_what_was_done_to_the_file_is_named(
    log: SealedLog, tmp_path: Path, done: Callable[[Lines], None], expected: str
) -> None:
    path = await log.exported(tmp_path / "log.jsonl")
    assert isinstance(await log.file_verified(path), LogSummary)
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    done(lines)
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    found = await log.file_verified(path)
    assert isinstance(found, Finding)
    assert str(found).startswith(expected)


async def is_sound(log: SealedLog, path: Path) -> bool:
    try:
        return isinstance(await log.file_verified(path), LogSummary)
    except AuditFileRefusedError:
        return False


async def test_no_byte_of_any_kind_of_line_is_another_and_no_line_elsewhere(
    log: SealedLog, door: Door, tmp_path: Path
) -> None:
    """Also of what was not sealed yet: the end is signed for the very file."""
    await erase_user(log.scene.runtime, log.scene.actor, "ana@example.com")
    await log.seal()
    await door.password(log.scene.users["bob@example.com"], "wrong password")
    path = await log.exported(tmp_path / "log.jsonl")
    lines = path.read_bytes().splitlines(keepends=True)
    kinds = [json.loads(line)["kind"] for line in lines]
    assert set(kinds) == {"batch", "event", "unsealed", "end"}
    assert await is_sound(log, path)
    for kind in set(kinds):
        number = kinds.index(kind)
        before, line, after = lines[:number], lines[number], lines[number + 1 :]
        for place in range(0, len(line) - 1, 9):
            changed = line[:place] + bytes([line[place] ^ 32]) + line[place + 1 :]
            path.write_bytes(b"".join([*before, changed, *after]))
            assert not await is_sound(log, path), (kind, place)
        for others in ([*before, *after], [*before, line, line, *after], [line, *before, *after] if number else []):
            path.write_bytes(b"".join(others))
            assert not await is_sound(log, path), kind


async def test_an_end_that_was_made_up_or_is_another_files_is_forged(log: SealedLog, tmp_path: Path) -> None:
    path = await log.exported(tmp_path / "log.jsonl")
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    lines[-1] |= {"lines": len(lines) - 2}
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    assert str(await log.file_verified(path)).startswith("forged: the file's end:")


async def test_a_file_after_erasure_and_retention_with_a_tail_is_sound(
    log: SealedLog, door: Door, tmp_path: Path
) -> None:
    await erase_user(log.scene.runtime, log.scene.actor, "ana@example.com")
    await log.seal()
    await prune_next(
        log.scene.runtime,
        log.scene.hands.now.fromtimestamp(log.batches[0].newest_at / 1e6 + 1, log.scene.hands.now.tzinfo),
    )
    await door.password(log.scene.users["bob@example.com"], "wrong password")
    told = await log.file_verified(await log.exported(tmp_path / "log.jsonl"), await log.anchor())
    assert isinstance(told, LogSummary)
    assert told.horizon is not None
    assert told.check.erased_parts > 0
    assert told.unsealed.count == 1


@pytest.mark.parametrize(
    "text", ["[]", "{", '{"kind":"batch"}', '{"kind":"event","sequence":"1"}', '{"kind":"what"}', "\udcff", "1", "null"]
)
async def test_a_file_that_is_no_log_is_refused_with_its_line(log: SealedLog, tmp_path: Path, text: str) -> None:
    path = tmp_path / "log.jsonl"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(AuditFileRefusedError, match="Line 1 "):
        await log.file_verified(path)


def test_published_keys_are_read_back_and_show_no_secret(key_ring: KeyRing) -> None:
    told = public_audit_keys(key_ring)
    read = read_public_keys(json.loads(json.dumps(told)))
    assert {kid: key.public_bytes_raw() for kid, key in read.items()} == {
        kid: key.public_bytes_raw() for kid, key in public_keys_of(key_ring).items()
    }
    assert [set(key) for key in told["keys"]] == [{"kty", "crv", "kid", "use", "alg", "x"}]


@pytest.mark.parametrize("told", [None, [], {}, {"keys": [{}]}, {"keys": [{"kid": "a", "x": "!"}]}, {"keys": 3}])
def test_what_is_no_key_set_is_refused(told: Any) -> None:
    with pytest.raises(AuditKeysRefusedError):
        read_public_keys(told)
