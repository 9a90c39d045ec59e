"""The log may be large; what is held of it at a time is not."""

import tracemalloc
from pathlib import Path

import pytest

from ostiary.policy.vocabulary import FactorKind
from ostiary.services.audit_sealing import seal_next
from ostiary.services.audit_verifying import LogSummary
from ostiary.services.outcomes import LoginCompleted
from ostiary.services.retention import prune_next
from ostiary.store.database import Database
from ostiary.store.ids import new_id
from ostiary.store.statements import rows_of, run_many
from ostiary.store.unit_of_work import unit_of_work
from tests.audit.sealed_log import SealedLog
from tests.support.door import Door
from tests.support.many_events import OTHERS_WAIT
from tests.support.passing_time import START
from tests.support.scene import Scene


async def test_a_complete_login_with_otp_is_three_rows_as_the_sizing_says(scene: Scene) -> None:
    """docs/operations.md, "How big"."""
    application = await scene.application(FactorKind.OTP)
    user, door = await scene.user("ana@example.com", application), Door(scene, application)
    app = await door.bind(user)
    before = await rows_of("SELECT id FROM audit_events")
    completed = await door.verify(await door.challenge(user), app.code_at(scene.hands.now))
    assert isinstance(completed, LoginCompleted)
    assert len(await rows_of("SELECT id FROM audit_events")) - len(before) == 3
    said = (Path(__file__).parents[2] / "docs/operations.md").read_text("utf-8")
    assert "A complete login with OTP writes three rows to it" in said


@pytest.mark.slow
@pytest.mark.timeout(400)
async def test_twenty_thousand_events_are_sealed_verified_and_pruned_a_page_at_a_time(
    scene: Scene, database: Database
) -> None:
    """What is held does not grow with the log: twenty thousand rows at once would be several times as much."""
    count, at = 20_000, int(START.timestamp()) * 1_000_000
    await rows_of("DELETE FROM audit_events RETURNING id")
    await rows_of("DELETE FROM audit_unsealed RETURNING event_id")
    async with unit_of_work():
        await run_many(
            "INSERT INTO audit_events (id, type, category, occurred_at, ip, result, details) "
            "VALUES ($1, 'LOGIN', 'USER_BEHAVIOR', $2, '203.0.113.9', 'SUCCESS', '[]')",
            [(new_id(), at + number) for number in range(count)],
        )
        await rows_of(OTHERS_WAIT)
    tracemalloc.start()
    while await seal_next(scene.runtime.key_ring, scene.hands.now):
        pass
    scene.hands.move(days=10)
    told = await SealedLog(scene).verified()
    while await prune_next(scene.runtime, scene.hands.now):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(told, LogSummary)
    assert told.check.events == count
    assert await rows_of("SELECT id FROM audit_events") == await rows_of("SELECT event_id FROM audit_places") == []
    assert peak < 12 * 2**20
