"""The first step: the password (rules L1, L2, A2, A7)."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from ostiary.policy.addresses import email_key, is_email
from ostiary.policy.audit import AuditEventType
from ostiary.policy.bypass import is_bypassed
from ostiary.policy.challenge import CHALLENGE_LIFE, ChallengeState
from ostiary.policy.lockout import is_locked
from ostiary.policy.names import is_client_id, is_password
from ostiary.policy.origin import Origin
from ostiary.policy.requirements import AMR_PASSWORD, FactorSwitch, required_factors
from ostiary.policy.vocabulary import CONSOLE_CLIENT_ID, FailureReason, TokenDelivery
from ostiary.services.acting import acting_token
from ostiary.services.challenges import describe, described
from ostiary.services.events import made_event, write_event
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
    is_assigned,
    lock_credentials,
    password_hash_of,
    replace_password_hash,
)
from ostiary.store.applications import factors_of
from ostiary.store.challenges import insert_challenge
from ostiary.store.ids import new_id
from ostiary.store.login_rows import LoginRow, login_by_names
from ostiary.store.login_writes import OpenedLogin, open_login
from ostiary.store.records import ApplicationRecord, ChallengeRecord, CredentialsRecord, FactorRecord, UserRecord
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
    found = await login_by_names(
        email_key(step.email) if is_email(step.email) else None,
        step.client_id if is_client_id(step.client_id) else None,
        guesses.address,
        guesses.account_and_address,
    )
    retry_at = guesses.retry_at_by(found.counted, now)
    if retry_at is not None:
        return RateLimited(retry_at)
    application, credentials = found.application, found.credentials
    is_right = await runtime.passwords.verify(credentials.password_hash if credentials else None, step.password)
    may = _may_enter(credentials.user if credentials else None, application, found.is_assigned)
    if credentials is None or application is None or not is_right or not may:
        reason = FailureReason.NOT_ASSIGNED if is_right else FailureReason.INVALID_CREDENTIALS
        return await _refuse(step, origin, guesses, credentials, application, reason, runtime.clock.now())
    held = await _refresh_hash(runtime, credentials, step.password)
    opened = await _open_at_once(step, origin, guesses, found, credentials.user, application, held, runtime.clock.now())
    if opened is not None:
        return opened
    entered = await _enter(runtime, step, origin, guesses, application, credentials.user.id, held)
    if isinstance(entered, FailureReason):
        reason = entered
        return await _refuse(step, origin, guesses, credentials, application, reason, runtime.clock.now())
    return entered


async def _open_at_once(
    step: PasswordStep,
    origin: Origin,
    guesses: Guesses,
    found: LoginRow,
    user: UserRecord,
    application: ApplicationRecord,
    held: str,
    now: datetime,
) -> LoginPending | None:
    """The challenge of most logins, in one guarded write. None: nothing was written, it is not as simple as that."""
    required = required_factors(_switches(found.factors), is_bypassed=user.bypass is not None)
    if not required or application.client_id == CONSOLE_CLIENT_ID or acting_token() is not None:
        return None
    challenge, token = _new_challenge(user, application, step.delivery, now), make_token()
    opened = OpenedLogin(
        challenge=challenge,
        token_hash=hash_of(token),
        password_hash=held,
        address=guesses.address,
        account_and_address=guesses.account_and_address,
        event=made_event(AuditEventType.PASSWORD_AUTHENTICATION, origin, now, user=user, application_id=application.id),
        now=now,
    )
    lockout = await open_login(opened)
    if lockout is None:
        return None
    return described(token, challenge, replace(user, lockout=lockout), application, found.factors, found.bound, now)


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
        if not required_factors(_switches(factors), is_bypassed(user.bypass, now)):
            await write_event(AuditEventType.LOGIN, origin, now, user=user, application_id=application.id)
            return await mint_session(runtime, user, application, AMR_PASSWORD, step.delivery, now)
        challenge, token = _new_challenge(user, application, step.delivery, now), make_token()
        await insert_challenge(challenge, hash_of(token))
        return await describe(token, challenge, user, application, factors, now)


async def may_enter(user: UserRecord | None, application: ApplicationRecord | None) -> bool:
    """Rules D1 and D2. An unknown user costs the same query as a known one (L1)."""
    user_id = user.id if user else new_id()
    application_id = application.id if application else new_id()
    return _may_enter(user, application, await is_assigned(user_id, application_id))


def _may_enter(user: UserRecord | None, application: ApplicationRecord | None, is_user_assigned: bool) -> bool:
    if application is not None and application.client_id == CONSOLE_CLIENT_ID:
        return user is not None and user.role is not None
    return is_user_assigned


def _switches(factors: list[FactorRecord]) -> list[FactorSwitch]:
    return [FactorSwitch(factor.kind, factor.is_enabled) for factor in factors]


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
