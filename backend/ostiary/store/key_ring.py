"""The key ring: the first key seals, every key opens (contract/operations.md, OSTIARY_KEYS).

Text form: `id:key` parts separated by commas or white space; `key` is 32 bytes in base64url without padding.
From each key further ones are derived (HKDF-SHA-256, RFC 5869), one per use, so that no key has two uses.
"""

import base64
import binascii
import re
import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
_KEY_ID = re.compile(r"[A-Za-z0-9_-]{1,32}", re.ASCII)
_LEAST_DISTINCT_BYTES = 12
"""32 random bytes show fewer distinct values about once in 10^17; a sample key made of words or zeros does."""


class KeyRingRefusedError(Exception):
    """The ring is missing, malformed or weak; the message says what to do and never shows a key."""


class UnknownKeyError(Exception):
    """A value was sealed by a key that the ring no longer has: put that key back."""


@dataclass(frozen=True, repr=False)
class KeyRing:
    """Keys by id, in order."""

    keys: tuple[tuple[str, bytes], ...]
    _derived: dict[tuple[str, str], bytes] = field(default_factory=dict, init=False, compare=False)
    """What was derived already: a handful of uses, each as secret as the keys that lie beside it."""

    @property
    def sealing_key_id(self) -> str:
        """The id of the key that seals now."""
        return self.keys[0][0]

    @property
    def key_ids(self) -> tuple[str, ...]:
        """Every key's id; the sealing one first."""
        return tuple(key_id for key_id, _ in self.keys)

    def derive(self, key_id: str, use: str) -> bytes:
        """32 bytes for one `use` from the key `key_id`."""
        derived = self._derived.get((key_id, use))
        if derived is None:
            derived = self._derived[key_id, use] = self._derive(key_id, use)
        return derived

    def _derive(self, key_id: str, use: str) -> bytes:
        for known, key in self.keys:
            if known == key_id:
                return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"ostiary/{use}".encode()).derive(key)
        raise UnknownKeyError(key_id)


def parse_key_ring(text: str) -> KeyRing:
    """Read the text form; refuse short, repeated and sample keys."""
    keys: dict[str, bytes] = {}
    for part in re.split(r"[,\s]+", text.strip()):
        key_id, _, encoded = part.partition(":")
        if not _KEY_ID.fullmatch(key_id) or key_id in keys:
            raise KeyRingRefusedError(_ADVICE.format("must consist of id:key parts with distinct ids"))
        try:
            key = base64.b64decode(encoded + "=" * (-len(encoded) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            raise KeyRingRefusedError(_ADVICE.format("holds a key that is not base64url")) from None
        if len(key) != KEY_BYTES:
            raise KeyRingRefusedError(_ADVICE.format(f"holds a key that is not {KEY_BYTES} bytes long"))
        if len(set(key)) < _LEAST_DISTINCT_BYTES or key in keys.values():
            raise KeyRingRefusedError(_ADVICE.format("holds a sample, weak or repeated key"))
        keys[key_id] = key
    return KeyRing(tuple(keys.items()))


def generate_key_ring(key_id: str) -> str:
    """A new ring of one random key, in text form."""
    encoded = base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).rstrip(b"=").decode()
    return f"{key_id}:{encoded}"


_ADVICE = "The key ring {}: make a good one with `ostiary keys generate`."
