"""Removal of rows that are dead already, a small batch at a time (design/security.md, epochs)."""

from datetime import datetime, timedelta

from ostiary.policy.limits import MAIL_WINDOW
from ostiary.store.statements import count_of
from ostiary.store.unit_of_work import unit_of_work

BATCH = 500
KEPT = timedelta(days=1)
"""How long an ended challenge stays, so that a late step is told that it expired."""

_SWEEPS: dict[str, timedelta] = {
    "DELETE FROM bindings WHERE id IN (SELECT b.id FROM bindings b JOIN factors f ON f.id = b.factor_id "
    "WHERE b.epoch < f.epoch AND CAST($1 AS BIGINT) > 0 LIMIT {batch}) RETURNING id": timedelta(0),
    "DELETE FROM challenges WHERE id IN (SELECT id FROM challenges WHERE expires_at < CAST($1 AS BIGINT) "
    "LIMIT {batch}) RETURNING id": KEPT,
    "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE expires_at < CAST($1 AS BIGINT) "
    "LIMIT {batch}) RETURNING id": timedelta(0),
    "DELETE FROM mailed_codes WHERE id IN (SELECT id FROM mailed_codes WHERE mailed_at < CAST($1 AS BIGINT) "
    "LIMIT {batch}) RETURNING id": MAIL_WINDOW,
    "DELETE FROM password_guesses WHERE key IN (SELECT key FROM password_guesses "
    "WHERE window_ends_at < CAST($1 AS BIGINT) LIMIT {batch}) RETURNING key": timedelta(0),
    "DELETE FROM password_resets WHERE user_id IN (SELECT user_id FROM password_resets "
    "WHERE expires_at < CAST($1 AS BIGINT) LIMIT {batch}) RETURNING user_id": timedelta(0),
}
"""Each removal with how long its rows stay after their end."""


async def sweep(now: datetime) -> int:
    """Remove one batch of each kind; answers how many rows went. Zero: nothing is left to do."""
    removed = 0
    for sql, kept in _SWEEPS.items():
        async with unit_of_work():
            removed += await count_of(sql.format(batch=BATCH), now - kept)
    return removed
