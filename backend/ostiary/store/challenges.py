"""Login challenges and the guard that moves one on (rules L3, A2, A6)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ostiary.policy.challenge import TRANSITIONS, ChallengeEvent, ChallengeState
from ostiary.policy.vocabulary import TokenDelivery
from ostiary.store.models import Challenge
from ostiary.store.records import ChallengeRecord, PendingSecret
from ostiary.store.statements import count_of, is_done, placeholders, rows_of

_COLUMNS = {
    "id": "UUID",
    "token_hash": "BYTEA",
    "user_id": "UUID",
    "application_id": "UUID",
    "state": "VARCHAR",
    "delivery": "VARCHAR",
    "created_at": "BIGINT",
    "expires_at": "BIGINT",
    "session_id": "UUID",
}
CHALLENGE_COLUMNS, CHALLENGE_TYPES = tuple(_COLUMNS), tuple(_COLUMNS.values())
"""What a new challenge consists of."""
INSERT_CHALLENGE = (
    f"INSERT INTO challenges ({', '.join(CHALLENGE_COLUMNS)}) VALUES ({placeholders(CHALLENGE_COLUMNS)}) RETURNING id"  # noqa: S608
)


def challenge_values(challenge: ChallengeRecord, token_hash: bytes) -> tuple[Any, ...]:
    """The challenge in the order of CHALLENGE_COLUMNS."""
    return (
        *(challenge.id, token_hash, challenge.user_id, challenge.application_id),
        *(challenge.state.value, challenge.delivery.value),
        *(challenge.created_at, challenge.expires_at, challenge.session_id),
    )


async def insert_challenge(challenge: ChallengeRecord, token_hash: bytes) -> None:
    """Add a challenge."""
    await rows_of(INSERT_CHALLENGE, *challenge_values(challenge, token_hash))


async def challenge_by_hash(token_hash: bytes) -> ChallengeRecord | None:
    """The challenge of a token, whatever its state, or None."""
    row = await Challenge.get_or_none(token_hash=token_hash)
    return _challenge(row) if row else None


async def challenge_by_id(challenge_id: UUID) -> ChallengeRecord | None:
    """The challenge as it is now, or None."""
    row = await Challenge.get_or_none(id=challenge_id)
    return _challenge(row) if row else None


def still_open(pending: str, now: str) -> str:
    """The guard of a challenge that is passed; both are parameters. One that is over is passed by nobody."""
    return f"state = {pending} AND expires_at > {now}"


async def settle(challenge_id: UUID, event: ChallengeEvent, now: datetime) -> bool:
    """Move a pending challenge on, once. ACCEPT needs its time not to be over. False: it was over already."""
    after = TRANSITIONS[ChallengeState.PENDING, event]
    is_passed = event is ChallengeEvent.ACCEPT
    guard = still_open("$3", "CAST($4 AS BIGINT)") if is_passed else "state = $3"
    values = (now,) if is_passed else ()
    return await is_done(
        f"UPDATE challenges SET state = $2, pending_secret = NULL WHERE id = $1 AND {guard} RETURNING id",  # noqa: S608
        challenge_id,
        after.value,
        ChallengeState.PENDING.value,
        *values,
    )


async def end_open_challenges(user_id: UUID, event: ChallengeEvent, application_id: UUID | None = None) -> int:
    """End the user's pending challenges, everywhere or in one application; answers how many."""
    after = TRANSITIONS[ChallengeState.PENDING, event]
    where, values = ("", ()) if application_id is None else (" AND application_id = $4", (application_id,))
    return await count_of(
        "UPDATE challenges SET state = $2, pending_secret = NULL "  # noqa: S608
        f"WHERE user_id = $1 AND state = $3{where} RETURNING id",
        user_id,
        after.value,
        ChallengeState.PENDING.value,
        *values,
    )


async def offer_secret(challenge: ChallengeRecord, pending: PendingSecret) -> bool:
    """Keep the secret offered in this challenge. False: another request offered one for this epoch first."""
    return await is_done(
        "UPDATE challenges SET pending_binding_id = $2, pending_epoch = $3, pending_secret = $4 "
        "WHERE id = $1 AND state = $5 AND (pending_epoch IS NULL OR pending_epoch < $3) RETURNING id",
        challenge.id,
        pending.binding_id,
        pending.epoch,
        pending.sealed,
        ChallengeState.PENDING.value,
    )


async def note_mailing(challenge_id: UUID, key_id: str, mailed_at: datetime) -> bool:
    """Remember that the challenge's code is on its way; its key id stays what it was at the first mail."""
    return await is_done(
        "UPDATE challenges SET code_key_id = COALESCE(code_key_id, $2), mailed_at = $3 "
        "WHERE id = $1 AND state = $4 RETURNING id",
        challenge_id,
        key_id,
        mailed_at,
        ChallengeState.PENDING.value,
    )


async def take_back_mailing(challenge_id: UUID, mailed_at: datetime, before: datetime | None) -> None:
    """The mail could not be handed over: the wait does not start (L9). Should it arrive after all, its code is good."""
    await Challenge.filter(id=challenge_id, mailed_at=mailed_at).update(mailed_at=before)


def _challenge(row: Challenge) -> ChallengeRecord:
    pending = None
    if row.pending_secret is not None and row.pending_binding_id and row.pending_epoch is not None:
        pending = PendingSecret(row.pending_binding_id, row.pending_epoch, row.pending_secret)
    return ChallengeRecord(
        id=row.id,
        user_id=row.user_id,
        application_id=row.application_id,
        state=ChallengeState(row.state),
        delivery=TokenDelivery(row.delivery),
        created_at=row.created_at,
        expires_at=row.expires_at,
        pending=pending,
        code_key_id=row.code_key_id,
        mailed_at=row.mailed_at,
        session_id=row.session_id,
    )
