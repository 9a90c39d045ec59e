"""Narrowing the log: the filter, and how it is looked up so that no rare value walks the whole table (rule E5).

One condition drives: it is looked up in its index, newest first. The others only sieve what it finds, and are written
so that no planner chooses their indexes. Which one drives is found by counting a few rows of each: the planners'
guesses are wrong where it matters, on new databases and for rare values.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from ostiary.policy.addresses import email_key
from ostiary.policy.audit import AuditCategory, AuditEventType, AuditResult, category_of
from ostiary.policy.vocabulary import FailureReason
from ostiary.store.pages import Sought
from ostiary.store.statements import placeholders, rows_of

PROBE_MAX = 2_000
"""Rows of each condition that are counted to find the narrowest one: index entries, a fraction of a millisecond."""


@dataclass(frozen=True)
class AuditFilter:
    """Which events; every field narrows further. `since` is inclusive, `until` exclusive."""

    category: AuditCategory | None = None
    types: tuple[AuditEventType, ...] | None = None
    result: AuditResult | None = None
    failure_reason: FailureReason | None = None
    user_id: UUID | None = None
    email: str | None = None
    actor_id: UUID | None = None
    actor_token_id: UUID | None = None
    application_id: UUID | None = None
    ip: str | None = None
    country: str | None = None
    user_agent: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class _Condition:
    """`column` is one of `values`."""

    column: str
    values: Sequence[Any]


@dataclass
class Values:
    """The parameters of a statement, numbered as they are added."""

    added: list[Any] = field(default_factory=list)

    def add(self, *values: Any) -> str:
        """`$n, $n+1, …` for the values."""
        first = len(self.added) + 1
        self.added += values
        return placeholders(values, first)


@dataclass(frozen=True)
class Lookup:
    """How a filter is looked up: `driving` alternatives, each with an index; `sieve`, what else must hold.

    `is_within`: the bounds of time. All are SQL with the parameters `values`.
    """

    driving: Sequence[str]
    sieve: Sequence[str]
    is_within: Sequence[str]
    values: Sequence[Any]

    @property
    def sought(self) -> Sought:
        """The rows, newest first."""
        return Sought("audit_events", "occurred_at", self.is_within, self.values, self.driving, self.sieve)


async def lookup_of(narrowed: AuditFilter) -> Lookup:
    """The narrowest condition drives; without any, time alone does."""
    conditions = _conditions(narrowed)
    if any(not condition.values for condition in conditions):
        return Lookup((), ("FALSE",), (), ())
    values = Values()
    within = _within(narrowed, values)
    driving = await _narrowest(conditions, narrowed) if conditions else None
    if driving is None:
        return Lookup((), (), within, values.added)
    rest = [condition for condition in conditions if condition is not driving]
    by_result = driving.column in _BY_RESULT
    result = next((each for each in rest if each.column == "result"), None) if by_result else None
    sieve = [_sifted(condition, values) for condition in rest if condition is not result]
    return Lookup(_alternatives(driving, result, values), sieve, within, values.added)


def everything_of(narrowed: AuditFilter) -> Lookup:
    """The same rows, found by time alone: for what reads little more than the last minute."""
    values = Values()
    within = _within(narrowed, values)
    conditions = _conditions(narrowed)
    return Lookup((), [_sifted(each, values) if each.values else "FALSE" for each in conditions], within, values.added)


_BY_RESULT = {"category", "type"}
"""Whose indexes hold the result before the time, so that the chart counts results in the index alone."""

_EQUAL = ("user_id", "actor_id", "actor_token_id", "ip", "user_agent", "failure_reason", "country", "application_id")


def _conditions(narrowed: AuditFilter) -> list[_Condition]:
    """From the mostly narrow to the wide: the order decides where counting does not."""
    found = [_Condition("user_email_key", [email_key(narrowed.email)])] if narrowed.email is not None else []
    found += [
        _Condition(column, [getattr(narrowed, column)]) for column in _EQUAL if getattr(narrowed, column) is not None
    ]
    types, category = narrowed.types, narrowed.category
    if types is not None:
        fitting = [each for each in dict.fromkeys(types) if category in (None, category_of(each))]
        found.append(_Condition("type", fitting))
    elif category is not None:
        found.append(_Condition("category", [category]))
    if narrowed.result is not None:
        found.append(_Condition("result", [narrowed.result]))
    return found


def _within(narrowed: AuditFilter, values: Values) -> list[str]:
    bounds = ((">=", narrowed.since), ("<", narrowed.until))
    return [f"occurred_at {sign} CAST({values.add(at)} AS BIGINT)" for sign, at in bounds if at is not None]


async def _narrowest(conditions: Sequence[_Condition], narrowed: AuditFilter) -> _Condition:
    """Of which there are the fewest rows, as far as is counted; the result drives only if it is alone."""
    able = [each for each in conditions if each.column != "result"] or list(conditions)
    if len(able) == 1:
        return able[0]
    values = Values()
    within = _within(narrowed, values)
    probes = []
    for number, condition in enumerate(able):
        sought = Sought("audit_events", "occurred_at", within, (), _alternatives(condition, None, values))
        probes.append(f"({sought.counted(PROBE_MAX)}) AS rows{number}")
    counted = (await rows_of(f"SELECT {', '.join(probes)}", *values.added))[0]
    return min(enumerate(able), key=lambda each: int(counted[f"rows{each[0]}"]))[1]


def _alternatives(driving: _Condition, result: _Condition | None, values: Values) -> list[str]:
    if driving.column == "result":
        return [
            f"category = {values.add(category)} AND result = {values.add(*driving.values)}"
            for category in AuditCategory
        ]
    if driving.column not in _BY_RESULT:
        return [f"{driving.column} = {values.add(each)}" for each in driving.values]
    results = result.values if result else list(AuditResult)
    return [
        f"{driving.column} = {values.add(value)} AND result = {values.add(each)}"
        for value in driving.values
        for each in results
    ]


def _sifted(condition: _Condition, values: Values) -> str:
    """True without an index: both planners take it for a coin toss."""
    return f"CASE WHEN {condition.column} IN ({values.add(*condition.values)}) THEN TRUE END"
