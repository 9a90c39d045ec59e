"""What is dead is swept in batches; what lives is never touched."""

import asyncio
from datetime import timedelta
from typing import Any

import asyncpg
import pytest

from ostiary.policy.vocabulary import FactorKind
from ostiary.store import sweeping
from ostiary.store.applications import factors_of
from ostiary.store.bindings import bindings_of
from ostiary.store.database import Database
from ostiary.store.password_resets import keep_reset
from ostiary.store.statements import is_sqlite, rows_of
from ostiary.store.sweeping import KEPT, batch_size, sweep
from tests.support.door import Door
from tests.support.many_users import write_bindings, write_users
from tests.support.passing_time import Hands
from tests.support.rows import changed_by
from tests.support.scene import Scene


async def test_what_lives_is_never_touched(scene: Scene) -> None:
    application = await scene.application(FactorKind.OTP, FactorKind.EMAIL)
    user = await scene.user("ana@example.com", application)
    await Door(scene, application).bind(user)
    await Door(scene, application).challenge(user)
    assert await changed_by(lambda: sweep(scene.hands.now)) == set()


async def test_bindings_of_a_past_epoch_go_and_those_of_the_present_stay(scene: Scene) -> None:
    application = await scene.application(FactorKind.OTP)
    other = await scene.application(FactorKind.OTP, client_id="other")
    user = await scene.user("ana@example.com", application, other)
    await Door(scene, application).bind(user)
    await Door(scene, other).bind(user)
    await scene.switch(application, off=[FactorKind.OTP])
    assert await sweep(scene.hands.now) == 1
    assert [each.application_id for each in (await bindings_of([user.id]))[user.id]] == [other.id]
    assert len(await rows_of("SELECT id FROM bindings")) == 1


async def test_a_batch_is_small_whatever_their_number_and_whoever_comes_next_goes_on(scene: Scene) -> None:
    """C3: dead at once; removed by and by, so that nobody waits for it."""
    application = await scene.application(FactorKind.OTP)
    [factor] = [each for each in (await factors_of([application.id]))[application.id] if each.kind is FactorKind.OTP]
    batch = batch_size()
    await write_users(2 * batch + 7, scene.hands.now, application.id)
    await write_bindings(factor.id)
    assert await scene.switch(application, off=[FactorKind.OTP]) == 2 * batch + 7
    left = []
    while await sweep(scene.hands.now):
        left.append(len(await rows_of("SELECT id FROM bindings")))
    assert left == [batch + 7, 7, 0]
    assert batch == (100 if is_sqlite() else 500)


async def test_what_lives_is_not_walked_to_find_what_is_dead(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """A factor that was turned off and on again, and has been bound anew by many: its oldest epoch tells."""
    application = await scene.application(FactorKind.OTP)
    [factor] = [each for each in (await factors_of([application.id]))[application.id] if each.kind is FactorKind.OTP]
    await scene.switch(application, off=[FactorKind.OTP])
    await scene.switch(application, on=[FactorKind.OTP])
    await write_users(3_000, scene.hands.now, application.id)
    await write_bindings(factor.id)
    plans: list[str] = []

    async def explained(sql: str, *values: Any) -> list[dict[str, Any]]:
        asked = f"EXPLAIN {'QUERY PLAN ' if is_sqlite() else ''}{sql}"
        plans.extend(str(value) for row in await rows_of(asked, *values) for value in row.values())
        return await rows_of(sql, *values)

    monkeypatch.setattr(sweeping, "rows_of", explained)
    assert await sweep(scene.hands.now) == 0
    assert "bindings_by_factor" in " ".join(plans)
    assert not any("Seq Scan on bindings" in step or "SCAN b" in step.split("factors")[0] for step in plans)


async def test_whatever_has_ended_goes_after_their_time(scene: Scene) -> None:
    application = await scene.application(FactorKind.OTP)
    user = await scene.user("ana@example.com", application)
    await Door(scene, application).bind(user)
    await Door(scene, application).password(user, "wrong password")
    await keep_reset(user.id, b"x" * 32, scene.hands.now)
    scene.hands.now += timedelta(minutes=10) + KEPT + timedelta(minutes=1)
    assert await changed_by(lambda: sweep(scene.hands.now)) == {
        "challenges-",
        "sessions-",
        "mailed_codes-",
        "password_guesses-",
        "password_resets-",
    }
    assert await sweep(scene.hands.now) == 0


@pytest.mark.postgres
async def test_two_who_sweep_at_once_have_a_batch_each_and_neither_waits(postgres_url: str, hands: Hands) -> None:
    """What another one is about to remove is left to them."""
    database = await Database.open(postgres_url, pool=2)
    with database.bound():
        await rows_of(
            "INSERT INTO password_guesses (key, failures, window_ends_at) "
            "SELECT sha256(CAST(CAST(n AS TEXT) AS BYTEA)), 1, n FROM generate_series(1, 700) AS n RETURNING key"
        )
        other = await asyncpg.connect(postgres_url)
        async with other.transaction():
            await other.execute("DELETE FROM password_guesses WHERE window_ends_at <= 500")
            assert await asyncio.wait_for(sweep(hands.now), 10) == 200
        await other.close()
        assert await rows_of("SELECT key FROM password_guesses") == []
    await database.close()
