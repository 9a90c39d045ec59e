"""Bindings and their guards. A binding lives while its epoch is its factor's (rules D3, C3, L7)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from ostiary.policy.vocabulary import FactorKind
from ostiary.store.applications import factors_by_ids
from ostiary.store.models import Binding
from ostiary.store.records import BindingRecord
from ostiary.store.statements import is_done, rows_of


async def insert_binding(binding: BindingRecord) -> bool:
    """Add the binding. False: the user has one of this factor and epoch already."""
    return await is_done(
        "INSERT INTO bindings (id, user_id, application_id, factor_id, kind, epoch, sealed_secret, "
        "last_time_step, bound_at, last_used_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "
        "ON CONFLICT (user_id, factor_id, epoch) DO NOTHING RETURNING id",
        binding.id,
        binding.user_id,
        binding.application_id,
        binding.factor_id,
        binding.kind.value,
        binding.epoch,
        binding.sealed_secret,
        binding.last_time_step,
        binding.bound_at,
        binding.last_used_at,
    )


def unspent(time_step: str) -> str:
    """The guard of a time step, which is a parameter: neither it nor a later one was spent (L7)."""
    return f"last_time_step < {time_step}"


async def advance_time_step(binding_id: UUID, time_step: int, now: datetime) -> bool:
    """Spend a time step, once per binding however many ask (L7). False: spent already, or the binding is gone."""
    return await is_done(
        f"UPDATE bindings SET last_time_step = $2, last_used_at = $3 WHERE id = $1 AND {unspent('$2')} RETURNING id",  # noqa: S608
        binding_id,
        time_step,
        now,
    )


async def note_use(binding_id: UUID, now: datetime) -> None:
    """Remember when a binding without time steps was last used."""
    await Binding.filter(id=binding_id).update(last_used_at=now)


async def delete_binding(binding_id: UUID) -> bool:
    """Remove it for good. False: somebody else did."""
    return bool(await Binding.filter(id=binding_id).delete())


async def bindings_of(user_ids: Sequence[UUID]) -> dict[UUID, list[BindingRecord]]:
    """The live bindings of each user, oldest first."""
    rows = await Binding.filter(user_id__in=list(user_ids)).order_by("bound_at", "id")
    factors = await factors_by_ids({row.factor_id for row in rows})
    answer: dict[UUID, list[BindingRecord]] = {each: [] for each in user_ids}
    for row in rows:
        factor = factors.get(row.factor_id)
        if factor is not None and factor.epoch == row.epoch:
            answer[row.user_id].append(_binding(row))
    return answer


async def bound_kinds(user_id: UUID, application_id: UUID) -> set[FactorKind]:
    """Of which factors of the application the user has a live binding."""
    rows = await rows_of(
        "SELECT b.kind FROM bindings b JOIN factors f ON f.id = b.factor_id AND f.epoch = b.epoch "
        "WHERE b.user_id = $1 AND b.application_id = $2",
        user_id,
        application_id,
    )
    return {FactorKind(row["kind"]) for row in rows}


async def binding_of(user_id: UUID, factor_id: UUID, epoch: int) -> BindingRecord | None:
    """The user's binding of that factor in that epoch, or None."""
    row = await Binding.get_or_none(user_id=user_id, factor_id=factor_id, epoch=epoch)
    return _binding(row) if row else None


async def binding_by_id(binding_id: UUID) -> BindingRecord | None:
    """The live binding, or None."""
    row = await Binding.get_or_none(id=binding_id)
    if row is None:
        return None
    factor = (await factors_by_ids([row.factor_id])).get(row.factor_id)
    return _binding(row) if factor is not None and factor.epoch == row.epoch else None


def _binding(row: Binding) -> BindingRecord:
    return BindingRecord(
        id=row.id,
        user_id=row.user_id,
        application_id=row.application_id,
        factor_id=row.factor_id,
        kind=FactorKind(row.kind),
        epoch=row.epoch,
        sealed_secret=row.sealed_secret,
        last_time_step=row.last_time_step,
        bound_at=row.bound_at,
        last_used_at=row.last_used_at,
    )
