"""A sealed secret opens in its place alone, and never after its epoch's key is gone (rules C3, L6)."""

from dataclasses import replace
from uuid import UUID

import pytest

from ostiary.store.ids import new_id
from ostiary.store.key_ring import KeyRing, UnknownKeyError, generate_key_ring, parse_key_ring
from ostiary.store.sealing import SealBrokenError, SealedPlace, make_data_key, open_secret, seal_secret

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
FACTOR = new_id()
PLACE = SealedPlace(binding_id=new_id(), user_id=new_id(), application_id=new_id(), epoch=3)


def test_a_secret_opens_where_it_was_sealed(key_ring: KeyRing) -> None:
    key = make_data_key(key_ring, FACTOR, 3)
    sealed = seal_secret(key_ring, key, FACTOR, PLACE, SECRET)
    assert open_secret(key_ring, key, FACTOR, PLACE, sealed) == SECRET


@pytest.mark.parametrize(
    "change",
    [{"binding_id": new_id()}, {"user_id": new_id()}, {"application_id": new_id()}, {"epoch": 4}, {"epoch": 2}],
)
def test_moved_to_any_other_place_it_does_not_open(key_ring: KeyRing, change: dict[str, UUID | int]) -> None:
    key = make_data_key(key_ring, FACTOR, 3)
    sealed = seal_secret(key_ring, key, FACTOR, PLACE, SECRET)
    with pytest.raises(SealBrokenError):
        open_secret(key_ring, key, FACTOR, replace(PLACE, **change), sealed)  # type: ignore[arg-type]


def test_moved_to_another_factor_it_does_not_open(key_ring: KeyRing) -> None:
    key = make_data_key(key_ring, FACTOR, 3)
    sealed = seal_secret(key_ring, key, FACTOR, PLACE, SECRET)
    with pytest.raises(SealBrokenError):
        open_secret(key_ring, key, new_id(), PLACE, sealed)


def test_the_key_of_the_next_epoch_opens_nothing_of_this_one(key_ring: KeyRing) -> None:
    sealed = seal_secret(key_ring, make_data_key(key_ring, FACTOR, 3), FACTOR, PLACE, SECRET)
    with pytest.raises(SealBrokenError):
        open_secret(key_ring, make_data_key(key_ring, FACTOR, 4), FACTOR, PLACE, sealed)


def test_a_key_put_back_into_the_next_epoch_seals_and_opens_nothing(key_ring: KeyRing) -> None:
    with pytest.raises(SealBrokenError):
        seal_secret(key_ring, make_data_key(key_ring, FACTOR, 3), FACTOR, replace(PLACE, epoch=4), SECRET)


def test_another_key_of_the_same_epoch_opens_nothing(key_ring: KeyRing) -> None:
    sealed = seal_secret(key_ring, make_data_key(key_ring, FACTOR, 3), FACTOR, PLACE, SECRET)
    with pytest.raises(SealBrokenError):
        open_secret(key_ring, make_data_key(key_ring, FACTOR, 3), FACTOR, PLACE, sealed)


def test_a_single_altered_bit_anywhere_breaks_the_seal(key_ring: KeyRing) -> None:
    key = make_data_key(key_ring, FACTOR, 3)
    sealed = seal_secret(key_ring, key, FACTOR, PLACE, SECRET)
    for place in range(len(sealed)):
        altered = bytearray(sealed)
        altered[place] ^= 1
        with pytest.raises(SealBrokenError):
            open_secret(key_ring, key, FACTOR, PLACE, bytes(altered))


@pytest.mark.parametrize("sealed", [b"", b"x", bytes(12), bytes(range(60))])
def test_what_was_never_sealed_does_not_open(key_ring: KeyRing, sealed: bytes) -> None:
    with pytest.raises(SealBrokenError):
        open_secret(key_ring, make_data_key(key_ring, FACTOR, 3), FACTOR, PLACE, sealed)


def test_the_secret_is_not_to_be_seen_in_what_is_stored(key_ring: KeyRing) -> None:
    key = make_data_key(key_ring, FACTOR, 3)
    sealed = seal_secret(key_ring, key, FACTOR, PLACE, SECRET)
    assert SECRET.encode() not in sealed
    assert sealed != seal_secret(key_ring, key, FACTOR, PLACE, SECRET)


def test_after_a_rotation_the_old_key_still_opens_and_the_new_one_seals(key_ring: KeyRing) -> None:
    key = make_data_key(key_ring, FACTOR, 3)
    sealed = seal_secret(key_ring, key, FACTOR, PLACE, SECRET)
    rotated = KeyRing((*parse_key_ring(generate_key_ring("newer")).keys, *key_ring.keys))
    assert open_secret(rotated, key, FACTOR, PLACE, sealed) == SECRET
    assert make_data_key(rotated, FACTOR, 3).key_id == "newer"


def test_a_dropped_key_is_named_and_opens_nothing(key_ring: KeyRing) -> None:
    key = make_data_key(key_ring, FACTOR, 3)
    sealed = seal_secret(key_ring, key, FACTOR, PLACE, SECRET)
    with pytest.raises(UnknownKeyError, match="test"):
        open_secret(parse_key_ring(generate_key_ring("newer")), key, FACTOR, PLACE, sealed)


def test_another_ring_with_the_same_key_id_opens_nothing(key_ring: KeyRing) -> None:
    key = make_data_key(key_ring, FACTOR, 3)
    sealed = seal_secret(key_ring, key, FACTOR, PLACE, SECRET)
    with pytest.raises(SealBrokenError):
        open_secret(parse_key_ring(generate_key_ring("test")), key, FACTOR, PLACE, sealed)
