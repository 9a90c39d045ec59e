"""Stepping up: a session of the console proves its second step once more (policy.step_up; design/security.md).

The code goes through the same choke point as a login's; a challenge that was begun here proves its session and mints
none. A program with an API token has no second step: what it may is limited by its own rules.
"""

from ostiary.policy.bypass import is_bypassed
from ostiary.policy.challenge import CHALLENGE_LIFE, ChallengeState
from ostiary.policy.lockout import is_locked
from ostiary.policy.step_up import is_step_up_due
from ostiary.policy.vocabulary import TokenDelivery
from ostiary.services.challenges import describe
from ostiary.services.outcomes import AccountLocked, ChallengeEnded, FactorDisabled, LoginPending
from ostiary.services.runtime import Runtime
from ostiary.services.sessions import Viewer
from ostiary.store.accounts import lock_account
from ostiary.store.applications import factors_of
from ostiary.store.bindings import bindings_of
from ostiary.store.challenges import insert_challenge
from ostiary.store.ids import new_id
from ostiary.store.records import BindingRecord, ChallengeRecord
from ostiary.store.sessions import session_by_id
from ostiary.store.tokens import hash_of, make_token
from ostiary.store.unit_of_work import unit_of_work


async def must_step_up(runtime: Runtime, viewer: Viewer) -> bool:
    """Whether this session has to prove its second step before it may do what is guarded."""
    bound = await _bound(viewer)
    return is_step_up_due(
        signed_in_at=viewer.session.created_at,
        proven_at=viewer.session.proven_at,
        bound_at=min((each.bound_at for each in bound), default=None),
        is_bypassed=is_bypassed(viewer.user.bypass, runtime.clock.now()),
        now=runtime.clock.now(),
    )


async def begin_step_up(
    runtime: Runtime, viewer: Viewer
) -> LoginPending | AccountLocked | FactorDisabled | ChallengeEnded:
    """Open a challenge for this session. FactorDisabled: the administrator has no factor to prove."""
    now = runtime.clock.now()
    async with unit_of_work():
        user = await lock_account(viewer.user.id)
        if user is None or await session_by_id(viewer.session.id) is None:
            return ChallengeEnded()
        if user.lockout.locked_until is not None and is_locked(user.lockout.locked_until, now):
            return AccountLocked(user.lockout.locked_until)
        if not await _bound(viewer):
            return FactorDisabled()
        token = make_token()
        challenge = ChallengeRecord(
            id=new_id(),
            user_id=user.id,
            application_id=viewer.application.id,
            state=ChallengeState.PENDING,
            delivery=TokenDelivery.BODY,
            created_at=now,
            expires_at=now + CHALLENGE_LIFE,
            pending=None,
            code_key_id=None,
            mailed_at=None,
            session_id=viewer.session.id,
        )
        await insert_challenge(challenge, hash_of(token))
        factors = (await factors_of([viewer.application.id]))[viewer.application.id]
        return await describe(token, challenge, user, viewer.application, factors, now)


async def _bound(viewer: Viewer) -> list[BindingRecord]:
    """The live bindings of the administrator in the application of the session: a factor that is off has none."""
    bound = (await bindings_of([viewer.user.id]))[viewer.user.id]
    return [each for each in bound if each.application_id == viewer.application.id]
