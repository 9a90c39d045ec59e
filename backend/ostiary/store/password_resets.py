"""Links that set a new password: one for each user, spent once, by the guard here."""

from datetime import datetime
from uuid import UUID

from ostiary.store.models import PasswordReset
from ostiary.store.statements import is_done, row_of, rows_of, uuid_of


async def keep_reset(user_id: UUID, token_hash: bytes, expires_at: datetime) -> None:
    """Remember the link that was asked for last; an earlier one opens nothing any more."""
    await rows_of(
        "INSERT INTO password_resets (user_id, token_hash, expires_at) VALUES ($1, $2, $3) "
        "ON CONFLICT (user_id) DO UPDATE SET token_hash = excluded.token_hash, expires_at = excluded.expires_at",
        user_id,
        token_hash,
        expires_at,
    )


async def user_of_reset(token_hash: bytes, now: datetime) -> UUID | None:
    """Whose link it is, while it is good; None: unknown, spent, replaced or too old."""
    row = await PasswordReset.get_or_none(token_hash=token_hash)
    return row.user_id if row and now < row.expires_at else None


async def drop_expired_reset(token_hash: bytes, now: datetime) -> UUID | None:
    """Forget a link whose time was over; answers whose it was. Once: of several uses one is told."""
    row = await row_of(
        "DELETE FROM password_resets WHERE token_hash = $1 AND expires_at <= $2 RETURNING user_id", token_hash, now
    )
    return uuid_of(row["user_id"]) if row else None


async def spend_reset(token_hash: bytes, now: datetime) -> bool:
    """Use the link up. False: somebody else did, or its time is over."""
    return await is_done(
        "DELETE FROM password_resets WHERE token_hash = $1 AND expires_at > $2 RETURNING user_id", token_hash, now
    )


async def drop_reset(user_id: UUID) -> None:
    """Whatever link there is opens nothing any more."""
    await PasswordReset.filter(user_id=user_id).delete()
