"""How many events of each result there are in a span of time: bounded work, whatever the filter and the log's length.

By type, category and result alone, what the sealer counted is added up (`audit_counts`); the ends of the span are
counted in an index, and what is not sealed yet is read. Any other filter reads rows. All up to a bound.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from ostiary.policy.audit import AuditEventType, AuditResult, category_of
from ostiary.store.audit_counts import Piece, pieces_of
from ostiary.store.audit_filters import AuditFilter, Lookup, Values, lookup_of
from ostiary.store.audit_unsealed import UNSEALED_EVENTS
from ostiary.store.instants import to_micros
from ostiary.store.pages import Sought, union_of
from ostiary.store.statements import Row, rows_of

COUNTED_MAX = 200_000
"""Index entries that are looked at for one chart, over all its buckets."""

SIEVED_MAX = 60_000
"""The same where each row must be read."""

_TOGETHER, _TERMS = 10, 48
"""Buckets that one statement counts, unless they have so many parts already."""


@dataclass(frozen=True)
class Bucket:
    """Events from `since` (inclusive) to `until` (exclusive). Not exact: at least so many."""

    since: datetime
    until: datetime
    success: int
    failure: int
    is_exact: bool


async def count_buckets(narrowed: AuditFilter, edges: Sequence[datetime]) -> list[Bucket]:
    """A bucket between each edge and the next. The filter has no bounds of time of its own.

    Few short statements: on SQLite the logins of others come between them. Each bucket is one statement's, which sees
    one state of the log: what is being sealed meanwhile counts once.
    """
    spans = list(pairwise(edges))
    is_bare = narrowed == AuditFilter(category=narrowed.category, types=narrowed.types, result=narrowed.result)
    lookup = None if is_bare else await lookup_of(narrowed)
    rows: list[Row] = []
    values, asked = Values(), list[str]()
    for number, (since, until) in enumerate(spans):
        if lookup is None:
            selects = _adding_up(narrowed, pieces_of(since, until), values, len(spans))
        else:
            selects = _by_reading(lookup, Piece(0, to_micros(since), to_micros(until)), values, len(spans))
        asked += [f"SELECT {number} AS bucket, counted.* FROM ({each}) AS counted" for each in selects]  # noqa: S608
        if len(asked) >= _TERMS or number % _TOGETHER == _TOGETHER - 1 or number == len(spans) - 1:
            rows += await rows_of(" UNION ALL ".join(asked), *values.added) if asked else []
            values, asked = Values(), []
    return [_bucket(span, [row for row in rows if row["bucket"] == number]) for number, span in enumerate(spans)]


def _bucket(span: tuple[datetime, datetime], rows: Sequence[Row]) -> Bucket:
    success, failure = (sum(int(row[each] or 0) for row in rows) for each in ("success", "failure"))
    return Bucket(*span, success, failure, is_exact=all(row["looked"] < row["bound"] for row in rows))


def _adding_up(narrowed: AuditFilter, pieces: Sequence[Piece], values: Values, buckets: int) -> list[str]:
    types = _types(narrowed)
    if not types:
        return []
    results = [narrowed.result] if narrowed.result else list(AuditResult)
    whole = [piece for piece in pieces if piece.minutes]
    selects = _whole(whole, types, results, values, SIEVED_MAX // buckets) if whole else []
    column, choices = _driving(types)
    most = COUNTED_MAX // buckets // len(choices)
    for piece in pieces:
        if not piece.minutes:
            within = _between("occurred_at", piece, values)
            selects += [
                _counted(f"{column} = {values.add(choice)}", result, within, values, most)
                for choice in choices
                for result in results
            ]
    return selects


def _whole(
    pieces: Sequence[Piece], types: set[AuditEventType], results: Sequence[AuditResult], values: Values, most: int
) -> list[str]:
    """What the sealer counted, and what it has not come to yet."""
    own = f"type IN ({values.add(*sorted(types))}) AND result IN ({values.add(*results)})"
    since = "audit_unsealed.occurred_at"
    unsealed = Sought(UNSEALED_EVENTS, since, [_between(since, Piece(0, pieces[0].since, pieces[-1].until), values)])
    return [_sieved(unsealed, own, most)] + [
        f"SELECT 0 AS looked, 1 AS bound, {_split('total')} FROM audit_counts "  # noqa: S608
        f"WHERE minutes = {piece.minutes} AND {_between('since', piece, values)} AND {own}"
        for piece in pieces
    ]


def _by_reading(lookup: Lookup, piece: Piece, values: Values, buckets: int) -> list[str]:
    if not lookup.driving:
        return []
    shift = len(values.added)
    values.add(*lookup.values)
    driving, sieve = ([_renumbered(each, shift) for each in part] for part in (lookup.driving, lookup.sieve))
    sought = Sought("audit_events", "occurred_at", [_between("occurred_at", piece, values)], (), driving)
    return [_sieved(sought, " AND ".join(sieve) or "TRUE", SIEVED_MAX // buckets)]


def _renumbered(sql: str, shift: int) -> str:
    """For a statement that has so many parameters already."""
    return re.sub(r"\$(\d+)", lambda found: f"${int(found[1]) + shift}", sql)


def _counted(choice: str, result: AuditResult, within: str, values: Values, most: int) -> str:
    """Entries of an index that holds the result: nothing to group, which would take five times as long."""
    sought = Sought("audit_events", "occurred_at", [choice, f"result = {values.add(result)}", within])
    [select] = sought.selects("1 AS one")
    numbers = ("COUNT(*)", "0") if result is AuditResult.SUCCESS else ("0", "COUNT(*)")
    return (
        f"SELECT COUNT(*) AS looked, {most} AS bound, {numbers[0]} AS success, {numbers[1]} AS failure "  # noqa: S608
        f"FROM ({select} {sought.order} LIMIT {most}) AS entries"
    )


def _sieved(sought: Sought, match: str, most: int) -> str:
    """Of the newest rows, up to `most`, those that match."""
    columns = f"result, CASE WHEN {match} THEN 1 ELSE 0 END AS is_match"
    selects = [f"{each} {sought.order} LIMIT {most}" for each in sought.selects(columns)]
    return (
        f"SELECT COUNT(*) AS looked, {most} AS bound, {_split('is_match')} "  # noqa: S608
        f"FROM (SELECT * FROM ({union_of(selects)}) AS parts LIMIT {most}) AS entries"
    )


def _split(number: str) -> str:
    """The sum of `number` by result, as two columns."""
    return ", ".join(
        f"SUM(CASE WHEN result = '{each.value}' THEN {number} ELSE 0 END) AS {each.value.lower()}"
        for each in (AuditResult.SUCCESS, AuditResult.FAILURE)
    )


def _between(column: str, piece: Piece, values: Values) -> str:
    first, last = values.add(piece.since), values.add(piece.until)
    return f"{column} >= CAST({first} AS BIGINT) AND {column} < CAST({last} AS BIGINT)"


def _types(narrowed: AuditFilter) -> set[AuditEventType]:
    wanted = AuditEventType if narrowed.types is None else narrowed.types
    return {each for each in wanted if narrowed.category in (None, category_of(each))}


def _driving(types: set[AuditEventType]) -> tuple[str, Sequence[str]]:
    """What is looked up in an index that holds the result: whole categories, where the types make them up."""
    categories = {category_of(each) for each in types}
    if types == {each for each in AuditEventType if category_of(each) in categories}:
        return "category", sorted(categories)
    return "type", sorted(types)
