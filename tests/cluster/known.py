"""What the database knows of logins: the traced events by address, and sessions by their tokens."""

from collections import Counter

import asyncpg

from ostiary.store.tokens import hash_of

Event = tuple[str, str]
"""Type and failure reason, "" if it succeeded."""

LOGIN: Event = ("LOGIN", "")
PASSWORD: Event = ("PASSWORD_AUTHENTICATION", "")
REFUSAL: Event = ("SECONDARY_AUTHENTICATION_EMAIL", "INVALID_CODE")
TRACED = (LOGIN, PASSWORD, REFUSAL)


async def known_at(url: str, tokens: list[str]) -> tuple[Counter[tuple[str, Event]], int]:
    """Events by address, and how many of the sessions there are."""
    connection = await asyncpg.connect(url)
    try:
        rows = await connection.fetch(
            "SELECT user_email AS email, type, COALESCE(failure_reason, '') AS reason, COUNT(*) AS found "
            "FROM audit_events GROUP BY 1, 2, 3"
        )
        sessions = await connection.fetchval(
            "SELECT COUNT(*) FROM sessions WHERE token_hash = ANY($1::bytea[])", [hash_of(token) for token in tokens]
        )
    finally:
        await connection.close()
    return Counter({(row["email"], (row["type"], row["reason"])): row["found"] for row in rows}), int(sessions)
