"""Wrapping a data key anew is a guard: it changes the row that was read, or nothing."""

from dataclasses import replace

import pytest

from ostiary.policy.vocabulary import FactorKind
from ostiary.store.data_keys import data_keys_after, rewrap
from ostiary.store.key_ring import KeyRing, generate_key_ring, parse_key_ring
from ostiary.store.sealing import wrap_anew
from tests.support.rows import changed_by
from tests.support.scene import Scene


@pytest.fixture
def both(key_ring: KeyRing) -> KeyRing:
    return KeyRing((*parse_key_ring(generate_key_ring("newer")).keys, *key_ring.keys))


async def test_a_key_whose_epoch_ended_meanwhile_is_not_brought_back(scene: Scene, both: KeyRing) -> None:
    """Rule C3: a rotation that read the row before "off" must not put the old key back after it."""
    acme = await scene.application(FactorKind.OTP)
    factor = await scene.factor(acme, FactorKind.OTP)
    (read,) = [row for row in await data_keys_after(None, 10) if row.factor_id == factor.id]
    await scene.switch(acme, off=[FactorKind.OTP])
    anew = wrap_anew(both, read.key, read.factor_id, read.epoch)

    async def put_back() -> None:
        assert not await rewrap(read, anew)
        assert not await rewrap(replace(read, epoch=read.epoch + 1), anew)

    assert await changed_by(put_back) == set()


async def test_a_key_that_somebody_else_wrapped_anew_stays_as_it_is(scene: Scene, both: KeyRing) -> None:
    (read, *_) = await data_keys_after(None, 10)
    first, second = (wrap_anew(both, read.key, read.factor_id, read.epoch) for _ in range(2))
    assert await rewrap(read, first)
    assert not await rewrap(read, second)
    kept = [row.key for row in await data_keys_after(None, 10) if row.factor_id == read.factor_id]
    assert kept == [first]
