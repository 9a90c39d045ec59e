"""Roots that were printed and kept elsewhere show what the database alone cannot."""

import json
from dataclasses import replace

import pytest

from ostiary.services.audit_verifying import AnchorRefusedError, LogSummary, read_anchors
from tests.audit.sealed_log import SealedLog


async def test_an_anchor_that_the_log_holds_is_found(log: SealedLog) -> None:
    told = await log.verified(await log.anchor())
    assert isinstance(told, LogSummary)
    assert told.check.anchors == []


async def test_another_root_at_the_anchors_place_is_forged(log: SealedLog) -> None:
    anchor = replace(await log.anchor(), root=bytes(32))
    assert (await log.found(anchor)).startswith(f"forged: event {anchor.sequence}:")


def test_anchors_are_read_from_roots_and_from_log_lines() -> None:
    root = "ab" * 32
    line = json.dumps({"event": "audit_root", "root": root, "sequence": 9, "batch": 2})
    other = json.dumps({"event": "request", "route": "/graphql"})
    anchors = read_anchors(f"{root}\n12:{root}\n\n{line}\n{other}\n")
    assert [each.sequence for each in anchors] == [None, 12, 9]
    assert {each.root for each in anchors} == {bytes.fromhex(root)}


@pytest.mark.parametrize(
    "text", ["ab", "x" * 64, "[]", '{"event":"audit_root"}', "-1:" + "ab" * 32, "１２:" + "ab" * 32]
)
def test_what_is_no_anchor_is_refused(text: str) -> None:
    with pytest.raises(AnchorRefusedError):
        read_anchors(text)
