"""Finding a part of an address among a million users: by trigrams, newest first (design/stack.md, "Lists").

PostgreSQL has an index over the trigrams of each address, made by a function of our own, so that no extension is
needed. Its entries have no order; what many addresses contain is therefore looked for among the newest users first,
and the index answers for the rest. SQLite has a full-text table of the same trigrams, filled by triggers, whose row
numbers follow the instants: it answers newest first by itself; where it names only a few, it is faster asked for all of
them, oldest first, as it is kept. One or two characters are a part of trigrams.
"""

import string
from datetime import timedelta
from typing import Any
from uuid import UUID

from ostiary.store.instants import from_micros, to_micros
from ostiary.store.pages import Conditions, Count, PageWanted, Position, Total, cut, escaped_like
from ostiary.store.statements import Row, is_sqlite, rows_of, uuid_of

WALKED = 4_000
"""How many of the newest users are looked at one by one, a millisecond or two, before an index is asked."""

_TO_COUNT, _TO_COUNT_NARROWED = 3, 10
"""So many times WALKED to count. Where more is asked of a user than the search, the index saves less."""

SEARCH_COUNT_MAX = 1_000
"""Where counting what a search finds stops."""

FEW = 250
"""SQLite: so many are read to be sorted here; more are asked for in their order, which costs ten times as much."""

TERMS_MAX = 32
"""So many trigrams leave few enough addresses; these are compared anyway."""

RAREST = 6
"""PostgreSQL: so many trigrams do, if they are the rarest. It pays for one that a million addresses contain."""

SAMPLE = 200
"""How many of the newest addresses tell which trigrams are rare."""

SIZE = 3
_PER_MICROSECOND = 1024
_SLACK = timedelta(seconds=1)
"""How far behind its instant a row's number may lie, where many users were made in one microsecond."""

_ALPHABET = string.ascii_lowercase + string.digits + "!#$%&'*+/=?^_`{|}~-.@"
"""What an address consists of in lower case (policy.addresses)."""

_NEWEST = "ORDER BY created_at DESC, id DESC"
COLUMNS = "id, created_at, role, is_bypassed, bypass_ends_at, locked_until"
"""What a condition of the user list may ask of a user."""


class UserSearch:
    """The users whose address contains `search`, as narrowed further by what is asked of a row of `users`."""

    def __init__(self, search: str, narrowed: Conditions) -> None:
        self._search = search.lower()
        self._is_alone = not narrowed.every
        """Whether nothing else is asked of a user."""
        self._is_indexed = is_sqlite() and len(self._search) >= SIZE
        """Whether it is a phrase of SQLite's index."""
        self._is_counted_there = self._is_indexed and self._is_alone and set(self._search) <= set(_ALPHABET)
        """Whether each phrase found there is a user sought: other letters are folded, and spaces were added."""
        narrowed.add("email_key LIKE {0} ESCAPE '!'", escaped_like(search))
        self._is_found = narrowed.sql[-1]
        self._conditions, self._values = " AND ".join(narrowed.every), narrowed.values
        self._is_walked = self._is_indexed
        """Whether the newest users need not be walked, or not again."""

    async def page(self, wanted: PageWanted) -> tuple[list[UUID], bool, Total]:
        """The ids of one page, whether more follow, and the total."""
        size = wanted.first + 1
        if self._is_indexed:
            few = await self._few()
            if few is not None:
                return _page_of(few, wanted)
            rows = await self._in_order(size, wanted.after)
        else:
            rows = await self._walked("id, created_at", wanted.after, f"{_NEWEST} LIMIT {size}")
            if len(rows) < size:
                self._is_walked = True
                rows = await self._looked_up("id, created_at", wanted.after, f"{_NEWEST} LIMIT {size}")
        return cut([uuid_of(row["id"]) for row in rows], wanted, self.count)

    async def count(self) -> Count:
        """How many there are, as far as is counted."""
        most = SEARCH_COUNT_MAX + 1
        rows: list[Row] = []
        if self._is_counted_there:
            rows = await rows_of(
                f"SELECT 1 AS one FROM user_search WHERE email_trigrams MATCH $1 LIMIT {most}",  # noqa: S608
                _phrase(self._search),
            )
            return Count(min(len(rows), SEARCH_COUNT_MAX), is_exact=len(rows) < most)
        if not self._is_walked:
            times = _TO_COUNT if self._is_alone else _TO_COUNT_NARROWED
            rows = await self._walked("1 AS one", None, f"LIMIT {most}", times * WALKED)
        if len(rows) < most:
            rows = await self._looked_up("1 AS one", None, f"LIMIT {most}", most)
        return Count(min(len(rows), SEARCH_COUNT_MAX), is_exact=len(rows) < most)

    async def _walked(self, columns: str, after: Position | None, ending: str, most: int | None = None) -> list[Row]:
        """Those among the newest, WALKED of them or `most`; what ends early is not dear."""
        bound, values = self._after(after)
        return await rows_of(
            f"SELECT {columns} FROM (SELECT {COLUMNS}, email_key FROM users WHERE {bound} {_NEWEST} "  # noqa: S608
            f"LIMIT {WALKED if most is None else most}) AS users WHERE {self._conditions} {ending}",
            *values,
        )

    async def _looked_up(self, columns: str, after: Position | None, ending: str, most: int | None = None) -> list[Row]:
        """All of them, by their trigrams; of `most`, any are enough."""
        bound, values = self._after(after)
        if is_sqlite():
            terms = await self._terms()
            if not terms:
                return []
            return await rows_of(
                f"SELECT {columns} FROM user_search found CROSS JOIN users ON users.id = found.user_id "  # noqa: S608
                f"WHERE found.email_trigrams MATCH ${len(values) + 1} AND {self._conditions} AND {bound} {ending}",
                *values,
                terms,
            )
        operator, trigrams = _of_array(self._search)
        if operator == "@>" and len(trigrams) > RAREST:
            trigrams = await _rarest_of(trigrams)
        enough = f"LIMIT {most}" if most is not None and self._is_alone else ""
        # As a table of its own: no planner may weigh the index against walking all users in their order. Inside of a
        # SELECT, where nothing can write, so that it counts as a read (store/postgres.py).
        return await rows_of(
            f"SELECT {columns} FROM (WITH found AS MATERIALIZED (SELECT {COLUMNS}, email_key FROM users "  # noqa: S608
            f"WHERE email_trigrams(email_key) {operator} CAST(${len(values) + 1} AS TEXT[]) "
            f"AND {self._is_found} AND {bound} {enough}) SELECT * FROM found) AS users "
            f"WHERE {self._conditions} {ending}",
            *values,
            trigrams,
        )

    async def _few(self) -> list[Row] | None:
        """All of them, newest first, where SQLite's index names no more than FEW; None: it names more."""
        rows = await rows_of(
            f"SELECT users.id, users.created_at, ({self._conditions}) AS is_sought FROM (SELECT user_id "  # noqa: S608
            f"FROM user_search WHERE email_trigrams MATCH ${len(self._values) + 1} LIMIT {FEW + 1}) found "
            "CROSS JOIN users ON users.id = found.user_id",
            *self._values,
            " AND ".join(_phrase(each) for each in _every_second(self._search)[:TERMS_MAX]),
        )
        if len(rows) > FEW:
            return None
        return sorted((row for row in rows if row["is_sought"]), key=_place, reverse=True)

    async def _in_order(self, size: int, after: Position | None) -> list[Row]:
        """One page and a row more, on SQLite: by the full-text table's row numbers, which are near the list's order."""
        numbered = await self._numbered(f"ORDER BY found.rowid DESC LIMIT {size}", after, None)
        if len(numbered) == size:
            # Of the last instant there may be some whose numbers come later, but none that is newer.
            oldest = from_micros(min(row["created_at"] for row in numbered))
            numbered = await self._numbered("", after, oldest)
        numbered.sort(key=_place, reverse=True)
        return numbered[:size]

    async def _numbered(self, ending: str, after: Position | None, oldest: Any) -> list[Row]:
        bound, values = self._after(after)
        number = len(values)
        conditions = [f"found.email_trigrams MATCH ${number + 1}", self._conditions, bound]
        values.append(_phrase(self._search))
        if after is not None:
            conditions.append(f"found.rowid < ${number + 2} * {_PER_MICROSECOND}")
            values.append(after.instant + _SLACK)
        if oldest is not None:
            conditions.append(f"found.rowid >= ${len(values) + 1} * {_PER_MICROSECOND}")
            conditions.append(f"users.created_at >= ${len(values) + 1}")
            values.append(oldest)
        return await rows_of(
            "SELECT users.id, users.created_at FROM user_search found CROSS JOIN users "  # noqa: S608
            f"ON users.id = found.user_id WHERE {' AND '.join(conditions)} {ending}",
            *values,
        )

    async def _terms(self) -> str:
        """What to match: the phrase, or all trigrams that there are with so few characters in front. '': none is."""
        if len(self._search) >= SIZE:
            return _phrase(self._search)
        rows = await rows_of(
            "SELECT term FROM user_search_terms WHERE term >= $1 AND term < $2",
            self._search,
            self._search + "\U0010ffff",
        )
        return " OR ".join(_phrase(row["term"]) for row in rows)

    def _after(self, after: Position | None) -> tuple[str, list[Any]]:
        """The bound of a page that follows a place, and the values with its parameters."""
        if after is None:
            return "TRUE", list(self._values)
        number = len(self._values) + 1
        bound = f"(users.created_at, users.id) < (CAST(${number} AS BIGINT), ${number + 1})"
        return bound, [*self._values, after.instant, after.id]


def _of_array(search: str) -> tuple[str, list[str]]:
    """What must be among an address's trigrams: these all (`@>`), or, of those that two characters are in, one."""
    if len(search) >= SIZE:
        return "@>", _every_second(search)
    rest = [""]
    for _ in range(SIZE - len(search)):
        rest = [each + letter for each in rest for letter in _ALPHABET]
    return "&&", [*(search + each for each in rest), *(each + search for each in rest)]


async def _rarest_of(trigrams: list[str]) -> list[str]:
    """Those that the newest addresses contain least."""
    rows = await rows_of(f"SELECT email_key FROM users {_NEWEST} LIMIT {SAMPLE}")  # noqa: S608
    sample = [row["email_key"] for row in rows]
    return sorted(trigrams, key=lambda each: sum(each in email for email in sample))[:RAREST]


def _every_second(search: str) -> list[str]:
    """Every second trigram, with the last one, is enough: what they leave is compared anyway."""
    last = len(search) - SIZE
    return [search[place : place + SIZE] for place in sorted({*range(0, last, 2), last})]


def _place(row: Row) -> tuple[int, str]:
    """Where a row of SQLite stands in the list."""
    return row["created_at"], str(row["id"])


def _page_of(rows: list[Row], wanted: PageWanted) -> tuple[list[UUID], bool, Total]:
    """One page of all the rows there are, newest first."""
    after = wanted.after
    rest = rows if after is None else [row for row in rows if _place(row) < (to_micros(after.instant), str(after.id))]

    async def counted() -> Count:
        return Count(len(rows), is_exact=True)

    return cut([uuid_of(row["id"]) for row in rest[: wanted.first + 1]], wanted, counted)


def _phrase(text: str) -> str:
    """The text as a literal of the full-text language."""
    return '"' + text.replace('"', '""') + '"'
