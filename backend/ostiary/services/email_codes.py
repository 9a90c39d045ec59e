"""`sendEmailCode`: mail the challenge's code, within the limits of rule L9."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog

from ostiary.factors.email.code import email_code
from ostiary.factors.email.message import code_message
from ostiary.mail.locale import Locale
from ostiary.policy.addresses import mask_email
from ostiary.policy.challenge import is_open
from ostiary.policy.limits import MAIL_INTERVAL, next_mail_at
from ostiary.policy.lockout import is_locked
from ostiary.policy.mail_templates import MailKind
from ostiary.policy.origin import Origin
from ostiary.policy.vocabulary import FactorKind
from ostiary.services.branding import brand_of
from ostiary.services.challenges import open_challenge
from ostiary.services.mail_limits import charge_mail, take_back_mail
from ostiary.services.mail_texts import sent_texts
from ostiary.services.outcomes import (
    AccountLocked,
    ChallengeEnded,
    FactorDisabled,
    MailedCodeView,
    MailFailed,
    RateLimited,
)
from ostiary.services.runtime import Runtime
from ostiary.store.accounts import lock_account
from ostiary.store.applications import application_by_id, factors_of
from ostiary.store.bindings import binding_of
from ostiary.store.challenges import challenge_by_id, note_mailing, take_back_mailing
from ostiary.store.ids import new_id
from ostiary.store.mail_ledger import codes_mailed_to, note_mailed_code, take_back_mailed_code
from ostiary.store.records import ApplicationRecord, ChallengeRecord, UserRecord
from ostiary.store.unit_of_work import unit_of_work

_log = structlog.get_logger("ostiary.mail")

SendOutcome = MailedCodeView | RateLimited | MailFailed | AccountLocked | ChallengeEnded | FactorDisabled


@dataclass(frozen=True, repr=False)
class _Reserved:
    """A mail that was counted and is to leave now, after the commit."""

    challenge: ChallengeRecord
    user: UserRecord
    application: ApplicationRecord
    key_id: str
    entry_id: UUID


async def send_email_code(runtime: Runtime, token: str, origin: Origin, locale: Locale) -> SendOutcome:
    """Mail the code; it is the same one each time. A mail that cannot be handed over costs nothing."""
    now = runtime.clock.now()
    challenge = await open_challenge(token, now)
    if challenge is None:
        return ChallengeEnded()
    if not await _is_email_asked_for(challenge):
        return FactorDisabled()
    reserved = await _reserve(runtime, challenge.id, challenge.user_id, origin, now)
    if not isinstance(reserved, _Reserved):
        return reserved
    texts = await sent_texts(reserved.application.id, MailKind.CODE)
    message = code_message(
        to=reserved.user.email,
        code=email_code(runtime.key_ring, reserved.key_id, challenge.id),
        brand=brand_of(reserved.application),
        origin=origin,
        at=now,
        locale=locale,
        public_url=runtime.public_url,
        text=texts[locale],
    )
    if not await runtime.deliver(message):
        await _take_back(reserved, origin, now)
        return _failed("the mail was not handed over")
    return MailedCodeView(mask_email(reserved.user.email), challenge.expires_at, now + MAIL_INTERVAL)


async def _is_email_asked_for(challenge: ChallengeRecord) -> bool:
    """Whether a code is any use here: the email factor is on, or OTP is on and not bound yet (L5)."""
    factors = {f.kind: f for f in (await factors_of([challenge.application_id]))[challenge.application_id]}
    otp = factors[FactorKind.OTP]
    if factors[FactorKind.EMAIL].is_enabled:
        return True
    return (
        not challenge.is_step_up and otp.is_enabled and await binding_of(challenge.user_id, otp.id, otp.epoch) is None
    )


async def _reserve(
    runtime: Runtime, challenge_id: UUID, user_id: UUID, origin: Origin, now: datetime
) -> _Reserved | RateLimited | MailFailed | AccountLocked | ChallengeEnded:
    """Count the mail before it leaves, so that parallel requests cannot send more than the limits allow."""
    async with unit_of_work() as work:
        user = await lock_account(user_id)
        challenge = await challenge_by_id(challenge_id)
        if user is None or challenge is None or not is_open(challenge.state, challenge.expires_at, now):
            return ChallengeEnded()
        if user.lockout.locked_until is not None and is_locked(user.lockout.locked_until, now):
            return AccountLocked(user.lockout.locked_until)
        if not runtime.mailer.is_configured:
            return _failed("mail is not configured")
        retry_at = next_mail_at(challenge.mailed_at, await codes_mailed_to(user_id, now), now)
        if retry_at is not None:
            return RateLimited(retry_at)
        application = await application_by_id(challenge.application_id)
        if application is None:
            return ChallengeEnded()
        retry_at = await charge_mail(origin, application.id, now)
        if retry_at is not None:
            work.undo()
            return RateLimited(retry_at)
        key_id, entry_id = challenge.code_key_id or runtime.key_ring.sealing_key_id, new_id()
        await note_mailing(challenge_id, key_id, now)
        await note_mailed_code(entry_id, user_id, now)
        return _Reserved(challenge, user, application, key_id, entry_id)


async def _take_back(reserved: _Reserved, origin: Origin, now: datetime) -> None:
    async with unit_of_work():
        await lock_account(reserved.user.id)
        await take_back_mailing(reserved.challenge.id, now, reserved.challenge.mailed_at)
        await take_back_mailed_code(reserved.entry_id)
        await take_back_mail(origin, reserved.application.id)


def _failed(reason: str) -> MailFailed:
    """What the user can read out to an administrator (ux.md 2), and the line in the log that it leads to."""
    reference = secrets.token_hex(3).upper()
    _log.warning("email_code_not_mailed", reference=reference, reason=reason)
    return MailFailed(reference)
