"""The two writes of most second steps, each one guard for all that it changes (rules L7, A1-A4, E1).

    accept_step   a right code of a binding: account, challenge, binding, session and both events, or nothing
    charge_step   a wrong code that leaves the account unlocked: the count and its event, or nothing

PostgreSQL: one statement. Its `held` locks the rows, the account's first as everywhere, and asks every guard of their
newest versions; what it does not answer, nobody writes. SQLite: the same guards one by one in one hop. Whatever a guard
refuses here, and whatever is rarer (the sixth, a lapsed lock, a first binding), the general path decides.
"""

from dataclasses import dataclass
from datetime import datetime

from tortoise.backends.sqlite.client import SqliteClient

from ostiary.policy.challenge import TRANSITIONS, ChallengeEvent, ChallengeState
from ostiary.policy.lockout import ATTEMPTS_IN_A_ROW, ATTEMPTS_WITHOUT_ACCEPTANCE, Lockout
from ostiary.store.accounts import not_locked
from ostiary.store.at_once import all_or_nothing
from ostiary.store.audit_events import EVENT_TYPES, event_statements, event_values
from ostiary.store.bindings import unspent
from ostiary.store.challenges import still_open
from ostiary.store.one_write import client_of_writes, logged, numbered, written
from ostiary.store.records import AuditEventRecord, BindingRecord, ChallengeRecord, SessionRecord

_PENDING = ChallengeState.PENDING.value
_PASSED = TRANSITIONS[ChallengeState.PENDING, ChallengeEvent.ACCEPT].value


@dataclass(frozen=True, repr=False)
class AcceptedStep:
    """What a right code earns. `time_step`: to be spent; None where the factor has none.

    `step_event` says that the step was accepted, and `login_event` the same of the login.
    """

    challenge: ChallengeRecord
    binding: BindingRecord
    time_step: int | None
    session: SessionRecord
    token_hash: bytes
    step_event: AuditEventRecord
    login_event: AuditEventRecord
    now: datetime


async def accept_step(step: AcceptedStep) -> bool:
    """Complete the login in one transaction. False: something came between, and nothing was changed."""
    session = step.session
    about_session = (session.id, step.token_hash, session.application_id, " ".join(session.amr), session.expires_at)
    client = client_of_writes()
    if isinstance(client, SqliteClient):
        account, challenge, binding = session.user_id, step.challenge.id, step.binding.id
        statements = [
            (_CLEAR, (account, step.now)),
            (_PASS, (challenge, step.now, _PENDING, _PASSED)),
            (_SPEND, (binding, step.now, step.time_step)),
            (_SESSION, (*about_session, account, binding, step.now)),
            *event_statements(step.step_event),
            *event_statements(step.login_event),
        ]
        return await all_or_nothing(client, statements) is not None
    return bool(
        await written(
            client,
            _ACCEPT,
            *(session.user_id, step.now, step.challenge.id, _PENDING, step.binding.id, step.time_step, _PASSED),
            *about_session,
            *event_values(step.step_event),
            *event_values(step.login_event),
        )
    )


async def charge_step(challenge: ChallengeRecord, event: AuditEventRecord, now: datetime) -> Lockout | None:
    """Count one wrong code and write it down. None: nothing was changed; it is not as simple as that."""
    client = client_of_writes()
    limits = (ATTEMPTS_IN_A_ROW - 1, ATTEMPTS_WITHOUT_ACCEPTANCE - 1)
    if isinstance(client, SqliteClient):
        statements = [
            (_CHARGE, (challenge.user_id, *limits, challenge.id, now, _PENDING)),
            *event_statements(event),
        ]
        row = await all_or_nothing(client, statements)
    else:
        values = (challenge.user_id, *limits, challenge.id, now, _PENDING, *event_values(event))
        row = await written(client, _CHARGE_AND_LOG, *values)
    return Lockout(row["failed_attempts"], row["unaccepted_attempts"], None) if row else None


_CLEAR = (
    "UPDATE users SET failed_attempts = 0, unaccepted_attempts = 0, locked_until = NULL, last_login_at = $2 "  # noqa: S608
    f"WHERE id = $1 AND {not_locked('$2')} RETURNING id"
)
_PASS = (
    "UPDATE challenges SET state = $4, pending_secret = NULL "  # noqa: S608
    f"WHERE id = $1 AND {still_open('$3', '$2')} RETURNING id"
)
_UNSPENT = f"(bindings.kind = 'EMAIL' OR {unspent('CAST({} AS BIGINT)')})"
_LIVE = "factors.id = bindings.factor_id AND factors.epoch = bindings.epoch AND factors.is_enabled"
_SPEND = (
    "UPDATE bindings SET last_time_step = COALESCE($3, last_time_step), last_used_at = $2 "  # noqa: S608
    f"WHERE id = $1 AND {_UNSPENT.format('$3')} AND EXISTS (SELECT 1 FROM factors WHERE {_LIVE}) RETURNING id"
)
_SESSION_COLUMNS = (
    "id, token_hash, application_id, amr, expires_at, user_id, binding_id, created_at, last_seen_at, proven_at"
)
_SESSION = f"INSERT INTO sessions ({_SESSION_COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $8) RETURNING id"  # noqa: S608
_PLAINLY = "locked_until IS NULL AND failed_attempts < {} AND unaccepted_attempts < {}"
"""One more wrong code neither locks the account, nor comes after a lock's end."""
_ONE_MORE = "failed_attempts = failed_attempts + 1, unaccepted_attempts = unaccepted_attempts + 1"
_CHARGE = (
    f"UPDATE users SET {_ONE_MORE} WHERE id = $1 AND {_PLAINLY.format('$2', '$3')} "  # noqa: S608
    f"AND EXISTS (SELECT 1 FROM challenges WHERE id = $4 AND {still_open('$6', '$5')}) "
    "RETURNING failed_attempts, unaccepted_attempts"
)

_ACCEPT = f"""
WITH held AS (
    SELECT users.id AS user_id, challenges.id AS challenge_id, bindings.id AS binding_id
    FROM users, challenges, bindings, factors
    WHERE users.id = $1 AND {not_locked("CAST($2 AS BIGINT)")}
    AND challenges.id = $3 AND challenges.user_id = users.id AND {still_open("$4", "CAST($2 AS BIGINT)")}
    AND bindings.id = $5 AND bindings.user_id = users.id AND {_UNSPENT.format("$6")} AND {_LIVE}
    FOR NO KEY UPDATE OF users, challenges, bindings
), account AS (
    UPDATE users SET failed_attempts = 0, unaccepted_attempts = 0, locked_until = NULL,
    last_login_at = CAST($2 AS BIGINT) FROM held WHERE users.id = held.user_id
), passed AS (
    UPDATE challenges SET state = $7, pending_secret = NULL FROM held WHERE challenges.id = held.challenge_id
), spent AS (
    UPDATE bindings SET last_time_step = COALESCE(CAST($6 AS BIGINT), last_time_step),
    last_used_at = CAST($2 AS BIGINT) FROM held WHERE bindings.id = held.binding_id
), begun AS (
    INSERT INTO sessions ({_SESSION_COLUMNS})
    SELECT {numbered(8, ("UUID", "BYTEA", "UUID", "VARCHAR", "BIGINT"))}, user_id, binding_id,
    {", ".join(["CAST($2 AS BIGINT)"] * 3)} FROM held
), {logged(numbered(13, EVENT_TYPES), numbered(13 + len(EVENT_TYPES), EVENT_TYPES))}
SELECT user_id FROM held
"""  # noqa: S608
_CHARGE_AND_LOG = f"""
WITH held AS (
    SELECT users.id FROM users, challenges
    WHERE users.id = $1 AND {_PLAINLY.format("$2", "$3")}
    AND challenges.id = $4 AND challenges.user_id = users.id AND {still_open("$6", "CAST($5 AS BIGINT)")}
    FOR NO KEY UPDATE OF users, challenges
), charged AS (
    UPDATE users SET {_ONE_MORE} FROM held WHERE users.id = held.id RETURNING failed_attempts, unaccepted_attempts
), {logged(numbered(7, EVENT_TYPES))}
SELECT failed_attempts, unaccepted_attempts FROM charged
"""  # noqa: S608
