"""A user's sessions, and their end all at once (ux.md 7; design/security.md, "Sessions and the web")."""

from uuid import UUID

from ostiary.policy.audit import AuditEventType
from ostiary.policy.challenge import ChallengeEvent
from ostiary.services.directory import Actor
from ostiary.services.events import write_event
from ostiary.services.outcomes import SessionsEnded, SubjectMissing
from ostiary.services.runtime import Runtime
from ostiary.store.accounts import lock_account
from ostiary.store.challenges import end_open_challenges
from ostiary.store.sessions import end_sessions_of
from ostiary.store.unit_of_work import unit_of_work


async def sign_out_everywhere(runtime: Runtime, actor: Actor, user_id: UUID) -> SessionsEnded | SubjectMissing:
    """End every session of the user, and every login that waits for its second step.

    A login that completes at the same moment queues at the account's row: it is over before, or begins after.
    """
    async with unit_of_work():
        user = await lock_account(user_id)
        if user is None:
            return SubjectMissing("user")
        ended = await end_sessions_of(user_id)
        await end_open_challenges(user_id, ChallengeEvent.CANCEL)
        await write_event(
            AuditEventType.SESSIONS_ENDED,
            actor.origin,
            runtime.clock.now(),
            user=user,
            actor_id=actor.id,
            details=(("endedSessions", str(ended)),),
        )
    return SessionsEnded(user, ended)
