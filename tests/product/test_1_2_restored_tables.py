"""What rows of a backup bring back after OTP was turned off: nothing, as long as the epoch's key is gone."""

from dataclasses import replace

import pytest

from ostiary.policy.vocabulary import FactorKind
from ostiary.services.directory import Actor
from ostiary.services.key_check import check_keys
from ostiary.services.key_rotation import rotate_keys
from ostiary.services.outcomes import BindingMissing
from ostiary.store.data_keys import bound_secrets_after
from ostiary.store.key_ring import KeyRing, UnknownKeyError, generate_key_ring, parse_key_ring
from ostiary.store.records import ApplicationRecord, UserRecord
from ostiary.store.sealing import SealBrokenError, SealedPlace, WrappedKey, open_secret
from ostiary.store.statements import Row, rows_of, uuid_of
from tests.support.door import Door
from tests.support.scene import OFFICE, Scene

OTP = FactorKind.OTP


async def copied(table: str) -> list[Row]:
    return await rows_of(f"SELECT * FROM {table}")


async def restore(table: str, rows: list[Row]) -> None:
    """Put these rows in place of those that are there."""
    await rows_of(f"DELETE FROM {table} WHERE TRUE RETURNING id")
    for row in rows:
        listed = ", ".join(f"${number}" for number in range(1, len(row) + 1))
        await rows_of(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({listed}) RETURNING id", *row.values())


def opens(ring: KeyRing, binding: Row, factor: Row, epoch: int) -> bool:
    """Whether a binding's secret opens with a factor's data key, said to be of this epoch."""
    place = SealedPlace(uuid_of(binding["id"]), uuid_of(binding["user_id"]), uuid_of(binding["application_id"]), epoch)
    key = WrappedKey(factor["key_id"], bytes(factor["wrapped_key"]))
    try:
        open_secret(ring, key, uuid_of(factor["id"]), place, bytes(binding["sealed_secret"]))
    except (SealBrokenError, UnknownKeyError):
        return False
    return True


async def otp_row(acme: ApplicationRecord) -> Row:
    return (await rows_of("SELECT * FROM factors WHERE application_id = $1 AND kind = 'OTP'", acme.id))[0]


async def test_bindings_restored_beside_todays_factors_are_dead_and_open_nothing(
    scene: Scene, acme: ApplicationRecord, door: Door, ana: UserRecord
) -> None:
    """1.2; C3: no row brings one back: with today's key ring, in its own epoch, in today's, in any."""
    app, ring = await door.bind(ana), scene.runtime.key_ring
    bindings, before = await copied("bindings"), await otp_row(acme)
    assert opens(ring, bindings[0], before, before["epoch"])
    await scene.switch(acme, off=[OTP])
    await scene.switch(acme, on=[OTP])
    await restore("bindings", bindings)
    today = await otp_row(acme)
    assert [opens(ring, bindings[0], today, epoch) for epoch in (before["epoch"], today["epoch"])] == [False, False]
    assert await bound_secrets_after(None, 10) == []
    verified = await door.verify(await door.challenge(ana), app.code_at(scene.hands.now))
    assert verified == BindingMissing()


@pytest.mark.parametrize("column", ["bindings", "factors"])
async def test_an_epoch_made_to_match_by_hand_opens_nothing_either(
    scene: Scene, acme: ApplicationRecord, door: Door, ana: UserRecord, column: str
) -> None:
    """1.2; C3: the number is not the key. `ostiary keys check` names the row."""
    await door.bind(ana)
    bindings, before = await copied("bindings"), await otp_row(acme)
    await scene.switch(acme, off=[OTP])
    await restore("bindings", bindings)
    if column == "bindings":
        await rows_of("UPDATE bindings SET epoch = $1 RETURNING id", (await otp_row(acme))["epoch"])
    else:
        await rows_of("UPDATE factors SET epoch = $2 WHERE id = $1 RETURNING id", before["id"], before["epoch"])
    assert len(await bound_secrets_after(None, 10)) == 1
    found = await check_keys(scene.runtime)
    assert found.opened["bound secrets"] == 0
    assert f"secret of binding {bindings[0]['id']}" in found.broken


async def test_a_backup_of_both_tables_opens_until_its_ring_key_is_rotated_out(
    scene: Scene, acme: ApplicationRecord, door: Door, ana: UserRecord
) -> None:
    """1.2; C3, and its limit (docs/security.md): the old data key is in the old row, under a ring key that still is."""
    await door.bind(ana)
    old, bindings = await otp_row(acme), await copied("bindings")
    await scene.switch(acme, off=[OTP])
    assert opens(scene.runtime.key_ring, bindings[0], old, old["epoch"])
    newer = parse_key_ring(generate_key_ring("newer"))
    both = KeyRing((*newer.keys, *scene.runtime.key_ring.keys))
    await rotate_keys(replace(scene.runtime, key_ring=both), Actor(None, OFFICE), lambda line: None)
    assert not opens(newer, bindings[0], old, old["epoch"])
