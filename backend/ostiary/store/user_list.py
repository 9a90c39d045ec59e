"""The user list: newest first by keyset, narrowed through indexes, so that a million users cost what a page costs.

What names few users is walked from their side, what names many from the list's: `_keep_members` looks at most at
FEW rows to tell which it is, since SQLite keeps no statistics here that could. From the list's side each user must be
looked at, a chunk at a time; if that is in vain, MANY are few enough to be sorted after all (decision 0017).
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from ostiary.policy.vocabulary import FactorKind, Role
from ostiary.store import pages
from ostiary.store.accounts import users_by_ids
from ostiary.store.pages import Conditions, Count, Page, PageWanted, Sought, Total, cut, newest_first, sifted
from ostiary.store.records import UserRecord
from ostiary.store.statements import rows_of
from ostiary.store.user_search import COLUMNS, UserSearch

FEW, MANY = 5_000, 50_000
_NO_LIMIT = 10**18
"""Limits nothing, and is a wall to planners."""


@dataclass(frozen=True)
class UserFilter:
    """Which users; every field narrows further. `application_id`: assigned there, bound or not there."""

    bound: FactorKind | None = None
    unbound: FactorKind | None = None
    is_bypassed: bool | None = None
    is_locked: bool | None = None
    roles: tuple[Role, ...] | None = None
    application_id: UUID | None = None


@dataclass
class UserConditions(Conditions):
    """What is asked of a row of `users`. `few`: conditions that few users meet; `many`: groups that they must be in."""

    few: list[str] = field(default_factory=list)
    many: list["_Members"] = field(default_factory=list)

    @property
    def every(self) -> list[str]:
        """All of them."""
        return [*super().every, *self.few]

    def sought(self, *few: str) -> Sought:
        """The list, walked in its order; or, where few users are left, these, sorted.

        These as a table of their own: no planner may weigh sorting them against walking all users.
        """
        table = "users"
        for each in (*self.few, *few):
            table = f"(SELECT {COLUMNS} FROM {table} WHERE {each} LIMIT {_NO_LIMIT}) AS users"  # noqa: S608
        return Sought(table, "created_at", self.sql, self.values, sieve=self.sieve)


async def list_users(
    wanted: PageWanted, now: datetime, search: str = "", narrowed: UserFilter | None = None
) -> Page[UserRecord]:
    """Users, newest first, whose address contains `search`, as they stand at `now`."""
    conditions = await conditions_of(narrowed or UserFilter(), now)
    if search:
        ids, has_more, total = await UserSearch(search, conditions).page(wanted)
    else:
        ids, has_more, total = await _newest_first(conditions, wanted)
    found = await users_by_ids(ids)
    return Page([found[each] for each in ids if each in found], has_more, total)


async def _newest_first(conditions: UserConditions, wanted: PageWanted) -> tuple[list[UUID], bool, Total]:
    """By the list's order, unless that looks at too many users in vain."""
    sought = conditions.sought()
    if not conditions.many:
        return await newest_first(sought, wanted)
    ids = await sifted(sought, wanted, pages.SIFTED_MAX)
    if ids is None:
        fewer = await _from_members(conditions)
        if fewer is not None:
            return await newest_first(fewer, wanted)
        ids = await sifted(sought, wanted) or []
    return cut(ids, wanted, lambda: _count(conditions))


async def _from_members(conditions: UserConditions) -> Sought | None:
    """The same users from the side of a group of no more than MANY; None: there is none."""
    for members in conditions.many:
        if await _rows_named(members, MANY) <= MANY:
            fewer = UserConditions(conditions.every, list(conditions.values))
            return fewer.sought(fewer.numbered(members.is_named, *members.values))
    return None


async def _count(conditions: UserConditions) -> Count:
    """As far as the newest users tell; if that is not far, from a group's side; of a large group alone, its rows."""
    is_alone = len(conditions.every) == 1
    if is_alone and await _rows_named(conditions.many[0], pages.COUNT_MAX, "DISTINCT user_id") > pages.COUNT_MAX:
        return Count(pages.COUNT_MAX, is_exact=False)
    counted = await pages.count(conditions.sought())
    if counted.is_exact or counted.rows >= pages.COUNT_MAX:
        return counted
    fewer = await _from_members(conditions)
    if fewer is not None:
        return await pages.count(fewer)
    if not is_alone:
        return counted
    told = await _rows_named(conditions.many[0], MANY, "DISTINCT user_id")
    return Count(min(max(counted.rows, told), pages.COUNT_MAX), is_exact=False)


async def conditions_of(narrowed: UserFilter, now: datetime) -> UserConditions:
    """What the filter asks of a row of `users`."""
    conditions = UserConditions()
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
        await _keep_members(conditions, _assigned(there))
    if narrowed.bound is not None:
        if await _has_bindings(narrowed.bound, there):
            await _keep_members(conditions, _bound(narrowed.bound, there))
        else:
            conditions.add("FALSE")
    if narrowed.unbound is not None and await _has_bindings(narrowed.unbound, there):
        bound = _bound(narrowed.unbound, there)
        conditions.sift(f"NOT {bound.is_one}", *bound.values)
    return conditions


@dataclass(frozen=True)
class _Members:
    """Rows `m` that name users in `m.user_id`: all of them, `named`; those of one row of `users`, `of_one`."""

    named: str
    of_one: str
    values: tuple[Any, ...]

    @property
    def is_named(self) -> str:
        """Whether a row of `users` is among all of them: for few."""
        return f"id IN (SELECT m.user_id FROM {self.named})"  # noqa: S608

    @property
    def is_one(self) -> str:
        """Whether a row of `users` is named: asked by index for each. An offset keeps PostgreSQL from making a join."""
        return f"EXISTS (SELECT 1 FROM {self.of_one} LIMIT 1 OFFSET 0)"  # noqa: S608


def _assigned(application_id: UUID) -> _Members:
    there = "assignments m WHERE m.application_id = {0}"
    return _Members(there, f"{there} AND m.user_id = users.id", (application_id,))


def _bound(kind: FactorKind, application_id: UUID | None) -> _Members:
    """Bindings of the factors' present epochs: those of older ones are gone, whatever rows are left (C3)."""
    factor = "f.kind = {0}" if application_id is None else "f.kind = {0} AND f.application_id = {1}"
    epoch = f"SELECT f.epoch FROM factors f WHERE f.id = m.factor_id AND {factor}"  # noqa: S608
    return _Members(
        f"factors f JOIN bindings m ON m.factor_id = f.id AND m.epoch = f.epoch WHERE {factor}",
        f"bindings m WHERE m.user_id = users.id AND m.epoch = ({epoch})",
        (kind.value,) if application_id is None else (kind.value, application_id),
    )


async def _has_bindings(kind: FactorKind, application_id: UUID | None) -> bool:
    """By the factors' counts: where all were turned off, a million dead rows may still be there."""
    held = "SELECT 1 AS one FROM factors WHERE kind = $1 AND binding_count > 0"
    if application_id is None:
        return bool(await rows_of(f"{held} LIMIT 1", kind.value))
    return bool(await rows_of(f"{held} AND application_id = $2", kind.value, application_id))


async def _keep_members(conditions: UserConditions, members: _Members) -> None:
    """Keep those users."""
    if await _rows_named(members, FEW) <= FEW:
        conditions.few.append(conditions.numbered(members.is_named, *members.values))
    else:
        conditions.sift(members.is_one, *members.values)
        conditions.many.append(members)


async def _rows_named(members: _Members, most: int, counted: str = "*") -> int:
    """How many rows there are, or different values in them; beyond `most` one more."""
    conditions = Conditions()
    source = conditions.numbered(members.named, *members.values)
    (row,) = await rows_of(
        f"SELECT COUNT({counted}) AS total FROM (SELECT m.user_id FROM {source} LIMIT {most + 1}) AS named",  # noqa: S608
        *conditions.values,
    )
    return int(row["total"])
