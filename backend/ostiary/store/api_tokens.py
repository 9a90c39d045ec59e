"""API tokens: found by the hash of their secret, alive while not revoked and not over. Nothing removes a row."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from ostiary.policy.vocabulary import Role
from ostiary.store.models import ApiToken
from ostiary.store.pages import Page, PageWanted, Sought, newest_first
from ostiary.store.records import ApiTokenRecord
from ostiary.store.statements import is_done, rows_of, uuid_of


async def insert_api_token(token: ApiTokenRecord, token_hash: bytes) -> None:
    """Add one that was never used."""
    await ApiToken.create(
        id=token.id,
        token_hash=token_hash,
        name=token.name,
        role=token.role.value,
        created_by_id=token.created_by_id,
        created_at=token.created_at,
        ends_at=token.ends_at,
    )


async def api_token_by_hash(token_hash: bytes) -> ApiTokenRecord | None:
    """The token of a secret, also one that is over, or None."""
    row = await ApiToken.get_or_none(token_hash=token_hash)
    return _token(row) if row else None


async def api_token_by_id(token_id: UUID) -> ApiTokenRecord | None:
    """The token, or None."""
    return (await api_tokens_by_ids([token_id])).get(token_id)


async def api_tokens_by_ids(ids: Iterable[UUID]) -> dict[UUID, ApiTokenRecord]:
    """Those of `ids` that exist."""
    return {row.id: _token(row) for row in await ApiToken.filter(id__in=list(ids))}


async def list_api_tokens(wanted: PageWanted) -> Page[ApiTokenRecord]:
    """All of them, newest first."""
    ids, has_more, total = await newest_first(Sought("api_tokens", "created_at", [], []), wanted)
    found = await api_tokens_by_ids(ids)
    return Page([found[each] for each in ids], has_more, total)


async def note_use(token_id: UUID, ip: str, now: datetime) -> bool:
    """Let a request in, and remember it. False: the token was revoked or is over, and nothing was written."""
    return await is_done(
        "UPDATE api_tokens SET last_used_at = CAST($2 AS BIGINT), last_used_ip = $3 "
        "WHERE id = $1 AND revoked_at IS NULL AND ends_at > CAST($2 AS BIGINT) RETURNING id",
        token_id,
        now,
        ip,
    )


async def hold_living_token(token_id: UUID, now: datetime) -> bool:
    """Whether the token lives; then nobody revokes it before the transaction ends, only after."""
    return await is_done(
        "SELECT id FROM api_tokens WHERE id = $1 AND revoked_at IS NULL AND ends_at > CAST($2 AS BIGINT) FOR SHARE",
        token_id,
        now,
    )


async def revoke_api_token(token_id: UUID, now: datetime) -> bool:
    """End it for good. False: it was revoked already, or there is none."""
    return await is_done(
        "UPDATE api_tokens SET revoked_at = CAST($2 AS BIGINT) WHERE id = $1 AND revoked_at IS NULL RETURNING id",
        token_id,
        now,
    )


async def revoke_api_tokens_of(maker_id: UUID, now: datetime) -> list[ApiTokenRecord]:
    """End all that this user made and that would still open something; answers those."""
    rows = await rows_of(
        "UPDATE api_tokens SET revoked_at = CAST($2 AS BIGINT) "
        "WHERE created_by_id = $1 AND revoked_at IS NULL AND ends_at > CAST($2 AS BIGINT) RETURNING id",
        maker_id,
        now,
    )
    found = await api_tokens_by_ids(uuid_of(row["id"]) for row in rows)
    return sorted(found.values(), key=lambda token: token.id)


def _token(row: ApiToken) -> ApiTokenRecord:
    return ApiTokenRecord(
        id=row.id,
        name=row.name,
        role=Role(row.role),
        created_by_id=row.created_by_id,
        created_at=row.created_at,
        ends_at=row.ends_at,
        last_used_at=row.last_used_at,
        last_used_ip=row.last_used_ip,
        revoked_at=row.revoked_at,
    )
