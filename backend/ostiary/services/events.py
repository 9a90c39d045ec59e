"""Writing the log in the deciding transaction (rules E1-E3)."""

from datetime import datetime
from uuid import UUID

from ostiary.policy.audit import AuditEventType, AuditResult
from ostiary.policy.origin import Origin
from ostiary.policy.vocabulary import FailureReason
from ostiary.store.audit_events import append_event
from ostiary.store.ids import new_id
from ostiary.store.records import AuditEventRecord, UserRecord


async def write_event(
    event_type: AuditEventType,
    origin: Origin,
    now: datetime,
    *,
    user: UserRecord | None = None,
    typed_email: str | None = None,
    actor_id: UUID | None = None,
    application_id: UUID | None = None,
    failure: FailureReason | None = None,
    details: tuple[tuple[str, str], ...] = (),
) -> None:
    """Append one event to the transaction that decides. `typed_email`: what was typed where no user is known."""
    await append_event(
        AuditEventRecord(
            id=new_id(),
            type=event_type,
            occurred_at=now,
            ip=origin.ip,
            country=origin.country,
            user_agent=origin.user_agent,
            result=AuditResult.FAILURE if failure else AuditResult.SUCCESS,
            failure_reason=failure,
            user_id=user.id if user else None,
            user_email=user.email if user else typed_email,
            actor_id=actor_id,
            application_id=application_id,
            details=details,
        )
    )
