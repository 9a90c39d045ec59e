"""Logs of any length, written by the database itself: a million events in seconds."""

from datetime import datetime, timedelta

from tortoise.backends.sqlite.client import SqliteClient
from tortoise.connection import get_connections

from ostiary.policy.audit_chain import GENESIS, Batch
from ostiary.policy.audit_form import CURRENT_FORM
from ostiary.services.audit_signing import sign
from ostiary.store.audit_seals import insert_batch
from ostiary.store.instants import to_micros
from ostiary.store.key_ring import KeyRing
from ostiary.store.statements import rows_of
from ostiary.store.unit_of_work import unit_of_work

_IDS = {
    True: "lower(printf('%08x', n) || '-0000-7000-8000-' || hex(randomblob(6)))",
    False: "gen_random_uuid()",
}
NUMBERS = {
    True: "(WITH RECURSIVE counting (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counting WHERE n < {count}) "
    "SELECT n FROM counting)",
    False: "(SELECT generate_series(1, {count}) AS n)",
}
_COLUMNS = (
    "type, category, user_id, user_email, user_email_key, actor_id, actor_token_id, application_id, ip, country, "
    "user_agent, result, failure_reason, details"
)


_EMAIL = "'user' || (n % 5000) || '@example.com'"
# In brackets, because SQLite joins texts before it divides.
_IP = "'198.51.' || (n % 200) || '.' || (n % 50)"
_AGENT = (
    "'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/' || (n % 40) || '.0 Safari/537.36'"
)


def _is_sqlite() -> bool:
    return isinstance(get_connections().get("default"), SqliteClient)


async def _run(sql: str) -> None:
    async with unit_of_work():
        await get_connections().get("default").execute_query(sql)


async def copy_events(count: int) -> None:
    """So many further events like the ones there are (each, if there are several), a second apart into the past."""
    kind = _is_sqlite()
    await _run(
        f"INSERT INTO audit_events (id, occurred_at, {_COLUMNS}) "
        f"SELECT {_IDS[kind]}, occurred_at - n * CAST(1000000 AS BIGINT), {_COLUMNS} "
        f"FROM audit_events CROSS JOIN {NUMBERS[kind].format(count=count)} AS numbers"
    )
    await _run(OTHERS_WAIT)


async def write_events(
    count: int, until: datetime, apart: timedelta = timedelta(seconds=30), *, is_sealed: bool = False
) -> None:
    """An installation's log of `count` events up to `until`: people, addresses, applications, one failure in eight.

    One row each has the ip 203.0.113.250, the country IS, the agent Rare/1.0, the reason CHALLENGE_EXPIRED. One in a
    hundred was done by somebody who administers, a tenth of these by an API token.
    """
    kind, epoch = _is_sqlite(), datetime.fromisoformat("1970-01-01T00:00:00+00:00")
    micros, step = (until - epoch) // timedelta(microseconds=1), apart // timedelta(microseconds=1)
    await _run(
        f"INSERT INTO audit_events (id, occurred_at, {_COLUMNS}) SELECT {_IDS[kind]}, "
        f"CAST({micros} AS BIGINT) - n * CAST({step} AS BIGINT), "
        "CASE WHEN n % 97 = 0 THEN 'USER_CREATED' WHEN n % 1009 = 0 THEN 'ACCOUNT_LOCKED' WHEN n % 3 = 0 THEN 'LOGIN' "
        "WHEN n % 3 = 1 THEN 'PASSWORD_AUTHENTICATION' ELSE 'SECONDARY_AUTHENTICATION_OTP' END, "
        "CASE WHEN n % 97 = 0 THEN 'ADMINISTRATION' ELSE 'USER_BEHAVIOR' END, "
        f"{_id_of('n % 5000')}, {_EMAIL}, {_EMAIL}, "
        f"CASE WHEN n % 97 = 0 AND n % 970 <> 0 THEN {_id_of('n % 7')} END, "
        f"CASE WHEN n % 970 = 0 THEN {_id_of('n % 7')} END, {_id_of('n % 7')}, "
        f"CASE WHEN n = {{rare}} THEN '203.0.113.250' ELSE {_IP} END, "
        "CASE WHEN n = {rare} THEN 'IS' WHEN n % 10 = 0 THEN 'NL' ELSE 'CN' END, "
        f"CASE WHEN n = {{rare}} THEN 'Rare/1.0' ELSE {_AGENT} END, "
        "CASE WHEN n % 8 = 0 AND n % 97 <> 0 THEN 'FAILURE' ELSE 'SUCCESS' END, "
        "CASE WHEN n = {rare} THEN 'CHALLENGE_EXPIRED' WHEN n % 8 = 0 AND n % 97 <> 0 THEN 'INVALID_CODE' END, '[]' "
        "FROM {numbers} AS numbers".format(rare=max(8, count // 8 * 8 - 8), numbers=NUMBERS[kind].format(count=count))
    )
    await _run(_OTHERS_SEALED.format(empty="X''" if kind else "''") if is_sealed else OTHERS_WAIT)


_OTHERS_SEALED = (
    "INSERT INTO audit_places (sequence, event_id, seal) "
    "SELECT ROW_NUMBER() OVER (ORDER BY occurred_at, id), id, {empty} FROM audit_events "
    "WHERE id NOT IN (SELECT event_id FROM audit_unsealed)"
)
OTHERS_WAIT = (
    "INSERT INTO audit_unsealed (occurred_at, event_id) SELECT occurred_at, id FROM audit_events "
    "WHERE NOT EXISTS (SELECT 1 FROM audit_places WHERE event_id = id) ON CONFLICT DO NOTHING"
)
"""What has no place waits for one: for events that were written by SQL."""


def _id_of(number: str) -> str:
    """One of few ids, by a number."""
    front = "'00000000-0000-4000-8000-'"
    if _is_sqlite():
        return f"({front} || printf('%012d', {number}))"
    return f"({front} || lpad(CAST({number} AS TEXT), 12, '0'))::uuid"


_INDEXES = {
    True: "SELECT name, sql FROM sqlite_master WHERE tbl_name = 'audit_events' AND type = 'index' AND sql IS NOT NULL",
    False: "SELECT indexname AS name, indexdef AS sql FROM pg_indexes WHERE tablename = 'audit_events' "
    "AND indexname NOT LIKE '%_pkey'",
}


async def fill_log(count: int, until: datetime, ring: KeyRing) -> None:
    """`write_events` into an empty log, its indexes made afterwards, its statistics taken, all of it sealed by `ring`.

    The sealer goes on after it. `ostiary audit verify` would find that these events' hashes are missing.
    """
    indexes = await rows_of(_INDEXES[_is_sqlite()])
    for index in indexes:
        await _run(f"DROP INDEX {index['name']}")
    await write_events(count, until, is_sealed=True)
    for index in indexes:
        await _run(index["sql"])
    batch = Batch(
        number=1,
        form=CURRENT_FORM.number,
        first_sequence=1,
        last_sequence=count,
        previous_digest=GENESIS,
        root=GENESIS,
        sealed_at=to_micros(until),
        newest_at=to_micros(until),
        key_id=ring.sealing_key_id,
    )
    async with unit_of_work():
        assert await insert_batch(sign(ring, batch))
    await _run(
        "INSERT INTO audit_counts (minutes, since, type, result, total) SELECT minutes, occurred_at - "
        "occurred_at % (minutes * CAST(60000000 AS BIGINT)) AS began, type, result, COUNT(*) "
        "FROM audit_events CROSS JOIN (SELECT 1440 AS minutes UNION ALL SELECT 60 UNION ALL SELECT 5) AS lengths "
        "GROUP BY minutes, began, type, result"
    )
    await rows_of("ANALYZE" if _is_sqlite() else "VACUUM (ANALYZE) audit_events, audit_places")
