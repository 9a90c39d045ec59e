"""Whether a session must prove its second step once more (design/security.md, "helpdesk, administrator: step-up").

What weakens somebody's second step, gives power or carries the log away takes a second step that is five minutes old
at most, of administrators who have a factor.
"""

from datetime import datetime, timedelta

PROOF_LIFE = timedelta(minutes=5)


def is_step_up_due(
    *, signed_in_at: datetime, proven_at: datetime | None, bound_at: datetime | None, is_bypassed: bool, now: datetime
) -> bool:
    """Whether the session has to step up first.

    `bound_at`: of the oldest binding that the administrator has in the console; None: there is no factor to ask for.
    A bypass skips every second step, this one too (rule M3). A session that began before anything was bound was
    never proven and is not asked: it knows no factor, and it ends within hours.
    """
    if bound_at is None or is_bypassed:
        return False
    if proven_at is None:
        return bound_at <= signed_in_at
    return now >= proven_at + PROOF_LIFE
