"""A new first key takes over everything that older keys wrap or vouch for; then they may go."""

from dataclasses import replace

import pytest

from ostiary.policy.audit import AuditEventType
from ostiary.policy.vocabulary import FactorKind
from ostiary.services.audit_sealing import seal_next
from ostiary.services.audit_signing import public_keys_of
from ostiary.services.audit_source import LiveLog
from ostiary.services.audit_verifying import LogSummary, verify_log
from ostiary.services.directory import Actor
from ostiary.services.erasure import erase_user
from ostiary.services.key_check import check_keys
from ostiary.services.key_rotation import rotate_keys
from ostiary.services.outcomes import LoginCompleted
from ostiary.services.retention import prune_next
from ostiary.services.runtime import Runtime
from ostiary.store.away import DatabaseAwayError
from ostiary.store.key_ring import KeyRing, generate_key_ring, parse_key_ring
from ostiary.store.key_usage import key_uses
from ostiary.store.statements import rows_of
from tests.support.crew import at_once
from tests.support.door import Door
from tests.support.rows import changed_by
from tests.support.scene import OFFICE, Scene

ACTOR = Actor(None, OFFICE)


def rung(runtime: Runtime, *rings: KeyRing) -> Runtime:
    """The same runtime with the keys of these rings, in this order."""
    return replace(runtime, key_ring=KeyRing(tuple(key for ring in rings for key in ring.keys)))


@pytest.fixture
def newer() -> KeyRing:
    return parse_key_ring(generate_key_ring("newer"))


@pytest.fixture
async def door(scene: Scene) -> Door:
    return Door(scene, await scene.application(FactorKind.OTP))


async def rotate(runtime: Runtime) -> dict[str, dict[str, int]]:
    rotated = await rotate_keys(runtime, ACTOR, lambda line: None)
    assert rotated.failed == ()
    return rotated.uses


async def test_after_a_rotation_and_without_the_old_key_everybody_signs_in_as_before(
    scene: Scene, door: Door, newer: KeyRing, key_ring: KeyRing
) -> None:
    ana = await scene.user("ana@example.com", door.application)
    app = await door.bind(ana)
    scene.hands.move(minutes=11)
    both = rung(scene.runtime, newer, key_ring)
    assert set(await rotate(both)) == {"newer"}
    scene.runtime = rung(scene.runtime, newer)
    completed = await door.verify(await door.challenge(ana), app.code_at(scene.hands.now))
    assert isinstance(completed, LoginCompleted)
    assert (await check_keys(scene.runtime)).is_sound


async def test_secrets_epochs_versions_and_bindings_stay_as_they_are(
    scene: Scene, door: Door, newer: KeyRing, key_ring: KeyRing
) -> None:
    await door.bind(await scene.user("ana@example.com", door.application))
    both = rung(scene.runtime, newer, key_ring)
    assert await changed_by(lambda: rotate(both)) == {"factors.key_id", "factors.wrapped_key", "audit_events+"}
    (event,) = await scene.log(AuditEventType.KEYS_ROTATED)
    assert event.details == (("key", "newer"), ("dataKeys", "4"))


async def test_done_again_it_changes_nothing(scene: Scene, door: Door, newer: KeyRing, key_ring: KeyRing) -> None:
    both = rung(scene.runtime, newer, key_ring)
    await rotate(both)
    assert await changed_by(lambda: rotate(both)) == set()


async def test_several_at_once_wrap_every_key_once(scene: Scene, door: Door, newer: KeyRing, key_ring: KeyRing) -> None:
    for number in range(10):
        await scene.application(client_id=f"app{number}")
    both = rung(scene.runtime, newer, key_ring)
    rotated = await at_once(4, lambda _: rotate_keys(both, ACTOR, lambda line: None))
    assert sum(each.rewrapped for each in rotated) == 24
    assert {row["key_id"] for row in await rows_of("SELECT key_id FROM factors")} == {"newer"}
    assert (await check_keys(rung(scene.runtime, newer))).is_sound


async def test_interrupted_in_the_middle_it_is_finished_by_the_next_run(
    scene: Scene, door: Door, newer: KeyRing, key_ring: KeyRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every step leaves an installation that works; what the interrupted step did is undone whole."""
    both, heard = rung(scene.runtime, newer, key_ring), list[str]()
    monkeypatch.setattr("ostiary.services.key_rotation.WRAPPED_AT_ONCE", 1)

    def interrupt(line: str) -> None:
        heard.append(line)
        if len(heard) == 2:
            raise KeyboardInterrupt

    with pytest.raises((KeyboardInterrupt, DatabaseAwayError)):
        await rotate_keys(both, ACTOR, interrupt)
    assert len(await rows_of("SELECT id FROM factors WHERE key_id = 'newer'")) == 2
    assert (await check_keys(both)).is_sound
    assert heard == [f"wrapped {number} of 4 data keys anew under newer" for number in (1, 2)]
    assert set(await rotate(both)) == {"newer"}


async def test_a_mailed_code_keeps_its_key_until_the_challenge_is_over(
    scene: Scene, door: Door, newer: KeyRing, key_ring: KeyRing
) -> None:
    """Decision 0007: the code is derived from the key that mailed it."""
    ana = await scene.user("ana@example.com", door.application)
    token = await door.challenge(ana)
    code, app = await door.mailed_code(token, ana), await door.offer(token)
    scene.runtime = rung(scene.runtime, newer, key_ring)
    assert (await rotate(scene.runtime))["test"] == {"mailed codes": 1}
    completed = await door.confirm(token, app.code_at(scene.hands.now), code)
    assert isinstance(completed, LoginCompleted)
    assert set(await key_uses(scene.hands.now)) == {"newer"}


async def test_the_audit_log_verifies_without_the_old_key(
    scene: Scene, door: Door, newer: KeyRing, key_ring: KeyRing
) -> None:
    """Erasures, retention and the last root are signed anew; older roots are covered by it."""
    await door.bind(await scene.user("ana@example.com", door.application))
    await seal_next(key_ring, scene.hands.now)
    scene.hands.move(days=2)
    await door.bind(await scene.user("bob@example.com", door.application))
    await seal_next(key_ring, scene.hands.now)
    await prune_next(scene.runtime, scene.hands.now.replace(hour=0))
    await erase_user(scene.runtime, ACTOR, "bob@example.com")
    assert set((await key_uses(scene.hands.now))["test"]) >= {"audit erasures", "audit retention", "last audit root"}
    scene.hands.move(minutes=11)
    assert set(await rotate(rung(scene.runtime, newer, key_ring))) == {"newer"}
    told = await verify_log(await LiveLog.open(), public_keys_of(newer), [], scene.hands.now)
    assert isinstance(told, LogSummary)
    assert (told.horizon is not None, told.check.erased_parts > 0) == (True, True)


async def test_a_forged_erasure_is_not_vouched_for(scene: Scene, door: Door, newer: KeyRing, key_ring: KeyRing) -> None:
    await scene.user("ana@example.com", door.application)
    await seal_next(key_ring, scene.hands.now)
    await erase_user(scene.runtime, ACTOR, "ana@example.com")
    await rows_of("UPDATE audit_erasures SET signature = $1 RETURNING id", bytes(64))
    await rotate(rung(scene.runtime, newer, key_ring))
    assert {row["key_id"] for row in await rows_of("SELECT key_id FROM audit_erasures")} == {"test"}


async def test_a_data_key_that_does_not_open_is_named_and_left(
    scene: Scene, door: Door, newer: KeyRing, key_ring: KeyRing
) -> None:
    factor = await scene.factor(door.application, FactorKind.OTP)
    await rows_of("UPDATE factors SET wrapped_key = $2 WHERE id = $1 RETURNING id", factor.id, bytes(60))
    rotated = await rotate_keys(rung(scene.runtime, newer, key_ring), ACTOR, lambda line: None)
    assert (rotated.failed, rotated.rewrapped) == ((factor.id,), 3)
    assert rotated.uses["test"]["data keys"] == 1


async def test_a_check_counts_what_opens_and_names_what_does_not(scene: Scene, door: Door) -> None:
    ana = await scene.user("ana@example.com", door.application)
    bob = await scene.user("bob@example.com", door.application)
    await door.bind(ana)
    await door.offer(await door.challenge(bob))
    assert (await check_keys(scene.runtime)).opened == {"data keys": 4, "bound secrets": 1, "offered secrets": 1}
    # A secret that was moved to another user's row: the associated data names its own.
    await rows_of("UPDATE bindings SET user_id = $1 RETURNING id", bob.id)
    (binding,) = await rows_of("SELECT id FROM bindings")
    found = await check_keys(scene.runtime)
    assert (found.broken, found.is_sound) == ((f"secret of binding {binding['id']}",), False)
    assert found.opened["bound secrets"] == 0


async def test_a_check_names_a_key_that_is_needed_and_not_there(scene: Scene, door: Door, newer: KeyRing) -> None:
    found = await check_keys(rung(scene.runtime, newer))
    assert found.missing_keys == ("test",)
    assert found.opened["data keys"] == 0
    assert len(found.broken) == 4
