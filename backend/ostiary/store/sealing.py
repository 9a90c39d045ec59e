"""Sealing of TOTP secrets: AES-256-GCM under a data key per factor and epoch, itself wrapped by the key ring.

The associated data binds a sealed secret to its binding, user, application and epoch, so a row that is moved
elsewhere does not open; the data key goes with its epoch, so that nothing brings an old binding back (rule C3).
"""

import secrets
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ostiary.store.key_ring import KEY_BYTES, KeyRing

_NONCE_BYTES = 12
_VERSION = "v1"


class SealBrokenError(Exception):
    """A sealed value does not open in this place: it was moved, altered, or belongs to a destroyed epoch."""


@dataclass(frozen=True)
class SealedPlace:
    """Where a sealed secret belongs; it opens nowhere else."""

    binding_id: UUID
    user_id: UUID
    application_id: UUID
    epoch: int

    def associated_data(self) -> bytes:
        """The place as bytes, fixed in order and form."""
        parts = (_VERSION, self.binding_id, self.user_id, self.application_id, self.epoch)
        return "|".join(str(part) for part in parts).encode()


@dataclass(frozen=True, repr=False)
class WrappedKey:
    """A data key as it is stored: wrapped by the ring's key `key_id`, bound to its factor and epoch."""

    key_id: str
    wrapped: bytes


def make_data_key(ring: KeyRing, factor_id: UUID, epoch: int) -> WrappedKey:
    """A new random data key for one epoch of one factor."""
    wrapping = ring.derive(ring.sealing_key_id, "wrap")
    sealed = _seal(wrapping, secrets.token_bytes(KEY_BYTES), _key_place(factor_id, epoch))
    return WrappedKey(ring.sealing_key_id, sealed)


def seal_secret(ring: KeyRing, key: WrappedKey, factor_id: UUID, place: SealedPlace, secret: str) -> bytes:
    """`secret` sealed for its place."""
    data_key = _unwrap(ring, key, factor_id, place.epoch)
    return _seal(data_key, secret.encode(), place.associated_data())


def open_secret(ring: KeyRing, key: WrappedKey, factor_id: UUID, place: SealedPlace, sealed: bytes) -> str:
    """The secret sealed for `place`. Raises SealBrokenError elsewhere: fail closed."""
    data_key = _unwrap(ring, key, factor_id, place.epoch)
    return _open(data_key, sealed, place.associated_data()).decode()


def wrap_anew(ring: KeyRing, key: WrappedKey, factor_id: UUID, epoch: int) -> WrappedKey:
    """The same data key, wrapped by the ring's first key. Raises SealBrokenError, UnknownKeyError."""
    wrapping = ring.derive(ring.sealing_key_id, "wrap")
    data_key = _unwrap(ring, key, factor_id, epoch)
    return WrappedKey(ring.sealing_key_id, _seal(wrapping, data_key, _key_place(factor_id, epoch)))


def _key_place(factor_id: UUID, epoch: int) -> bytes:
    return f"{_VERSION}|{factor_id}|{epoch}".encode()


def _unwrap(ring: KeyRing, key: WrappedKey, factor_id: UUID, epoch: int) -> bytes:
    return _open(ring.derive(key.key_id, "wrap"), key.wrapped, _key_place(factor_id, epoch))


def _seal(key: bytes, plain: bytes, associated_data: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, associated_data)


def _open(key: bytes, sealed: bytes, associated_data: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], associated_data)
    except (InvalidTag, ValueError):
        raise SealBrokenError("a sealed value does not open in its place") from None
