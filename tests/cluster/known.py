"""What the database knows of logins: the traced events by address, sessions by their tokens, and who is locked."""

from collections import Counter
from dataclasses import dataclass, field

import asyncpg

from ostiary.store.tokens import hash_of

Event = tuple[str, str]
"""Type and failure reason, "" if it succeeded."""

LOGIN: Event = ("LOGIN", "")
PASSWORD: Event = ("PASSWORD_AUTHENTICATION", "")
REFUSAL: Event = ("SECONDARY_AUTHENTICATION_EMAIL", "INVALID_CODE")
LOCK: Event = ("ACCOUNT_LOCKED", "ACCOUNT_LOCKED")
TRACED = (LOGIN, PASSWORD, REFUSAL, LOCK)


@dataclass(frozen=True)
class Known:
    """Events by address, how many of the sessions there are, and the addresses of those who are locked."""

    events: Counter[tuple[str, Event]] = field(default_factory=Counter)
    sessions: int = 0
    locked: frozenset[str] = frozenset()


async def known_at(url: str, tokens: list[str]) -> Known:
    """Asked at the database itself."""
    connection = await asyncpg.connect(url)
    try:
        rows = await connection.fetch(
            "SELECT user_email AS email, type, COALESCE(failure_reason, '') AS reason, COUNT(*) AS found "
            "FROM audit_events GROUP BY 1, 2, 3"
        )
        sessions = await connection.fetchval(
            "SELECT COUNT(*) FROM sessions WHERE token_hash = ANY($1::bytea[])", [hash_of(token) for token in tokens]
        )
        locked = await connection.fetch("SELECT email FROM users WHERE locked_until IS NOT NULL")
    finally:
        await connection.close()
    events = Counter({(row["email"], (row["type"], row["reason"])): row["found"] for row in rows})
    return Known(events, int(sessions), frozenset(row["email"] for row in locked))
