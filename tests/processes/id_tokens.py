"""An application that receives ID tokens: RFC 7515 and RFC 7518, 3.4 (ES256), without the product's library."""

import base64
import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicNumbers
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256


def verified_claims(token: str, published: dict[str, Any]) -> dict[str, Any]:
    """The claims, if the published key that the header names has signed them. Raises InvalidSignature."""
    header, claims, signature = token.split(".")
    named = json.loads(_bytes(header))
    assert named["alg"] == "ES256"
    (key,) = [key for key in published["keys"] if key["kid"] == named["kid"]]
    assert "d" not in key
    numbers = EllipticCurvePublicNumbers(_number(_bytes(key["x"])), _number(_bytes(key["y"])), SECP256R1())
    raw = _bytes(signature)
    proof = encode_dss_signature(_number(raw[:32]), _number(raw[32:]))
    numbers.public_key().verify(proof, f"{header}.{claims}".encode(), ECDSA(SHA256()))
    verified: dict[str, Any] = json.loads(_bytes(claims))
    return verified


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _number(raw: bytes) -> int:
    return int.from_bytes(raw, "big")
