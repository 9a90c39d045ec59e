"""UUIDv7 (RFC 9562, 5.7): made in the application, ordered by time, no sequence in the database."""

from uuid import UUID

from uuid_utils import uuid7


def new_id() -> UUID:
    """A new id; ids of one process rise in the order of their making."""
    return UUID(int=uuid7().int)
