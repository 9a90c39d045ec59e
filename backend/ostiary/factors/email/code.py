"""The email code: six digits derived from a server key and its challenge (rule L9).

Derived, so nothing of it is stored, and sending again sends the same code. Whoever reads the database learns
nothing: without the key ring the code is a guess among a million.
"""

import hmac
from hashlib import sha256
from uuid import UUID

from ostiary.policy.codes import CODE_LENGTH, Code
from ostiary.store.key_ring import KeyRing

_CODES = 10**CODE_LENGTH


def email_code(ring: KeyRing, key_id: str, challenge_id: UUID) -> Code:
    """The code of one challenge. 256 bits modulo a million: no digit is likelier than another by 10^-70."""
    digest = hmac.digest(ring.derive(key_id, "email code"), challenge_id.bytes, sha256)
    return Code(f"{int.from_bytes(digest) % _CODES:0{CODE_LENGTH}d}")
