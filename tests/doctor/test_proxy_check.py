"""`ostiary doctor` on the way from outside: what the server saw, and who is told (docs/operations.md, "Doctor")."""

from datetime import timedelta
from typing import Any

import pytest

from ostiary.doctor.proxy_check import judged
from ostiary.services.doctor_pass import is_pass, make_pass
from ostiary.store.key_ring import KeyRing, generate_key_ring, parse_key_ring
from tests.support.passing_time import Hands

ORIGIN = "https://login.example.com"
BEHIND_A_PROXY = {
    "host": "login.example.com",
    "peer": "10.0.0.5",
    "is_proxy": True,
    "has_forwarded": True,
    "forwarded_scheme": "https",
    "address": "203.0.113.9",
}


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, {}),
        ({"forwarded_scheme": None}, {}),
        ({"is_proxy": False, "has_forwarded": False}, {}),
        ({"host": "127.0.0.1:8000"}, {"host": "warning"}),
        ({"forwarded_scheme": "http"}, {"scheme": "fault"}),
        ({"is_proxy": False}, {"proxies": "fault"}),
        ({"has_forwarded": False}, {"proxies": "fault"}),
    ],
)
def test_what_the_server_saw_is_judged(changed: dict[str, Any], wrong: dict[str, str]) -> None:
    found = judged(BEHIND_A_PROXY | changed, ORIGIN)
    assert {each.about: each.level.value for each in found if each.level != "ok"} == wrong


def test_a_pass_is_good_for_holders_of_the_ring_for_five_minutes(key_ring: KeyRing, hands: Hands) -> None:
    other = parse_key_ring(generate_key_ring("other"))
    shown = make_pass(key_ring, hands.now)
    assert is_pass(key_ring, shown, hands.now)
    assert is_pass(key_ring, shown, hands.now + timedelta(minutes=5))
    assert not is_pass(key_ring, shown, hands.now + timedelta(minutes=5, seconds=1))
    assert not is_pass(key_ring, make_pass(other, hands.now), hands.now)
    assert is_pass(KeyRing(key_ring.keys + other.keys), make_pass(other, hands.now), hands.now)


@pytest.mark.parametrize("text", ["", ".", "test", "test.1", "test.1.", "test.1.é", "test.١.x", f"test.{9**40}.x"])
def test_what_is_no_pass_is_none(key_ring: KeyRing, hands: Hands, text: str) -> None:
    assert not is_pass(key_ring, text, hands.now)
