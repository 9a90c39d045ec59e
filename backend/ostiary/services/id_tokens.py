"""ID tokens for applications (OpenID Connect Core 1.0, 2): ES256, five minutes, never accepted by our own API.

The signing keys are derived from the key ring, one per ring key; the first signs, all are published.
"""

import base64
import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from joserfc.jwk import ECKey

from ostiary.store.key_ring import KeyRing

ID_TOKEN_LIFE = timedelta(minutes=5)
_ALGORITHM = "ES256"
_encode = json.JSONEncoder(separators=(",", ":")).encode
_HALF = 32
"""Bytes of each half of a signature."""
_P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


_ECDSA = ec.ECDSA(SHA256())


@dataclass(frozen=True)
class Claims:
    """Whom the token is about, for whom, and what was proven when."""

    issuer: str
    subject: str
    audience: str
    amr: tuple[str, ...]
    authenticated_at: datetime


def sign_id_token(ring: KeyRing, claims: Claims) -> str:
    """The JWT: iss, sub, aud, iat, exp, auth_time, amr (RFC 8176), jti."""
    header, private = _signer(ring, ring.sealing_key_id)
    issued = int(claims.authenticated_at.timestamp())
    payload = {
        "iss": claims.issuer,
        "sub": claims.subject,
        "aud": claims.audience,
        "iat": issued,
        "exp": issued + int(ID_TOKEN_LIFE.total_seconds()),
        "auth_time": issued,
        "amr": list(claims.amr),
        "jti": secrets.token_urlsafe(16),
    }
    signed = f"{header}.{_part(payload)}"
    r, s = decode_dss_signature(private.sign(signed.encode(), _ECDSA))
    return f"{signed}.{_base64url(r.to_bytes(_HALF) + s.to_bytes(_HALF))}"


@lru_cache(16)
def _signer(ring: KeyRing, key_id: str) -> tuple[str, ec.EllipticCurvePrivateKey]:
    """The token's first part and the key: made once, since every login is signed (RFC 7515, 7.1; RFC 7518, 3.4)."""
    key = _signing_key(ring, key_id)
    private = key.private_key
    if private is None:
        raise TypeError("a signing key has a private half")
    return _part({"alg": _ALGORITHM, "typ": "JWT", "kid": key.thumbprint()}), private


def _part(content: dict[str, Any]) -> str:
    return _base64url(_encode(content).encode())


def _base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def public_keys(ring: KeyRing) -> dict[str, Any]:
    """The JWK Set (RFC 7517) that verifies what any key of the ring signed."""
    keys = []
    for key_id in ring.key_ids:
        key = _signing_key(ring, key_id)
        public = key.as_dict(private=False)
        keys.append({**public, "kid": key.thumbprint(), "use": "sig", "alg": _ALGORITHM})
    return {"keys": keys}


@lru_cache(16)
def _signing_key(ring: KeyRing, key_id: str) -> ECKey:
    """A P-256 key from 512 derived bits, so that no scalar is likelier than another (FIPS 186-5, A.2.1)."""
    wide = ring.derive(key_id, "id token, left half") + ring.derive(key_id, "id token, right half")
    scalar = int.from_bytes(wide) % (_P256_ORDER - 1) + 1
    private = ec.derive_private_key(scalar, ec.SECP256R1())
    return ECKey.import_key(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
