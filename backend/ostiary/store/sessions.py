"""Sessions: opaque, server-side, found by the hash of their token (design/security.md)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from ostiary.policy.requirements import AMR_PASSWORD
from ostiary.policy.vocabulary import Role
from ostiary.store.models import Session
from ostiary.store.records import SessionRecord
from ostiary.store.statements import is_done, placeholders, rows_of, uuid_of

LISTED = 50


async def insert_session(session: SessionRecord, token_hash: bytes, binding_id: UUID | None) -> None:
    """Add a session; `binding_id` is what its second step was proven with."""
    await Session.create(
        id=session.id,
        token_hash=token_hash,
        user_id=session.user_id,
        application_id=session.application_id,
        binding_id=binding_id,
        amr=" ".join(session.amr),
        created_at=session.created_at,
        last_seen_at=session.last_seen_at,
        expires_at=session.expires_at,
        proven_at=session.proven_at,
    )


async def session_by_hash(token_hash: bytes) -> SessionRecord | None:
    """The session of a token, also one whose time is over, or None."""
    row = await Session.get_or_none(token_hash=token_hash)
    return _session(row) if row else None


async def session_by_id(session_id: UUID) -> SessionRecord | None:
    """The session, also one whose time is over, or None."""
    row = await Session.get_or_none(id=session_id)
    return _session(row) if row else None


async def sessions_of(user_ids: Sequence[UUID]) -> dict[UUID, list[SessionRecord]]:
    """Of each user the sessions that were seen last, also those whose time is over; newest first, LISTED at most."""
    rows = await rows_of(
        "SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY user_id ORDER BY last_seen_at DESC, id DESC) "  # noqa: S608
        f"AS place FROM sessions WHERE user_id IN ({placeholders(user_ids)})) s WHERE place <= {LISTED}",
        *user_ids,
    )
    found = await Session.filter(id__in=[uuid_of(row["id"]) for row in rows]).order_by("-last_seen_at", "-id")
    answer: dict[UUID, list[SessionRecord]] = {each: [] for each in user_ids}
    for row in found:
        answer[row.user_id].append(_session(row))
    return answer


async def hold_living_session(session_id: UUID, role: Role | None, now: datetime) -> bool:
    """Whether the session lives and its user has that role; then nobody ends it before the transaction ends."""
    return await is_done(
        "SELECT id FROM sessions WHERE id = $1 AND expires_at > CAST($2 AS BIGINT) AND EXISTS "
        "(SELECT 1 FROM users WHERE users.id = sessions.user_id AND COALESCE(users.role, '') = $3) FOR SHARE",
        session_id,
        now,
        role.value if role else "",
    )


async def note_seen(session_id: UUID, now: datetime) -> None:
    """Move the idle limit on."""
    await Session.filter(id=session_id).update(last_seen_at=now)


async def note_proof(session_id: UUID, user_id: UUID, now: datetime) -> bool:
    """A second step was accepted in the user's session. False: it is over, or somebody else's."""
    return await is_done(
        "UPDATE sessions SET proven_at = $3 WHERE id = $1 AND user_id = $2 AND expires_at > $3 RETURNING id",
        session_id,
        user_id,
        now,
    )


async def forget_proofs_of(user_id: UUID) -> None:
    """What the user's sessions proved counts no more: it may have been proven with what was reset."""
    await Session.filter(user_id=user_id, proven_at__isnull=False).update(proven_at=None)


async def end_session(session_id: UUID) -> bool:
    """End one. False: it was over."""
    return bool(await Session.filter(id=session_id).delete())


async def end_sessions_of_bindings(binding_ids: Sequence[UUID]) -> int:
    """End the sessions that were completed with these bindings (rule M2)."""
    if not binding_ids:
        return 0
    return await Session.filter(binding_id__in=list(binding_ids)).delete()


async def end_other_sessions(user_id: UUID, kept_id: UUID) -> int:
    """End the user's sessions everywhere, but one."""
    return await Session.filter(user_id=user_id).exclude(id=kept_id).delete()


async def end_unproven_sessions_of(user_id: UUID) -> int:
    """End the user's sessions that no second step was ever proven in, where the application asks for one now."""
    rows = await rows_of(
        "DELETE FROM sessions WHERE user_id = $1 AND amr = $2 AND proven_at IS NULL AND application_id IN "
        "(SELECT application_id FROM factors WHERE is_enabled) RETURNING id",
        user_id,
        " ".join(AMR_PASSWORD),
    )
    return len(rows)


async def end_sessions_of(user_id: UUID, application_ids: Sequence[UUID] | None = None) -> int:
    """End the user's sessions, everywhere or in those applications."""
    query = Session.filter(user_id=user_id)
    if application_ids is not None:
        query = query.filter(application_id__in=list(application_ids))
    return await query.delete()


def _session(row: Session) -> SessionRecord:
    return SessionRecord(
        id=row.id,
        user_id=row.user_id,
        application_id=row.application_id,
        amr=tuple(row.amr.split(" ")),
        created_at=row.created_at,
        last_seen_at=row.last_seen_at,
        expires_at=row.expires_at,
        proven_at=row.proven_at,
    )
