"""The user list: newest first by keyset, narrowed through indexes, so that a million users cost what a page costs.

What names few users is walked from their side, what names many from the list's: `_keep_members` looks at most at
FEW rows to tell which it is, since SQLite keeps no statistics here that could.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ostiary.policy.vocabulary import FactorKind, Role
from ostiary.store.accounts import users_by_ids
from ostiary.store.pages import Conditions, Page, PageWanted, Sought, newest_first
from ostiary.store.records import UserRecord
from ostiary.store.statements import rows_of
from ostiary.store.user_search import UserSearch

FEW = 5_000


@dataclass(frozen=True)
class UserFilter:
    """Which users; every field narrows further. `application_id`: assigned there, bound or not there."""

    bound: FactorKind | None = None
    unbound: FactorKind | None = None
    is_bypassed: bool | None = None
    is_locked: bool | None = None
    roles: tuple[Role, ...] | None = None
    application_id: UUID | None = None


async def list_users(
    wanted: PageWanted, now: datetime, search: str = "", narrowed: UserFilter | None = None
) -> Page[UserRecord]:
    """Users, newest first, whose address contains `search`, as they stand at `now`."""
    conditions = await conditions_of(narrowed or UserFilter(), now)
    if search:
        ids, has_more, total = await UserSearch(search, conditions).page(wanted)
    else:
        sought = Sought("users", "created_at", conditions.sql, conditions.values)
        ids, has_more, total = await newest_first(sought, wanted)
    found = await users_by_ids(ids)
    return Page([found[each] for each in ids if each in found], has_more, total)


async def conditions_of(narrowed: UserFilter, now: datetime) -> Conditions:
    """What the filter asks of a row of `users`."""
    conditions = Conditions()
    bypassed = "is_bypassed AND (bypass_ends_at IS NULL OR bypass_ends_at > CAST({0} AS BIGINT))"
    locked = "locked_until IS NOT NULL AND locked_until > CAST({0} AS BIGINT)"
    for is_wanted, sql in ((narrowed.is_bypassed, bypassed), (narrowed.is_locked, locked)):
        if is_wanted is not None:
            conditions.add(sql if is_wanted else f"NOT ({sql})", now)
    if narrowed.roles is not None:
        roles = [role.value for role in narrowed.roles]
        slots = ", ".join(f"{{{place}}}" for place in range(len(roles)))
        conditions.add(f"role IN ({slots})" if roles else "FALSE", *roles)
    there = narrowed.application_id
    if there is not None:
        await _keep_members(conditions, "assignments m WHERE m.application_id = {0}", there)
    if narrowed.bound is not None:
        if await _has_bindings(narrowed.bound, there):
            await _keep_members(conditions, *_bindings(narrowed.bound, there))
        else:
            conditions.add("FALSE")
    if narrowed.unbound is not None:
        source, *values = _bindings(narrowed.unbound, there)
        conditions.add(f"NOT EXISTS (SELECT 1 FROM {source} AND m.user_id = users.id)", *values)  # noqa: S608
    return conditions


def _bindings(kind: FactorKind, application_id: UUID | None) -> tuple[Any, ...]:
    """Bindings of the factors' present epochs: those of older ones are gone, whatever rows are left (C3)."""
    source = "factors f JOIN bindings m ON m.factor_id = f.id AND m.epoch = f.epoch WHERE f.kind = {0}"
    if application_id is None:
        return source, kind.value
    return f"{source} AND f.application_id = {{1}}", kind.value, application_id


async def _has_bindings(kind: FactorKind, application_id: UUID | None) -> bool:
    """By the factors' counts: where all were turned off, a million dead rows may still be there."""
    held = "SELECT 1 AS one FROM factors WHERE kind = $1 AND binding_count > 0"
    if application_id is None:
        return bool(await rows_of(f"{held} LIMIT 1", kind.value))
    return bool(await rows_of(f"{held} AND application_id = $2", kind.value, application_id))


async def _keep_members(conditions: Conditions, source: str, *values: Any) -> None:
    """Keep the users whom `source` names in `m.user_id`."""
    sought = source.format(*(f"${number}" for number in range(1, len(values) + 1)))
    rows = await rows_of(f"SELECT 1 AS found FROM {sought} LIMIT {FEW + 1}", *values)  # noqa: S608
    if len(rows) <= FEW:
        conditions.add(f"id IN (SELECT m.user_id FROM {source})", *values)  # noqa: S608
    else:
        conditions.add(f"EXISTS (SELECT 1 FROM {source} AND m.user_id = users.id)", *values)  # noqa: S608
