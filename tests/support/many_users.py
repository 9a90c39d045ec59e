"""Directories of any size, written by the database itself: a million users with their bindings in seconds.

Names and addresses have the shapes of a real directory: first and family names, a few large and many small domains.
Ids are UUIDv7 of the rows' instants, as the product makes them.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from tortoise.connection import get_connections

from ostiary.store.statements import is_sqlite
from ostiary.store.unit_of_work import unit_of_work
from tests.support.many_events import NUMBERS

FIRST_NAMES = re.findall(
    r"\w+",
    """
    james mary robert linda michael susan david karen wei fang min jing ahmed fatima ivan olga pierre amelie hans greta
    luca giulia jose maria kenji yuki arjun priya tomas eva lars ingrid noah emma liam sofia omar leila chen xiu
    """,
)
FAMILY_NAMES = re.findall(
    r"\w+",
    """
    smith johnson brown taylor wilson davies evans thomas roberts walker wright robinson thompson white hughes edwards
    green hall wood harris martin jackson clarke lewis wang li zhang liu chen yang huang zhao wu zhou mueller schmidt
    schneider fischer weber meyer rossi russo ferrari garcia martinez lopez sato suzuki tanaka singh kumar novak
    kowalski ivanova petrov jensen larsen dubois moreau hansen
    """,
)
DOMAINS = ("example.com", "mail.example.com", "example.org", "example.net", "uni.example.edu")
HASH = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$bm90IHRoZSBoYXNoIG9mIGFueSBwYXNzd29yZA"
"""For those who do not sign in."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def email_of(number: int) -> str:
    """The address of one of the users, counted from 1, as the database makes it too."""
    first, family = FIRST_NAMES[number % len(FIRST_NAMES)], FAMILY_NAMES[number // 7 % len(FAMILY_NAMES)]
    domain = DOMAINS[number % 5] if number % 10 else f"branch{number // 10 % 500}.example.com"
    return f"{first}.{family}{number}@{domain}"


async def write_users(
    count: int, until: datetime, application_id: UUID | None = None, password_hash: str = HASH, at: str = ""
) -> None:
    """So many users, the last of them made at `until`, the others a second apart before it.

    `application_id`: they may sign in there. `at`: the front of their domains, so that there may be others.
    """
    last = (until - _EPOCH) // timedelta(microseconds=1)
    created = f"(CAST({last} AS BIGINT) - ({count} - n) * CAST(1000000 AS BIGINT))"
    email = (
        f"{_of(FIRST_NAMES, 'n')} || '.' || {_of(FAMILY_NAMES, 'n / 7')} || n || '@{at}' || CASE WHEN n % 10 = 0 "
        f"THEN 'branch' || (n / 10 % 500) || '.example.com' ELSE {_of(DOMAINS, 'n')} END"
    )
    await _run(
        "INSERT INTO users (id, email, email_key, password_hash, is_bypassed, failed_attempts, unaccepted_attempts, "
        f"created_at) SELECT {_id_at('created')}, email, email, '{password_hash}', FALSE, 0, 0, created "
        f"FROM (SELECT {email} AS email, {created} AS created FROM {_numbers(count)} AS numbers) AS made"
    )
    if application_id is not None:
        made = (
            f"password_hash = '{password_hash}' AND created_at > CAST({last} AS BIGINT) - CAST({count}000000 AS BIGINT)"
        )
        await _run(
            f"INSERT INTO assignments (id, user_id, application_id) SELECT {_id_at('created_at')}, id, "
            f"'{application_id}' FROM users WHERE {made}"
        )


async def write_bindings(factor_id: UUID, every: int = 1) -> None:
    """A binding of the factor for one in `every` of those who may sign in to its application, unless they have one.

    No code opens it.
    """
    secret = "x'00'" if is_sqlite() else r"'\x00'::bytea"
    numbered = "SELECT user_id, ROW_NUMBER() OVER (ORDER BY user_id) AS number, application_id FROM assignments"
    await _run(
        "INSERT INTO bindings (id, user_id, application_id, factor_id, kind, epoch, sealed_secret, last_time_step, "
        f"bound_at) SELECT {_id_at('u.created_at')}, u.id, f.application_id, f.id, f.kind, f.epoch, {secret}, 0, "
        f"u.created_at FROM factors f JOIN ({numbered}) m ON m.application_id = f.application_id "
        f"JOIN users u ON u.id = m.user_id WHERE f.id = '{factor_id}' AND m.number % {every} = 0 "
        "AND NOT EXISTS (SELECT 1 FROM bindings b WHERE b.user_id = u.id AND b.factor_id = f.id AND b.epoch = f.epoch)"
    )
    await _run(
        "UPDATE factors SET binding_count = (SELECT COUNT(*) FROM bindings b WHERE b.factor_id = factors.id "
        f"AND b.epoch = factors.epoch) WHERE id = '{factor_id}'"
    )


async def _run(sql: str) -> None:
    async with unit_of_work():
        await get_connections().get("default").execute_query(sql)


def _numbers(count: int) -> str:
    return NUMBERS[is_sqlite()].format(count=count)


def _of(words: Sequence[str], number: str) -> str:
    """One of the words, by a number."""
    if is_sqlite():
        listed = str(list(words)).replace("'", '"')
        return f"json_extract('{listed}', '$[' || ({number} % {len(words)}) || ']')"
    return f"(ARRAY{list(words)})[{number} % {len(words)} + 1]"


def _id_at(micros: str) -> str:
    """A UUIDv7 of that instant."""
    if is_sqlite():
        hour = f"printf('%012x', {micros} / 1000)"
        return (
            f"lower(substr({hour}, 1, 8) || '-' || substr({hour}, 9) || '-7' || substr(hex(randomblob(2)), 2) || '-8' "
            "|| substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))"
        )
    return (
        f"CAST(lpad(to_hex({micros} / 1000), 12, '0') || '7' || "
        "overlay(substr(replace(CAST(gen_random_uuid() AS TEXT), '-', ''), 14) PLACING '8' FROM 4 FOR 1) AS UUID)"
    )
