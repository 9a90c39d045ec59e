"""Toggles that an administrator has staged and not saved (rule C1): seen by their author alone."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from ostiary.policy.vocabulary import FactorKind
from ostiary.store.ids import new_id
from ostiary.store.models import StagedToggle
from ostiary.store.records import FactorRecord, StagedToggleRecord
from ostiary.store.statements import rows_of


async def stage_toggle(factor: FactorRecord, author_id: UUID, is_enabled: bool, staged_at: datetime) -> None:
    """Remember the wish, made against the factor's present version; an earlier wish is replaced."""
    await rows_of(
        "INSERT INTO staged_toggles "
        "(id, factor_id, application_id, kind, author_id, is_enabled, base_version, staged_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) "
        "ON CONFLICT (author_id, factor_id) DO UPDATE SET is_enabled = excluded.is_enabled, "
        "base_version = excluded.base_version, staged_at = excluded.staged_at RETURNING id",
        new_id(),
        factor.id,
        factor.application_id,
        factor.kind.value,
        author_id,
        is_enabled,
        factor.version,
        staged_at,
    )


async def unstage_toggle(factor_id: UUID, author_id: UUID) -> None:
    """Forget one wish."""
    await StagedToggle.filter(factor_id=factor_id, author_id=author_id).delete()


async def discard_toggles(application_id: UUID, author_id: UUID) -> None:
    """Forget the author's wishes of one application."""
    await StagedToggle.filter(application_id=application_id, author_id=author_id).delete()


async def toggles_of(author_id: UUID, application_ids: Iterable[UUID]) -> list[StagedToggleRecord]:
    """The author's wishes in those applications."""
    rows = await StagedToggle.filter(author_id=author_id, application_id__in=list(application_ids))
    return [
        StagedToggleRecord(
            factor_id=row.factor_id,
            application_id=row.application_id,
            kind=FactorKind(row.kind),
            author_id=row.author_id,
            is_enabled=bool(row.is_enabled),
            base_version=row.base_version,
        )
        for row in rows
    ]
