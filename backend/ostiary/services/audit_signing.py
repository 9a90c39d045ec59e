"""Signatures of the sealed log: Ed25519 (RFC 8032), one key per ring key, so that anybody can verify who may not sign.

The first ring key signs; `public_audit_keys` tells all of them as a JWK Set (RFC 7517, RFC 8037), `kid` being the ring
key's id. Verifying needs nothing else.
"""

import base64
import binascii
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ostiary.policy.audit_chain import Batch, Erasure, FileEnd, Horizon, Signed
from ostiary.store.key_ring import KeyRing

_S = TypeVar("_S", Batch, Erasure, Horizon, FileEnd)
PublicKeys = Mapping[str, Ed25519PublicKey]


class AuditKeysRefusedError(Exception):
    """What was given as public keys is none; the message says what is expected."""


def sign(ring: KeyRing, told: _S) -> _S:
    """The same, signed by the first key of the ring."""
    bare = replace(told, key_id=ring.sealing_key_id, signature=b"")
    return replace(bare, signature=_private_key(ring, bare.key_id).sign(bare.statement))


def public_keys_of(ring: KeyRing) -> PublicKeys:
    """What verifies the signatures of every key of the ring, by its id."""
    return {key_id: _private_key(ring, key_id).public_key() for key_id in ring.key_ids}


def verifier(keys: PublicKeys) -> Callable[[Signed], bool | None]:
    """Whether a signature holds; None: by a key that is not among these."""

    def is_signed(told: Signed) -> bool | None:
        key = keys.get(told.key_id)
        if key is None:
            return None
        try:
            key.verify(told.signature, told.statement)
        except InvalidSignature:
            return False
        return True

    return is_signed


def public_audit_keys(ring: KeyRing) -> dict[str, Any]:
    """The JWK Set."""
    keys = []
    for key_id, key in public_keys_of(ring).items():
        told = base64.urlsafe_b64encode(key.public_bytes_raw()).rstrip(b"=").decode()
        keys.append({"kty": "OKP", "crv": "Ed25519", "kid": key_id, "use": "sig", "alg": "EdDSA", "x": told})
    return {"keys": keys}


def read_public_keys(told: Any) -> PublicKeys:
    """The keys of a JWK Set as printed by `public_audit_keys`. Raises AuditKeysRefusedError."""
    try:
        return {str(key["kid"]): _public_key(key["x"]) for key in told["keys"]}
    except (KeyError, TypeError, ValueError, binascii.Error):
        raise AuditKeysRefusedError(
            "The public keys must be a JWK Set of Ed25519 keys, as `ostiary audit keys` prints it."
        ) from None


def _public_key(x: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(x + "=" * (-len(x) % 4)))


def _private_key(ring: KeyRing, key_id: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(ring.derive(key_id, "audit seal"))
