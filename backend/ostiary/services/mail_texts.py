"""What an application's mails say: its own texts where it has some, the built-in ones elsewhere (rules L9, M4).

A text is checked when it is saved, and again when it is sent: one that the rules of a later version refuse gives way to
the built-in one instead of breaking a login.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ostiary.factors.email.message import BUILT_IN_CODE
from ostiary.mail.locale import Locale
from ostiary.mail.notices import BUILT_IN_RESET
from ostiary.mail.password_mails import BUILT_IN_LINK
from ostiary.policy.audit import AuditEventType
from ostiary.policy.mail_templates import Fault, MailKind, MailText, faults_of, normalised
from ostiary.services.directory import Actor
from ostiary.services.events import write_event
from ostiary.services.outcomes import SubjectMissing
from ostiary.services.runtime import Runtime
from ostiary.store.applications import application_by_id
from ostiary.store.mail_texts import mail_text_of, mail_texts_of, put_mail_text
from ostiary.store.records import MailTextKey, MailTextRecord
from ostiary.store.unit_of_work import unit_of_work

BUILT_IN = {
    MailKind.CODE: BUILT_IN_CODE,
    MailKind.BINDING_RESET: BUILT_IN_RESET,
    MailKind.PASSWORD_RESET: BUILT_IN_LINK,
}


@dataclass(frozen=True)
class MailTextView:
    """One text as it holds. `version` 0: nothing was ever saved."""

    key: MailTextKey
    text: MailText
    is_edited: bool
    version: int = 0
    saved_at: datetime | None = None
    saved_by_id: UUID | None = None


@dataclass(frozen=True)
class MailTextSaved:
    """It holds from the next mail on."""

    view: MailTextView


@dataclass(frozen=True)
class MailTextFaulty:
    """Nothing was done; each fault with its place."""

    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class MailTextConflict:
    """Somebody else saved meanwhile; nothing was done. `view`: what holds."""

    view: MailTextView


def all_texts(application_id: UUID, saved: list[MailTextRecord]) -> list[MailTextView]:
    """Every kind in every language, in the order of those enums."""
    by_key = {record.key: record for record in saved}
    keys = [MailTextKey(application_id, kind, locale.value) for kind in MailKind for locale in Locale]
    return [_view(key, by_key.get(key)) for key in keys]


async def sent_texts(application_id: UUID, kind: MailKind) -> dict[Locale, MailText]:
    """What mails of that kind say, in each language: one read."""
    views = all_texts(application_id, (await mail_texts_of([application_id]))[application_id])
    return {Locale(view.key.language): view.text for view in views if view.key.kind is kind}


async def save_mail_text(
    runtime: Runtime, actor: Actor, key: MailTextKey, text: MailText, version: int
) -> MailTextSaved | MailTextFaulty | MailTextConflict | SubjectMissing:
    """Write over `version` of it, if it has no fault and nobody was faster."""
    text = normalised(text)
    faults = faults_of(key.kind, text)
    if faults:
        return MailTextFaulty(faults)
    return await _put(runtime, actor, key, text, version)


async def reset_mail_text(
    runtime: Runtime, actor: Actor, key: MailTextKey, version: int
) -> MailTextSaved | MailTextConflict | SubjectMissing:
    """Back to the built-in text. Where it holds already, nothing is done and nothing is written down."""
    return await _put(runtime, actor, key, None, version)


async def _put(
    runtime: Runtime, actor: Actor, key: MailTextKey, text: MailText | None, version: int
) -> MailTextSaved | MailTextConflict | SubjectMissing:
    now = runtime.clock.now()
    async with unit_of_work() as work:
        application = await application_by_id(key.application_id)
        if application is None:
            return SubjectMissing("application")
        before = _view(key, await mail_text_of(key))
        if before.version != version:
            return MailTextConflict(before)
        if text is None and not before.is_edited:
            return MailTextSaved(before)
        is_saved = await put_mail_text(key, text, version, now, actor.id)
        after = _view(key, await mail_text_of(key))
        if not is_saved:
            work.undo()
            return MailTextConflict(after)
        await write_event(
            AuditEventType.MAIL_TEXT_SAVED if text else AuditEventType.MAIL_TEXT_RESET,
            actor.origin,
            now,
            actor_id=actor.id,
            application_id=application.id,
            details=(("kind", key.kind.value), ("language", key.language)),
        )
        return MailTextSaved(after)


def _view(key: MailTextKey, record: MailTextRecord | None) -> MailTextView:
    built_in = BUILT_IN[key.kind][Locale(key.language)]
    if record is None:
        return MailTextView(key, built_in, is_edited=False)
    own = record.text if record.text and not faults_of(key.kind, record.text) else None
    return MailTextView(key, own or built_in, own is not None, record.version, record.saved_at, record.saved_by_id)
