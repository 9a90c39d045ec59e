"""Writing the log in the deciding transaction (rules E1-E3)."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from ostiary.policy.audit import AuditEventType, AuditResult
from ostiary.policy.origin import Origin
from ostiary.policy.vocabulary import FailureReason
from ostiary.services.acting import CallerEndedError, acting_session, acting_token
from ostiary.store.api_tokens import hold_living_token
from ostiary.store.audit_events import append_event
from ostiary.store.ids import new_id
from ostiary.store.records import AuditEventRecord, UserRecord
from ostiary.store.sessions import hold_living_session


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
    """Append one event to the transaction that decides. `typed_email`: what was typed where no user is known.

    In a request with an API token that token is the actor. Raises CallerEndedError, as `hold_caller` does.
    """
    await hold_caller(actor_id, now)
    token = acting_token()
    event = made_event(
        event_type, origin, now, user=user, typed_email=typed_email, application_id=application_id, failure=failure
    )
    await append_event(
        replace(
            event,
            actor_id=None if token else actor_id,
            actor_token_id=token.id if token else None,
            actor_name=token.name if token else None,
            details=details,
        )
    )


async def hold_caller(actor_id: UUID | None, now: datetime) -> None:
    """Hold the API token of the request, or the session by which this person administers with the role it came with.

    Raises CallerEndedError if it ended meanwhile, so that nothing of the request is committed once the mutation that
    ended it has answered. Last of all rows that a transaction locks.
    """
    token = acting_token()
    if token is not None:
        if not await hold_living_token(token.id, now):
            raise CallerEndedError
        return
    session = acting_session(actor_id)
    if session is not None and not await hold_living_session(session.session_id, session.role, now):
        raise CallerEndedError


def made_event(
    event_type: AuditEventType,
    origin: Origin,
    now: datetime,
    *,
    user: UserRecord | None,
    application_id: UUID | None,
    typed_email: str | None = None,
    failure: FailureReason | None = None,
) -> AuditEventRecord:
    """An event that names no actor, for whoever writes it together with its effect."""
    return AuditEventRecord(
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
        application_id=application_id,
    )
