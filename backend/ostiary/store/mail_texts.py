"""Texts of mails that applications have for themselves. A row stays when its text is given up, so that versions only
ever rise: who edited version 3 never overwrites what somebody saved after a reset."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from ostiary.policy.mail_templates import MailKind, MailText
from ostiary.store.ids import new_id
from ostiary.store.models import SavedMailText
from ostiary.store.records import MailTextKey, MailTextRecord
from ostiary.store.statements import is_done

_KINDS = [kind.value for kind in MailKind]


async def mail_texts_of(application_ids: Iterable[UUID]) -> dict[UUID, list[MailTextRecord]]:
    """What was ever saved for each application, in no order; of kinds that a later version knows, nothing."""
    found: dict[UUID, list[MailTextRecord]] = {each: [] for each in application_ids}
    for row in await SavedMailText.filter(application_id__in=list(found), kind__in=_KINDS):
        found[row.application_id].append(_record(row))
    return found


async def mail_text_of(key: MailTextKey) -> MailTextRecord | None:
    """What was saved there last; None: nothing ever."""
    row = await SavedMailText.get_or_none(application_id=key.application_id, kind=key.kind.value, language=key.language)
    return _record(row) if row else None


async def put_mail_text(
    key: MailTextKey, text: MailText | None, version: int, saved_at: datetime, saved_by_id: UUID | None
) -> bool:
    """Save over `version` (0: nothing yet); no text: the built-in one from now on. False: somebody else did."""
    subject, body = (text.subject, text.body) if text else (None, None)
    if version == 0:
        return await is_done(
            "INSERT INTO mail_texts "
            "(id, application_id, kind, language, subject, body, version, saved_at, saved_by_id) "
            "VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8) "
            "ON CONFLICT (application_id, kind, language) DO NOTHING RETURNING id",
            *(new_id(), key.application_id, key.kind.value, key.language),
            *(subject, body, saved_at, saved_by_id),
        )
    return await is_done(
        "UPDATE mail_texts SET subject = $5, body = $6, version = version + 1, saved_at = $7, saved_by_id = $8 "
        "WHERE application_id = $1 AND kind = $2 AND language = $3 AND version = $4 RETURNING id",
        *(key.application_id, key.kind.value, key.language, version),
        *(subject, body, saved_at, saved_by_id),
    )


def _record(row: SavedMailText) -> MailTextRecord:
    return MailTextRecord(
        key=MailTextKey(row.application_id, MailKind(row.kind), row.language),
        text=None if row.subject is None or row.body is None else MailText(row.subject, row.body),
        version=row.version,
        saved_at=row.saved_at,
        saved_by_id=row.saved_by_id,
    )
