"""Reading a login challenge by its token, and what a page may know about it (rules L3, L4)."""

from collections.abc import Set as AbstractSet
from datetime import datetime

from ostiary.policy.addresses import mask_email
from ostiary.policy.challenge import ChallengeState, is_open
from ostiary.policy.limits import MAIL_INTERVAL
from ostiary.policy.lockout import attempts_remaining
from ostiary.policy.requirements import FactorSwitch, required_factors
from ostiary.policy.vocabulary import FactorKind
from ostiary.services.outcomes import ChallengeEnded, LoginPending, MailedCodeView, MethodView
from ostiary.services.runtime import Runtime
from ostiary.store.accounts import user_by_id
from ostiary.store.applications import application_by_id, factors_of
from ostiary.store.bindings import bound_kinds
from ostiary.store.challenges import challenge_by_hash
from ostiary.store.records import ApplicationRecord, ChallengeRecord, FactorRecord, UserRecord
from ostiary.store.tokens import token_hash


async def open_challenge(token: str, now: datetime) -> ChallengeRecord | None:
    """The challenge of `token` while a step may be sent to it; None: unknown or over."""
    hashed = token_hash(token)
    challenge = await challenge_by_hash(hashed) if hashed else None
    if challenge is None or not is_open(challenge.state, challenge.expires_at, now):
        return None
    return challenge


async def late_challenge(token: str, now: datetime) -> ChallengeRecord | None:
    """The challenge of `token` if its ten minutes are over and nobody has noticed; a wrong token costs one read."""
    hashed = token_hash(token)
    challenge = await challenge_by_hash(hashed) if hashed else None
    if challenge is None or challenge.state is not ChallengeState.PENDING or now < challenge.expires_at:
        return None
    return challenge


async def read_challenge(runtime: Runtime, token: str) -> LoginPending | ChallengeEnded:
    """Where a login stands, for a reload or a second tab (rule L3). A step-up is no login."""
    now = runtime.clock.now()
    challenge = await open_challenge(token, now)
    if challenge is None or challenge.is_step_up:
        return ChallengeEnded()
    user = await user_by_id(challenge.user_id)
    application = await application_by_id(challenge.application_id)
    if user is None or application is None:
        return ChallengeEnded()
    factors = (await factors_of([application.id]))[application.id]
    return await describe(token, challenge, user, application, factors, now)


async def describe(
    token: str,
    challenge: ChallengeRecord,
    user: UserRecord,
    application: ApplicationRecord,
    factors: list[FactorRecord],
    now: datetime,
) -> LoginPending:
    """What the second step's page shows; the tabs follow the factors of this moment (rule L4)."""
    return described(token, challenge, user, application, factors, await bound_kinds(user.id, application.id), now)


def described(
    token: str,
    challenge: ChallengeRecord,
    user: UserRecord,
    application: ApplicationRecord,
    factors: list[FactorRecord],
    bound: AbstractSet[FactorKind],
    now: datetime,
) -> LoginPending:
    """`describe`, knowing which factors are bound.

    Nothing is bound while stepping up: OTP is a tab of it where it is bound.
    """
    switches = [FactorSwitch(factor.kind, factor.is_enabled) for factor in factors]
    kinds = [
        kind
        for kind in required_factors(switches, is_bypassed=False)
        if kind in bound or kind is FactorKind.EMAIL or not challenge.is_step_up
    ]
    methods = tuple(_method(kind, kind in bound, user.email) for kind in kinds)
    return LoginPending(
        token=token,
        client_id=application.client_id,
        application_name=application.name,
        expires_at=challenge.expires_at,
        attempts_remaining=attempts_remaining(user.lockout, now),
        methods=methods,
        mailed_code=mailed_code_view(challenge, user),
    )


def mailed_code_view(challenge: ChallengeRecord, user: UserRecord) -> MailedCodeView | None:
    """The code that was mailed in this challenge, if one was."""
    if challenge.code_key_id is None or challenge.mailed_at is None:
        return None
    return MailedCodeView(mask_email(user.email), challenge.expires_at, challenge.mailed_at + MAIL_INTERVAL)


def _method(kind: FactorKind, is_bound: bool, email: str) -> MethodView:
    match kind:
        case FactorKind.OTP:
            return MethodView(kind, is_bound, None if is_bound else mask_email(email))
        case FactorKind.EMAIL:
            return MethodView(kind, True, mask_email(email))
