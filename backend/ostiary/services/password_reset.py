"""A forgotten password: a single-use link, mailed to the account's own address (rules L1, A3).

Asking is answered alike whoever is asked for: what differs happens after the answer. The link sets a password and
nothing else: it signs nobody in, lifts no lock, and the next login asks for its second step as ever.
"""

from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

import structlog

from ostiary.mail.locale import Locale
from ostiary.mail.password_mails import password_reset_message, reset_link_message
from ostiary.policy.addresses import email_key, is_email
from ostiary.policy.audit import AuditEventType
from ostiary.policy.challenge import ChallengeEvent
from ostiary.policy.limits import RESET_LINK_LIFE, RESETS_IN_ALL, RESETS_PER_ACCOUNT, RESETS_PER_ADDRESS
from ostiary.policy.mail_templates import MailKind
from ostiary.policy.origin import Origin
from ostiary.policy.vocabulary import FailureReason
from ostiary.services.branding import brand_of
from ostiary.services.events import write_event
from ostiary.services.login import may_enter
from ostiary.services.mail_texts import sent_texts
from ostiary.services.outcomes import PasswordRefused, PasswordReplaced, RateLimited, ResetLinkEnded, ResetRequested
from ostiary.services.password_change import application_names_of
from ostiary.services.password_rules import refusal_of
from ostiary.services.runtime import Runtime
from ostiary.store.accounts import lock_account, set_password_hash, user_by_email, user_by_id
from ostiary.store.applications import application_by_client_id
from ostiary.store.challenges import end_open_challenges
from ostiary.store.password_guesses import charge_guess, guess_key
from ostiary.store.password_resets import drop_expired_reset, keep_reset, spend_reset, user_of_reset
from ostiary.store.records import ApplicationRecord
from ostiary.store.sessions import end_sessions_of
from ostiary.store.tokens import hash_of, make_token, token_hash
from ostiary.store.unit_of_work import unit_of_work

_log = structlog.get_logger("ostiary.mail")


async def request_password_reset(
    runtime: Runtime, client_id: str, email: str, origin: Origin, locale: Locale
) -> ResetRequested | RateLimited:
    """Have a link mailed, if the user exists and may sign in there. The answer is the same if not."""
    now = runtime.clock.now()
    application = await application_by_client_id(client_id)
    user = await user_by_email(email) if is_email(email) else None
    may = await may_enter(user, application)
    async with unit_of_work() as work:
        retry_at = await _charge(email, origin, now)
        if retry_at is not None:
            work.undo()
            return RateLimited(retry_at)
        await write_event(
            AuditEventType.PASSWORD_RESET_REQUESTED,
            origin,
            now,
            user=user,
            typed_email=email if is_email(email) else None,
            application_id=application.id if application else None,
            failure=None if may else _failure(is_known=user is not None),
        )
    if user is not None and application is not None and may:
        runtime.afterwards(_mail_link(runtime, user.id, application, origin, locale))
    return ResetRequested()


async def reset_password(
    runtime: Runtime, token: str, new: str, origin: Origin
) -> PasswordReplaced | PasswordRefused | ResetLinkEnded:
    """Spend the link and set the password, whose shape was looked at before. A refused one leaves the link good."""
    hashed = token_hash(token)
    user_id = await user_of_reset(hashed, runtime.clock.now()) if hashed else None
    user = await user_by_id(user_id) if user_id else None
    if user is None or hashed is None:
        if hashed is not None:
            await _note_expired(runtime, hashed, origin)
        return ResetLinkEnded()
    refused = refusal_of(new, user.email, await application_names_of(user.id))
    if refused:
        return refused
    password_hash = await runtime.passwords.hash(new)
    now = runtime.clock.now()
    async with unit_of_work():
        user = await lock_account(user.id)
        if user is None or not await spend_reset(hashed, now):
            return ResetLinkEnded()
        await set_password_hash(user.id, password_hash)
        ended = await end_sessions_of(user.id)
        await end_open_challenges(user.id, ChallengeEvent.CANCEL)
        details = (("endedSessions", str(ended)),)
        await write_event(AuditEventType.PASSWORD_RESET, origin, now, user=user, actor_id=user.id, details=details)
    runtime.notify(password_reset_message(to=user.email, origin=origin, at=now, public_url=runtime.public_url))
    return PasswordReplaced(ended)


def reset_link(public_url: str, client_id: str, token: str) -> str:
    """The address that the mail carries; the token stands behind the `#`, which no server, log or referrer sees."""
    return f"{public_url}/login?{urlencode({'client_id': client_id})}#reset={token}"


async def _note_expired(runtime: Runtime, hashed: bytes, origin: Origin) -> None:
    """Somebody had the right link, too late: that is in the log, once. Of guesses there is nothing to say."""
    now = runtime.clock.now()
    async with unit_of_work():
        user_id = await drop_expired_reset(hashed, now)
        user = await user_by_id(user_id) if user_id else None
        if user is not None:
            failure = FailureReason.CODE_EXPIRED
            await write_event(AuditEventType.PASSWORD_RESET, origin, now, user=user, failure=failure)


async def _charge(email: str, origin: Origin, now: datetime) -> datetime | None:
    """Count the request under all three. An instant: a limit is reached."""
    limits = (
        (guess_key("resets from address", origin.ip), RESETS_PER_ADDRESS),
        (guess_key("resets of account", email_key(email)), RESETS_PER_ACCOUNT),
        (guess_key("resets"), RESETS_IN_ALL),
    )
    waits = [await charge_guess(key, limit, now) for key, limit in limits]
    return max((wait for wait in waits if wait is not None), default=None)


def _failure(*, is_known: bool) -> FailureReason:
    return FailureReason.NOT_ASSIGNED if is_known else FailureReason.INVALID_CREDENTIALS


async def _mail_link(
    runtime: Runtime, user_id: UUID, application: ApplicationRecord, origin: Origin, locale: Locale
) -> None:
    """The link's token is kept as its hash alone."""
    if not runtime.mailer.is_configured:
        _log.warning("reset_link_not_mailed", reason="mail is not configured")
        return
    token, now = make_token(), runtime.clock.now()
    async with unit_of_work():
        user = await lock_account(user_id)
        if user is None:
            return
        await keep_reset(user.id, hash_of(token), now + RESET_LINK_LIFE)
    texts = await sent_texts(application.id, MailKind.PASSWORD_RESET)
    message = reset_link_message(
        to=user.email,
        link=reset_link(runtime.public_url, application.client_id, token),
        brand=brand_of(application),
        origin=origin,
        at=now,
        locale=locale,
        public_url=runtime.public_url,
        text=texts[locale],
    )
    await runtime.deliver(message)
