"""Second steps made up for the writes that complete or charge them."""

from datetime import datetime, timedelta

from ostiary.policy.audit import AuditEventType
from ostiary.policy.vocabulary import FailureReason
from ostiary.services.events import made_event
from ostiary.store.ids import new_id
from ostiary.store.records import AuditEventRecord, BindingRecord, ChallengeRecord, SessionRecord, UserRecord
from ostiary.store.step_writes import AcceptedStep
from tests.support.scene import HOME

STEP = AuditEventType.SECONDARY_AUTHENTICATION_OTP


def made_step_event(challenge: ChallengeRecord, now: datetime, user: UserRecord | None = None) -> AuditEventRecord:
    """Of a wrong code."""
    reason = FailureReason.INVALID_CODE
    return made_event(STEP, HOME, now, user=user, application_id=challenge.application_id, failure=reason)


def made_step(challenge: ChallengeRecord, binding: BindingRecord, time_step: int | None, now: datetime) -> AcceptedStep:
    """A right code, with a session of its own."""
    until = now + timedelta(hours=1)
    session_id = new_id()
    amr = ("pwd", "otp", "mfa")
    session = SessionRecord(session_id, binding.user_id, binding.application_id, amr, now, now, until, now)
    step, login = (
        made_event(event_type, HOME, now, user=None, application_id=challenge.application_id)
        for event_type in (STEP, AuditEventType.LOGIN)
    )
    return AcceptedStep(challenge, binding, time_step, session, session_id.bytes * 2, step, login, now)
