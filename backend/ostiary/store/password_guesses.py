"""Limits on wrong passwords, the same for every replica and after a restart (rule A7). They lock no account."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ostiary.policy.limits import GuessLimit
from ostiary.store.instants import from_micros
from ostiary.store.models import PasswordGuess
from ostiary.store.statements import placeholders, row_of, rows_of


@dataclass(frozen=True)
class Counted:
    """So many wrong passwords, counted until the window's end."""

    failures: int
    window_ends_at: datetime


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


async def counted_under(keys: Sequence[bytes]) -> dict[bytes, Counted]:
    """What is counted under these keys; one that is missing has nothing."""
    rows = await rows_of(
        f"SELECT key, failures, window_ends_at FROM password_guesses WHERE key IN ({placeholders(keys)})",  # noqa: S608
        *keys,
    )
    return {bytes(row["key"]): Counted(row["failures"], from_micros(row["window_ends_at"])) for row in rows}


async def forget_guesses(key: bytes) -> None:
    """A right password starts this account and address afresh."""
    await rows_of("DELETE FROM password_guesses WHERE key = $1", key)


async def take_back_guess(key: bytes) -> None:
    """What was counted came to nothing."""
    await rows_of("DELETE FROM password_guesses WHERE key = $1 AND failures <= 1", key)
    await rows_of("UPDATE password_guesses SET failures = failures - 1 WHERE key = $1", key)
