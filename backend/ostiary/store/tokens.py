"""Capabilities: 256 random bits for the holder, their SHA-256 for us (rule L3)."""

import hashlib
import re
import secrets

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)


def make_token() -> str:
    """256 bits from the system's randomness, base64url, 43 characters."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> bytes:
    """The 32 bytes that are stored for a token of ours."""
    return hashlib.sha256(token.encode()).digest()


def token_hash(token: str) -> bytes | None:
    """The 32 bytes that are stored, or None if `token` cannot be one of ours, whatever its length or characters."""
    return hash_of(token) if _TOKEN.fullmatch(token) else None
