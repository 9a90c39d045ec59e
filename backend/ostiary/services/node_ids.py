"""Relay global ids: base64 of `Type:uuid` (contract.graphql, interface Node). Also the subject of ID tokens."""

import base64
import binascii
from uuid import UUID

_LONGEST = 100


def encode_id(kind: str, node_id: UUID) -> str:
    """The global id of a node."""
    return base64.urlsafe_b64encode(f"{kind}:{node_id}".encode()).decode().rstrip("=")


def decode_id(text: str) -> tuple[str, UUID] | None:
    """Type and id, or None for whatever is not one of ours."""
    if len(text) > _LONGEST or not text.isascii():
        return None
    try:
        kind, _, node_id = base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True).decode().partition(":")
        return kind, UUID(node_id)
    except (binascii.Error, ValueError):
        return None
