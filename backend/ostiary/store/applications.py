"""Applications and their factors (rules D1, D2, C3)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from ostiary.policy.branding import Branding
from ostiary.policy.names import is_client_id
from ostiary.policy.vocabulary import FactorKind
from ostiary.store.models import Application, Factor
from ostiary.store.pages import Page, PageWanted, Sought, escaped_like, newest_first
from ostiary.store.records import ApplicationRecord, FactorRecord
from ostiary.store.sealing import WrappedKey
from ostiary.store.statements import is_done, rows_of, uuid_of

_FACTOR_ORDER = {kind: number for number, kind in enumerate(FactorKind)}


async def insert_application(application: ApplicationRecord, factors: Iterable[FactorRecord]) -> bool:
    """Add an application with its factors. False: the client id is taken, and nothing was added."""
    is_added = await is_done(
        "INSERT INTO applications (id, client_id, name, created_at) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (client_id) DO NOTHING RETURNING id",
        application.id,
        application.client_id,
        application.name,
        application.created_at,
    )
    if not is_added:
        return False
    for factor in factors:
        await Factor.create(
            id=factor.id,
            application_id=application.id,
            kind=factor.kind.value,
            is_enabled=factor.is_enabled,
            epoch=factor.epoch,
            version=factor.version,
            binding_count=factor.binding_count,
            key_id=factor.key.key_id,
            wrapped_key=factor.key.wrapped,
        )
    return True


async def application_by_id(application_id: UUID) -> ApplicationRecord | None:
    """The application, or None."""
    row = await Application.get_or_none(id=application_id)
    return _application(row) if row else None


async def application_by_client_id(client_id: str) -> ApplicationRecord | None:
    """The application that a login names, or None. Any text may be asked for."""
    if not is_client_id(client_id):
        return None
    row = await Application.get_or_none(client_id=client_id)
    return _application(row) if row else None


async def applications_by_ids(ids: Iterable[UUID]) -> dict[UUID, ApplicationRecord]:
    """Those of `ids` that exist."""
    return {row.id: _application(row) for row in await Application.filter(id__in=list(ids))}


async def list_applications(wanted: PageWanted, search: str = "") -> Page[ApplicationRecord]:
    """Applications, newest first, whose name or client id contains `search`."""
    conditions, values = [], []
    if search:
        conditions.append("(LOWER(name) LIKE $1 ESCAPE '!' OR LOWER(client_id) LIKE $1 ESCAPE '!')")
        values.append(escaped_like(search))
    ids, has_more, total = await newest_first(Sought("applications", "created_at", conditions, values), wanted)
    found = await applications_by_ids(ids)
    return Page([found[each] for each in ids if each in found], has_more, total)


async def factors_of(application_ids: Sequence[UUID]) -> dict[UUID, list[FactorRecord]]:
    """The factors of each application, in display order."""
    factors: dict[UUID, list[FactorRecord]] = {each: [] for each in application_ids}
    for row in await Factor.filter(application_id__in=list(application_ids)):
        factors[row.application_id].append(_factor(row))
    return {each: sorted(found, key=lambda f: _FACTOR_ORDER[f.kind]) for each, found in factors.items()}


async def factor_of(application_id: UUID, kind: FactorKind) -> FactorRecord | None:
    """One factor of one application."""
    row = await Factor.get_or_none(application_id=application_id, kind=kind.value)
    return _factor(row) if row else None


async def factors_by_ids(ids: Iterable[UUID]) -> dict[UUID, FactorRecord]:
    """Those of `ids` that exist."""
    return {row.id: _factor(row) for row in await Factor.filter(id__in=list(ids))}


async def lock_factors(application_id: UUID) -> list[FactorRecord]:
    """The factors, held until the transaction ends: nobody else saves, binds or resets there meanwhile."""
    rows = await rows_of("SELECT id FROM factors WHERE application_id = $1 ORDER BY kind FOR UPDATE", application_id)
    found = await factors_by_ids(uuid_of(row["id"]) for row in rows)
    return sorted(found.values(), key=lambda factor: _FACTOR_ORDER[factor.kind])


async def turn_factor_on(factor: FactorRecord, saved_at: datetime, saved_by: UUID) -> bool:
    """Logins follow the factor from the commit on. False: somebody else saved it meanwhile."""
    return await is_done(
        "UPDATE factors SET is_enabled = TRUE, version = version + 1, saved_at = $3, saved_by_id = $4 "
        "WHERE id = $1 AND version = $2 RETURNING id",
        factor.id,
        factor.version,
        saved_at,
        saved_by,
    )


async def turn_factor_off(factor: FactorRecord, next_key: WrappedKey, saved_at: datetime, saved_by: UUID) -> bool:
    """Raise the epoch: every binding is dead at once, whatever their number, and its key is gone (C3)."""
    return await is_done(
        "UPDATE factors SET is_enabled = FALSE, version = version + 1, epoch = epoch + 1, binding_count = 0, "
        "key_id = $3, wrapped_key = $4, saved_at = $5, saved_by_id = $6 "
        "WHERE id = $1 AND version = $2 RETURNING id",
        factor.id,
        factor.version,
        next_key.key_id,
        next_key.wrapped,
        saved_at,
        saved_by,
    )


async def count_binding_in(factor_id: UUID, epoch: int) -> bool:
    """Count one more live binding. False: the factor was turned off meanwhile, and nothing may be bound."""
    return await is_done(
        "UPDATE factors SET binding_count = binding_count + 1 WHERE id = $1 AND epoch = $2 AND is_enabled RETURNING id",
        factor_id,
        epoch,
    )


async def count_binding_out(factor_id: UUID, epoch: int) -> bool:
    """Count one live binding less."""
    return await is_done(
        "UPDATE factors SET binding_count = binding_count - 1 WHERE id = $1 AND epoch = $2 RETURNING id",
        factor_id,
        epoch,
    )


def _application(row: Application) -> ApplicationRecord:
    branding = Branding(row.accent, row.support_url, row.default_language, row.logo_sha256, row.branding_version)
    saved = (row.branding_saved_at, row.branding_saved_by_id)
    return ApplicationRecord(row.id, row.client_id, row.name, row.created_at, branding, *saved)


def _factor(row: Factor) -> FactorRecord:
    return FactorRecord(
        id=row.id,
        application_id=row.application_id,
        kind=FactorKind(row.kind),
        is_enabled=bool(row.is_enabled),
        epoch=row.epoch,
        version=row.version,
        binding_count=row.binding_count,
        key=WrappedKey(row.key_id, row.wrapped_key),
        saved_at=row.saved_at,
        saved_by_id=row.saved_by_id,
    )
