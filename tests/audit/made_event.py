"""An event that nobody caused, for tests that only need one more."""

from ostiary.policy.audit import AuditEventType, AuditResult
from ostiary.store.ids import new_id
from ostiary.store.records import AuditEventRecord
from tests.support.passing_time import Hands


def made_event(hands: Hands, **values: object) -> AuditEventRecord:
    """A login that nobody made."""
    told = {"id": new_id(), "type": AuditEventType.LOGIN, "occurred_at": hands.now, "ip": "::1", **values}
    return AuditEventRecord(**told, result=AuditResult.SUCCESS)  # type: ignore[arg-type]
