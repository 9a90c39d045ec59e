"""How `ostiary doctor` shows a server that it holds the same key ring, so that /healthz tells it what it sees.

Whoever has no pass learns nothing from /healthz but that the process is alive.
"""

import hmac
from datetime import datetime, timedelta
from hashlib import sha256

from ostiary.store.instants import to_micros
from ostiary.store.key_ring import KeyRing, UnknownKeyError

HEADER = "X-Ostiary-Doctor"
GOOD_FOR = timedelta(minutes=5)
"""Either side, since a clock that is off is one of the things to be found."""


def make_pass(ring: KeyRing, now: datetime) -> str:
    """A pass of this moment, by the ring's first key."""
    key_id, at = ring.sealing_key_id, str(to_micros(now))
    return f"{key_id}.{at}.{_mac(ring, key_id, at)}"


def is_pass(ring: KeyRing, text: str, now: datetime) -> bool:
    """Whether a holder of one of the ring's keys made it, about now."""
    key_id, _, rest = text.partition(".")
    at, _, mac = rest.partition(".")
    if not (at.isascii() and at.isdigit() and len(at) <= 18 and mac.isascii()):
        return False
    try:
        made = _mac(ring, key_id, at)
    except UnknownKeyError:
        return False
    is_fresh = abs(int(at) - to_micros(now)) <= GOOD_FOR.total_seconds() * 1_000_000
    return hmac.compare_digest(made, mac) and is_fresh


def _mac(ring: KeyRing, key_id: str, at: str) -> str:
    return hmac.new(ring.derive(key_id, "doctor pass"), at.encode(), sha256).hexdigest()
