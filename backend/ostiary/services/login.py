"""The first step: the password (rules L1, L2, A2, A7)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ostiary.policy.addresses import is_email
from ostiary.policy.audit import AuditEventType
from ostiary.policy.bypass import is_bypassed
from ostiary.policy.challenge import CHALLENGE_LIFE, ChallengeState
from ostiary.policy.lockout import is_locked
from ostiary.policy.names import is_password
from ostiary.policy.origin import Origin
from ostiary.policy.requirements import AMR_PASSWORD, FactorSwitch, required_factors
from ostiary.policy.vocabulary import CONSOLE_CLIENT_ID, FailureReason, TokenDelivery
from ostiary.services.challenges import describe
from ostiary.services.events import write_event
from ostiary.services.guessing import Guesses
from ostiary.services.outcomes import (
    AccountLocked,
    CredentialsRefused,
    LoginCompleted,
    LoginPending,
    RateLimited,
)
from ostiary.services.runtime import Runtime
from ostiary.services.sessions import mint_session
from ostiary.store.accounts import (
    credentials_of,
    is_assigned,
    lock_credentials,
    password_hash_of,
    replace_password_hash,
)
from ostiary.store.applications import application_by_client_id, factors_of
from ostiary.store.challenges import insert_challenge
from ostiary.store.ids import new_id
from ostiary.store.records import ApplicationRecord, ChallengeRecord, CredentialsRecord, UserRecord
from ostiary.store.tokens import hash_of, make_token
from ostiary.store.unit_of_work import unit_of_work

LoginOutcome = LoginPending | LoginCompleted | CredentialsRefused | AccountLocked | RateLimited


@dataclass(frozen=True, repr=False)
class PasswordStep:
    """What was typed, for which application, and how the session is wanted."""

    client_id: str
    email: str
    password: str
    delivery: TokenDelivery


async def start_login(runtime: Runtime, step: PasswordStep, origin: Origin) -> LoginOutcome:
    """Check the password and open a challenge, or complete the login where no second step is needed."""
    async with runtime.passwords.turn():
        return await _start(runtime, step, origin)


async def _start(runtime: Runtime, step: PasswordStep, origin: Origin) -> LoginOutcome:
    now = runtime.clock.now()
    guesses = Guesses.of(step.email, origin)
    retry_at = await guesses.retry_at(now)
    if retry_at is not None:
        return RateLimited(retry_at)
    application = await application_by_client_id(step.client_id)
    credentials = await credentials_of(step.email) if is_email(step.email) else None
    is_right = await runtime.passwords.verify(credentials.password_hash if credentials else None, step.password)
    may = await may_enter(credentials.user if credentials else None, application)
    if credentials is None or application is None or not is_right or not may:
        reason = FailureReason.NOT_ASSIGNED if is_right else FailureReason.INVALID_CREDENTIALS
        return await _refuse(step, origin, guesses, credentials, application, reason, runtime.clock.now())
    held = await _refresh_hash(runtime, credentials, step.password)
    entered = await _enter(runtime, step, origin, guesses, application, credentials.user.id, held)
    if isinstance(entered, FailureReason):
        reason = entered
        return await _refuse(step, origin, guesses, credentials, application, reason, runtime.clock.now())
    return entered


async def _enter(
    runtime: Runtime,
    step: PasswordStep,
    origin: Origin,
    guesses: Guesses,
    application: ApplicationRecord,
    user_id: UUID,
    held: str,
) -> LoginOutcome | FailureReason:
    """A reason: deleted, not assigned any more, or with another password than `held`, while it was checked."""
    now = runtime.clock.now()
    async with unit_of_work():
        locked = await lock_credentials(user_id)
        if locked is None or not await may_enter(locked.user, application):
            return FailureReason.NOT_ASSIGNED
        if locked.password_hash != held:
            return FailureReason.INVALID_CREDENTIALS
        retry_at = await guesses.retry_at_or_forget(now)
        if retry_at is not None:
            return RateLimited(retry_at)
        user = locked.user
        await write_event(AuditEventType.PASSWORD_AUTHENTICATION, origin, now, user=user, application_id=application.id)
        if user.lockout.locked_until is not None and is_locked(user.lockout.locked_until, now):
            await write_event(
                AuditEventType.LOGIN,
                origin,
                now,
                user=user,
                application_id=application.id,
                failure=FailureReason.ACCOUNT_LOCKED,
            )
            return AccountLocked(user.lockout.locked_until)
        factors = (await factors_of([application.id]))[application.id]
        switches = [FactorSwitch(factor.kind, factor.is_enabled) for factor in factors]
        if not required_factors(switches, is_bypassed(user.bypass, now)):
            await write_event(AuditEventType.LOGIN, origin, now, user=user, application_id=application.id)
            return await mint_session(runtime, user, application, AMR_PASSWORD, step.delivery, now)
        challenge, token = _new_challenge(user, application, step.delivery, now), make_token()
        await insert_challenge(challenge, hash_of(token))
        return await describe(token, challenge, user, application, factors, now)


async def may_enter(user: UserRecord | None, application: ApplicationRecord | None) -> bool:
    """Rules D1 and D2. An unknown user costs the same query as a known one (L1)."""
    user_id = user.id if user else new_id()
    application_id = application.id if application else new_id()
    is_user_assigned = await is_assigned(user_id, application_id)
    if application is not None and application.client_id == CONSOLE_CLIENT_ID:
        return user is not None and user.role is not None
    return is_user_assigned


async def _refuse(
    step: PasswordStep,
    origin: Origin,
    guesses: Guesses,
    credentials: CredentialsRecord | None,
    application: ApplicationRecord | None,
    reason: FailureReason,
    now: datetime,
) -> CredentialsRefused | RateLimited:
    """Count the guess and write it down, or say nothing about it at all."""
    async with unit_of_work() as work:
        retry_at = await guesses.charge(now)
        if retry_at is not None:
            work.undo()
            return RateLimited(retry_at)
        await write_event(
            AuditEventType.PASSWORD_AUTHENTICATION,
            origin,
            now,
            user=credentials.user if credentials else None,
            typed_email=step.email if is_email(step.email) else None,
            application_id=application.id if application else None,
            failure=reason,
        )
    return CredentialsRefused()


async def _refresh_hash(runtime: Runtime, credentials: CredentialsRecord, password: str) -> str:
    """Hash again if the parameters have changed since (design/security.md). Answers the hash that is kept now."""
    held = credentials.password_hash
    if not runtime.passwords.needs_rehash(held) or not is_password(password):
        return held
    renewed = await runtime.passwords.hash(password)
    if await replace_password_hash(credentials.user.id, held, renewed):
        return renewed
    meanwhile = await password_hash_of(credentials.user.id)
    return meanwhile if meanwhile and await runtime.passwords.verify(meanwhile, password) else held


def _new_challenge(
    user: UserRecord, application: ApplicationRecord, delivery: TokenDelivery, now: datetime
) -> ChallengeRecord:
    return ChallengeRecord(
        id=new_id(),
        user_id=user.id,
        application_id=application.id,
        state=ChallengeState.PENDING,
        delivery=delivery,
        created_at=now,
        expires_at=now + CHALLENGE_LIFE,
        pending=None,
        code_key_id=None,
        mailed_at=None,
    )
