"""Data keys and what they seal, row by row: for wrapping anew, and for looking whether everything opens."""

from dataclasses import dataclass
from uuid import UUID

from ostiary.policy.challenge import ChallengeState
from ostiary.store.sealing import SealedPlace, WrappedKey
from ostiary.store.statements import Row, is_done, row_of, rows_of, uuid_of

_FIRST = UUID(int=0)


@dataclass(frozen=True)
class WrappedRow:
    """A factor's data key as stored."""

    factor_id: UUID
    epoch: int
    key: WrappedKey


@dataclass(frozen=True, repr=False)
class SealedSecretRow:
    """A sealed secret with its place and the data key that it needs. `holder_id`: the binding or challenge."""

    holder_id: UUID
    place: SealedPlace
    sealed: bytes
    wrapped: WrappedRow


async def count_wrapped_by_others(key_id: str) -> int:
    """How many data keys another key of the ring wraps."""
    row = await row_of("SELECT COUNT(*) AS wrapped FROM factors WHERE key_id <> $1", key_id)
    return int(row["wrapped"]) if row else 0


async def hold_wrapped_by_others(key_id: str, after: UUID | None, limit: int) -> list[WrappedRow]:
    """The next data keys that another key of the ring wraps, held until the transaction ends.

    Those that somebody else holds are left out: waiting for them could be a deadlock.
    """
    rows = await rows_of(
        "SELECT id AS factor_id, epoch, key_id, wrapped_key FROM factors WHERE key_id <> $1 AND id > $2 "
        "ORDER BY id LIMIT $3 FOR UPDATE SKIP LOCKED",
        key_id,
        after or _FIRST,
        limit,
    )
    return [_wrapped(row) for row in rows]


async def data_keys_after(after: UUID | None, limit: int) -> list[WrappedRow]:
    """The next data keys of all."""
    rows = await rows_of(
        "SELECT id AS factor_id, epoch, key_id, wrapped_key FROM factors WHERE id > $1 ORDER BY id LIMIT $2",
        after or _FIRST,
        limit,
    )
    return [_wrapped(row) for row in rows]


async def rewrap(row: WrappedRow, anew: WrappedKey) -> bool:
    """Put the newly wrapped key in the old one's place. False: that is not there any more."""
    return await is_done(
        "UPDATE factors SET key_id = $4, wrapped_key = $5 WHERE id = $1 AND epoch = $2 AND wrapped_key = $3 "
        "RETURNING id",
        row.factor_id,
        row.epoch,
        row.key.wrapped,
        anew.key_id,
        anew.wrapped,
    )


async def bound_secrets_after(after: UUID | None, limit: int) -> list[SealedSecretRow]:
    """The next secrets of live bindings."""
    rows = await rows_of(
        "SELECT b.id AS holder_id, b.id AS binding_id, b.user_id, b.application_id, b.sealed_secret AS sealed, "
        "f.id AS factor_id, f.epoch, f.key_id, f.wrapped_key FROM bindings b JOIN factors f ON f.id = b.factor_id "
        "WHERE b.epoch = f.epoch AND b.sealed_secret IS NOT NULL AND b.id > $1 ORDER BY b.id LIMIT $2",
        after or _FIRST,
        limit,
    )
    return [_secret(row) for row in rows]


async def offered_secrets_after(after: UUID | None, limit: int) -> list[SealedSecretRow]:
    """The next secrets that open challenges offer and nobody has bound yet."""
    rows = await rows_of(
        "SELECT c.id AS holder_id, c.pending_binding_id AS binding_id, c.user_id, c.application_id, "
        "c.pending_secret AS sealed, f.id AS factor_id, f.epoch, f.key_id, f.wrapped_key "
        "FROM challenges c JOIN factors f ON f.application_id = c.application_id AND f.kind = 'OTP' "
        "WHERE c.state = $3 AND c.pending_epoch = f.epoch AND c.pending_secret IS NOT NULL AND c.id > $1 "
        "ORDER BY c.id LIMIT $2",
        after or _FIRST,
        limit,
        ChallengeState.PENDING.value,
    )
    return [_secret(row) for row in rows]


def _wrapped(row: Row) -> WrappedRow:
    return WrappedRow(uuid_of(row["factor_id"]), row["epoch"], WrappedKey(row["key_id"], bytes(row["wrapped_key"])))


def _secret(row: Row) -> SealedSecretRow:
    place = SealedPlace(
        uuid_of(row["binding_id"]), uuid_of(row["user_id"]), uuid_of(row["application_id"]), row["epoch"]
    )
    return SealedSecretRow(uuid_of(row["holder_id"]), place, bytes(row["sealed"]), _wrapped(row))
