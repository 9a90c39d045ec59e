"""The one write of most first steps: a challenge and its event, or nothing (rules L1, L3, A2, A7, E1).

PostgreSQL: one statement. Its `held` locks the account and asks every guard of its newest version; what it does not
answer, nobody writes. SQLite: the same guards one by one in one hop. Whatever a guard refuses here, and whatever is
rarer (a bypass, a lock, guesses to forget, the console), the general path of `services.login` decides.
"""

from dataclasses import dataclass
from datetime import datetime

from tortoise.backends.sqlite.client import SqliteClient

from ostiary.policy.limits import PER_ADDRESS
from ostiary.policy.lockout import Lockout
from ostiary.store.accounts import not_locked
from ostiary.store.at_once import all_or_nothing
from ostiary.store.audit_events import EVENT_TYPES, event_statements, event_values
from ostiary.store.challenges import CHALLENGE_COLUMNS, CHALLENGE_TYPES, INSERT_CHALLENGE, challenge_values
from ostiary.store.instants import to_instant
from ostiary.store.one_write import client_of_writes, logged, numbered, written
from ostiary.store.records import AuditEventRecord, ChallengeRecord


@dataclass(frozen=True, repr=False)
class OpenedLogin:
    """What a right password earns whom nothing is in the way. `password_hash`: what it was checked against.

    `address` and `account_and_address`: what guesses are counted under.
    """

    challenge: ChallengeRecord
    token_hash: bytes
    password_hash: str
    address: bytes
    account_and_address: bytes
    event: AuditEventRecord
    now: datetime


async def open_login(login: OpenedLogin) -> Lockout | None:
    """Open the challenge in one transaction; the account's count. None: something is in the way, nothing written."""
    challenge = login.challenge
    guarded = (
        *(challenge.user_id, login.password_hash, login.now, challenge.application_id),
        *(login.account_and_address, login.address, PER_ADDRESS.failures),
    )
    made = challenge_values(challenge, login.token_hash)
    client = client_of_writes()
    if isinstance(client, SqliteClient):
        statements = [(_MAY_OPEN, guarded), (INSERT_CHALLENGE, made), *event_statements(login.event)]
        row = await all_or_nothing(client, statements)
    else:
        row = await written(client, _OPEN, *guarded, *made, *event_values(login.event))
    if row is None:
        return None
    return Lockout(row["failed_attempts"], row["unaccepted_attempts"], to_instant(row["locked_until"]))


_MAY_OPEN = f"""
SELECT users.id, failed_attempts, unaccepted_attempts, locked_until FROM users, assignments
WHERE users.id = $1 AND password_hash = $2 AND NOT is_bypassed AND {not_locked("CAST($3 AS BIGINT)")}
AND assignments.user_id = users.id AND assignments.application_id = $4
AND NOT EXISTS (SELECT 1 FROM password_guesses WHERE key IN ($5, $6)
    AND (key = $5 OR (failures >= $7 AND window_ends_at > CAST($3 AS BIGINT))))
"""  # noqa: S608 (our own words)
_FIRST = 8
_OPEN = f"""
WITH held AS ({_MAY_OPEN} FOR NO KEY UPDATE OF users FOR KEY SHARE OF assignments), opened AS (
    INSERT INTO challenges ({", ".join(CHALLENGE_COLUMNS)}) SELECT {numbered(_FIRST, CHALLENGE_TYPES)} FROM held
), {logged(numbered(_FIRST + len(CHALLENGE_TYPES), EVENT_TYPES))}
SELECT failed_attempts, unaccepted_attempts, locked_until FROM held
"""  # noqa: S608
