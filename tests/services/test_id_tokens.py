"""ID tokens: what applications verify with the published keys and no code of ours."""

import base64
import json
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicNumbers,
)
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from ostiary.policy.vocabulary import FactorKind
from ostiary.services.id_tokens import Claims, public_keys, sign_id_token
from ostiary.services.node_ids import encode_id
from ostiary.services.outcomes import LoginCompleted
from ostiary.store.key_ring import KeyRing, generate_key_ring, parse_key_ring
from tests.support.door import Door
from tests.support.passing_time import START
from tests.support.scene import Scene

CLAIMS = Claims("https://login.example.com", "subject", "acme", ("pwd", "otp", "mfa"), START)


def decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def read(token: str, keys: list[dict[str, Any]]) -> dict[str, Any]:
    """The claims, verified as RFC 7515 and 7518 say."""
    head, body, signature = token.split(".")
    header = json.loads(decoded(head))
    assert header["alg"] == "ES256"
    (key,) = [each for each in keys if each["kid"] == header["kid"]]
    x, y = (int.from_bytes(decoded(key[name])) for name in ("x", "y"))
    raw = decoded(signature)
    dss = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    public = EllipticCurvePublicNumbers(x, y, SECP256R1()).public_key()
    public.verify(dss, f"{head}.{body}".encode(), ECDSA(SHA256()))
    claims = json.loads(decoded(body))
    assert isinstance(claims, dict)
    return claims


def test_a_token_says_whom_for_whom_when_and_what_was_proven(key_ring: KeyRing) -> None:
    claims = read(sign_id_token(key_ring, CLAIMS), public_keys(key_ring)["keys"])
    assert claims.pop("jti")
    now = int(START.timestamp())
    assert claims == {
        "iss": "https://login.example.com",
        "sub": "subject",
        "aud": "acme",
        "iat": now,
        "exp": now + 300,
        "auth_time": now,
        "amr": ["pwd", "otp", "mfa"],
    }


def test_no_two_tokens_are_alike(key_ring: KeyRing) -> None:
    keys = public_keys(key_ring)["keys"]
    assert len({read(sign_id_token(key_ring, CLAIMS), keys)["jti"] for _ in range(20)}) == 20


def test_an_altered_token_does_not_verify(key_ring: KeyRing) -> None:
    head, body, signature = sign_id_token(key_ring, CLAIMS).split(".")
    other = base64.urlsafe_b64encode(decoded(body).replace(b'"acme"', b'"evil"')).decode().rstrip("=")
    with pytest.raises(InvalidSignature):
        read(f"{head}.{other}.{signature}", public_keys(key_ring)["keys"])


def test_after_a_rotation_tokens_of_both_keys_verify(key_ring: KeyRing) -> None:
    rotated = KeyRing((*parse_key_ring(generate_key_ring("newer")).keys, *key_ring.keys))
    keys = public_keys(rotated)["keys"]
    assert [read(sign_id_token(ring, CLAIMS), keys)["aud"] for ring in (key_ring, rotated)] == ["acme", "acme"]


def test_the_published_keys_hold_nothing_private(key_ring: KeyRing) -> None:
    (key,) = public_keys(key_ring)["keys"]
    assert set(key) == {"kty", "crv", "x", "y", "kid", "use", "alg"}


async def test_a_login_hands_out_one_about_its_user(scene: Scene) -> None:
    acme = await scene.application(FactorKind.EMAIL)
    ana = await scene.user("ana@example.com", acme)
    door = Door(scene, acme)
    token = await door.challenge(ana)
    completed = await door.verify(token, await door.mailed_code(token, ana), FactorKind.EMAIL)
    assert isinstance(completed, LoginCompleted)
    claims = read(completed.id_token, public_keys(scene.runtime.key_ring)["keys"])
    assert (claims["sub"], claims["aud"], claims["amr"], claims["iss"]) == (
        encode_id("User", ana.id),
        "acme",
        ["pwd", "email", "mfa"],
        "https://login.example.com",
    )
