"""Capabilities: 256 random bits for the holder, their SHA-256 for us (rule L3)."""

import hashlib
import re
import secrets

from ostiary.policy.api_tokens import API_TOKEN_PREFIX

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)

_API_TOKEN = re.compile(API_TOKEN_PREFIX + r"[A-Za-z0-9_-]{43}", re.ASCII)


def make_token() -> str:
    """256 bits from the system's randomness, base64url, 43 characters."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> bytes:
    """The 32 bytes that are stored for a token of ours."""
    return hashlib.sha256(token.encode()).digest()


def token_hash(token: str) -> bytes | None:
    """The 32 bytes that are stored, or None if `token` cannot be one of ours, whatever its length or characters."""
    return hash_of(token) if _TOKEN.fullmatch(token) else None


def make_api_token() -> str:
    """`ost_` and 256 bits: 47 characters. No session's token looks so."""
    return API_TOKEN_PREFIX + make_token()


def api_token_hash(token: str) -> bytes | None:
    """The 32 bytes that are stored, or None if `token` has not the shape of an API token."""
    return hash_of(token) if _API_TOKEN.fullmatch(token) else None
