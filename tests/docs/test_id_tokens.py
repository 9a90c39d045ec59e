"""What docs/api.md promises of ID tokens (RFC 7515, RFC 7518 3.4), verified without a JWT library."""

import base64
import json
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from ostiary.services.id_tokens import Claims, public_keys, sign_id_token
from ostiary.store.key_ring import generate_key_ring, parse_key_ring

OLD, NEW = generate_key_ring("old"), generate_key_ring("new")
AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
CLAIMS = Claims("https://login.example.com", "a-user", "shop", ("pwd", "otp", "mfa"), AT)


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def verified(token: str, jwks: dict[str, Any]) -> dict[str, Any]:
    """The claims; raises InvalidSignature. The key is found by its `kid`."""
    header, payload, signature = token.split(".")
    head = json.loads(decoded(header))
    assert head["alg"] == "ES256"
    [jwk] = [key for key in jwks["keys"] if key["kid"] == head["kid"]]
    x, y = (int.from_bytes(decoded(jwk[axis])) for axis in "xy")
    key = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    raw = decoded(signature)
    der = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    key.verify(der, f"{header}.{payload}".encode(), ec.ECDSA(SHA256()))
    return dict(json.loads(decoded(payload)))


def test_the_published_keys_verify_a_token_of_five_minutes() -> None:
    ring = parse_key_ring(OLD)
    claims = verified(sign_id_token(ring, CLAIMS), public_keys(ring))
    assert len(claims.pop("jti")) == 22
    assert claims == {
        "iss": "https://login.example.com",
        "sub": "a-user",
        "aud": "shop",
        "iat": int(AT.timestamp()),
        "exp": int(AT.timestamp()) + 300,
        "auth_time": int(AT.timestamp()),
        "amr": ["pwd", "otp", "mfa"],
    }


def test_a_token_stays_verifiable_while_its_key_moves_back_in_the_ring() -> None:
    token = sign_id_token(parse_key_ring(OLD), CLAIMS)
    assert verified(token, public_keys(parse_key_ring(f"{NEW},{OLD}")))["aud"] == "shop"


def test_a_key_is_published_before_it_signs() -> None:
    published_before = public_keys(parse_key_ring(f"{OLD},{NEW}"))
    assert verified(sign_id_token(parse_key_ring(f"{NEW},{OLD}"), CLAIMS), published_before)["aud"] == "shop"


def test_no_private_part_is_published() -> None:
    assert {name for key in public_keys(parse_key_ring(OLD))["keys"] for name in key} == {
        *("kty", "crv", "x", "y"),
        *("kid", "use", "alg"),
    }
