"""Limits on wrong passwords, the same for every replica and after a restart (rule A7). They lock no account."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from ostiary.policy.limits import GuessLimit
from ostiary.store.instants import from_micros
from ostiary.store.models import PasswordGuess
from ostiary.store.statements import placeholders, row_of, rows_of


def guess_key(*parts: str) -> bytes:
    """What the failures are counted under: a hash, so that the table lists neither addresses nor accounts."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).digest()


async def charge_guess(key: bytes, limit: GuessLimit, now: datetime) -> datetime | None:
    """Count one wrong password. An instant: the limit is reached, ask again then."""
    row = await row_of(
        "INSERT INTO password_guesses (key, failures, window_ends_at) VALUES ($1, 1, CAST($2 AS BIGINT)) "
        "ON CONFLICT (key) DO UPDATE SET "
        "failures = CASE WHEN password_guesses.window_ends_at <= CAST($3 AS BIGINT) THEN 1 "
        "ELSE password_guesses.failures + 1 END, "
        "window_ends_at = CASE WHEN password_guesses.window_ends_at <= CAST($3 AS BIGINT) "
        "THEN excluded.window_ends_at ELSE password_guesses.window_ends_at END "
        "WHERE password_guesses.window_ends_at <= CAST($3 AS BIGINT) OR password_guesses.failures < $4 "
        "RETURNING failures",
        key,
        now + limit.window,
        now,
        limit.failures,
    )
    if row is not None:
        return None
    held = await PasswordGuess.get_or_none(key=key)
    return held.window_ends_at if held else now + limit.window


async def retry_at_of(limits: Mapping[bytes, GuessLimit], now: datetime) -> tuple[datetime | None, frozenset[bytes]]:
    """When the next guess is answered, if a limit is reached that is kept under its key; None: now.

    With it the keys under which anything is counted at all.
    """
    rows = await rows_of(
        f"SELECT key, failures, window_ends_at FROM password_guesses WHERE key IN ({placeholders(list(limits))})",  # noqa: S608
        *limits,
    )
    counted = {bytes(row["key"]): (row["failures"], from_micros(row["window_ends_at"])) for row in rows}
    waits = [
        ends_at for key, (failures, ends_at) in counted.items() if failures >= limits[key].failures and ends_at > now
    ]
    return max(waits, default=None), frozenset(counted)


async def forget_guesses(key: bytes) -> None:
    """A right password starts this account and address afresh."""
    await rows_of("DELETE FROM password_guesses WHERE key = $1", key)


async def take_back_guess(key: bytes) -> None:
    """What was counted came to nothing."""
    await rows_of("DELETE FROM password_guesses WHERE key = $1 AND failures <= 1", key)
    await rows_of("UPDATE password_guesses SET failures = failures - 1 WHERE key = $1", key)
