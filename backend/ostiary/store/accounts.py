"""Users, and the guards of the account's count (rules A1-A8; policy.lockout is the same law in words)."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from ostiary.policy.addresses import email_key
from ostiary.policy.bypass import Bypass
from ostiary.policy.lockout import (
    ATTEMPTS_IN_A_ROW,
    ATTEMPTS_WITHOUT_ACCEPTANCE,
    LOCK_DURATION,
    LOCKED_FOR_GOOD,
    Lockout,
)
from ostiary.policy.vocabulary import Role
from ostiary.store.instants import from_micros
from ostiary.store.models import StagedToggle, User
from ostiary.store.records import CredentialsRecord, UserRecord
from ostiary.store.statements import Row, is_done, row_of, rows_of, uuid_of
from ostiary.store.step_rows import USER_COLUMNS, user_of


async def lock_account(user_id: UUID) -> UserRecord | None:
    """The user, whose row is held until the transaction ends; None: deleted meanwhile.

    Always the first statement of a transaction that decides about an account, so that all of them queue here.
    """
    row = await row_of(f"SELECT {USER_COLUMNS} FROM users u WHERE u.id = $1 FOR UPDATE", user_id)  # noqa: S608
    return user_of(row, user_id) if row else None


async def lock_credentials(user_id: UUID) -> CredentialsRecord | None:
    """`lock_account`, with what the user's password is checked against."""
    row = await row_of(f"SELECT {USER_COLUMNS}, u.password_hash FROM users u WHERE u.id = $1 FOR UPDATE", user_id)  # noqa: S608
    return CredentialsRecord(user_of(row, user_id), row["password_hash"]) if row else None


def not_locked(now: str) -> str:
    """The guard that every code passes: the account is not locked at `now`, which is a parameter."""
    return f"(locked_until IS NULL OR locked_until <= {now})"


async def charge_attempt(user_id: UUID, now: datetime) -> Lockout | None:
    """Charge one attempt before its code is looked at (A4). None: the account is locked, look at nothing.

    One conditional UPDATE: a lapsed lock starts a new row of six, the sixth locks for an hour, the hundredth
    without an acceptance for good.
    """
    row = await row_of(
        "UPDATE users SET failed_attempts = CASE WHEN locked_until IS NULL THEN failed_attempts + 1 ELSE 1 END, "  # noqa: S608
        "unaccepted_attempts = unaccepted_attempts + 1, "
        "locked_until = CASE WHEN unaccepted_attempts + 1 >= $3 THEN CAST($4 AS BIGINT) "
        "WHEN (CASE WHEN locked_until IS NULL THEN failed_attempts + 1 ELSE 1 END) >= $5 "
        "THEN CAST($6 AS BIGINT) ELSE NULL END "
        f"WHERE id = $1 AND {not_locked('CAST($2 AS BIGINT)')} "
        "RETURNING failed_attempts, unaccepted_attempts, locked_until",
        user_id,
        now,
        ATTEMPTS_WITHOUT_ACCEPTANCE,
        LOCKED_FOR_GOOD,
        ATTEMPTS_IN_A_ROW,
        now + LOCK_DURATION,
    )
    return _lockout(row) if row else None


async def clear_attempts(user_id: UUID) -> bool:
    """Set both counts to zero and lift the lock: after an accepted second step, or `unlockUser` (A3)."""
    return await is_done(
        "UPDATE users SET failed_attempts = 0, unaccepted_attempts = 0, locked_until = NULL WHERE id = $1 RETURNING id",
        user_id,
    )


async def insert_user(user: UserRecord, password_hash: str) -> bool:
    """Add a user, not bypassed. False: the address is taken, and nothing was added."""
    return await is_done(
        "INSERT INTO users (id, email, email_key, password_hash, role, is_bypassed, failed_attempts, "
        "unaccepted_attempts, created_at) VALUES ($1, $2, $3, $4, $5, FALSE, 0, 0, $6) "
        "ON CONFLICT (email_key) DO NOTHING RETURNING id",
        user.id,
        user.email,
        email_key(user.email),
        password_hash,
        user.role.value if user.role else None,
        user.created_at,
    )


async def user_by_id(user_id: UUID) -> UserRecord | None:
    """The user, or None."""
    row = await User.get_or_none(id=user_id)
    return _user(row) if row else None


async def user_by_email(email: str) -> UserRecord | None:
    """The user with this address in any letter case, or None."""
    credentials = await credentials_of(email)
    return credentials.user if credentials else None


async def users_by_ids(ids: Iterable[UUID]) -> dict[UUID, UserRecord]:
    """Those of `ids` that exist."""
    return {row.id: _user(row) for row in await User.filter(id__in=list(ids))}


async def credentials_of(email: str) -> CredentialsRecord | None:
    """What a password for this address is checked against. `email` must have the shape of one.

    Without the ORM: making a model of what was found takes a time that tells it from nothing (L1).
    """
    sql = f"SELECT u.id, {USER_COLUMNS}, u.password_hash FROM users u WHERE u.email_key = $1"  # noqa: S608
    row = await row_of(sql, email_key(email))
    return CredentialsRecord(user_of(row, uuid_of(row["id"])), row["password_hash"]) if row else None


async def note_login(user_id: UUID, now: datetime) -> None:
    """Remember when the user last completed a login."""
    await User.filter(id=user_id).update(last_login_at=now)


async def set_bypass(user_id: UUID, bypass: Bypass, now: datetime) -> bool:
    """Turn the bypass on, or give it another end or reason. False: it stood so already."""
    return await is_done(
        "UPDATE users SET is_bypassed = TRUE, bypass_ends_at = CAST($3 AS BIGINT), "
        "bypass_reason = CAST($4 AS VARCHAR(200)), bypassed_at = CAST($2 AS BIGINT), bypassed_by_id = $5 "
        "WHERE id = $1 AND NOT (is_bypassed AND (bypass_ends_at IS NULL OR bypass_ends_at > CAST($2 AS BIGINT)) "
        "AND COALESCE(bypass_ends_at, 0) = COALESCE(CAST($3 AS BIGINT), 0) "
        "AND COALESCE(bypass_reason, '') = COALESCE(CAST($4 AS VARCHAR(200)), '')) RETURNING id",
        user_id,
        now,
        bypass.until,
        bypass.reason,
        bypass.by_id,
    )


async def lift_bypass(user_id: UUID, now: datetime) -> bool:
    """Turn the bypass off. False: it was off, or its end had come already."""
    return await is_done(
        "UPDATE users SET is_bypassed = FALSE, bypass_ends_at = NULL, bypass_reason = NULL, bypassed_at = NULL, "
        "bypassed_by_id = NULL WHERE id = $1 AND is_bypassed "
        "AND (bypass_ends_at IS NULL OR bypass_ends_at > CAST($2 AS BIGINT)) RETURNING id",
        user_id,
        now,
    )


async def set_role(user_id: UUID, role: Role | None) -> None:
    """Give or take a role."""
    await User.filter(id=user_id).update(role=role.value if role else None)


async def set_password_hash(user_id: UUID, password_hash: str) -> None:
    """Keep a new hash."""
    await User.filter(id=user_id).update(password_hash=password_hash)


async def replace_password_hash(user_id: UUID, old: str, new: str) -> bool:
    """Keep a new hash in the place of the one that was checked. False: it is another by now, and stays."""
    return await is_done(
        "UPDATE users SET password_hash = $3 WHERE id = $1 AND password_hash = $2 RETURNING id", user_id, old, new
    )


async def password_hash_of(user_id: UUID) -> str | None:
    """What the user's password is checked against; None: there is no such user."""
    row = await row_of("SELECT password_hash FROM users WHERE id = $1", user_id)
    return str(row["password_hash"]) if row else None


async def delete_user(user_id: UUID) -> bool:
    """Remove the user with everything that hangs on the row. Count the bindings out first."""
    await StagedToggle.filter(author_id=user_id).delete()
    return bool(await User.filter(id=user_id).delete())


async def lock_administrators() -> list[UUID]:
    """Every administrator's id, their rows held until the transaction ends (rule D4)."""
    rows = await rows_of("SELECT id FROM users WHERE role = $1 ORDER BY id FOR UPDATE", Role.ADMIN.value)
    return [uuid_of(row["id"]) for row in rows]


async def is_assigned(user_id: UUID, application_id: UUID) -> bool:
    """Whether the user may sign in to the application (rule D1)."""
    sql = "SELECT 1 AS found FROM assignments WHERE user_id = $1 AND application_id = $2"
    return await row_of(sql, user_id, application_id) is not None


def _lockout(row: Row) -> Lockout:
    until = row["locked_until"]
    return Lockout(row["failed_attempts"], row["unaccepted_attempts"], None if until is None else from_micros(until))


def _bypass(row: User) -> Bypass:
    return Bypass(since=row.bypassed_at, by_id=row.bypassed_by_id, reason=row.bypass_reason, until=row.bypass_ends_at)


def _user(row: User) -> UserRecord:
    return UserRecord(
        id=row.id,
        email=row.email,
        role=Role(row.role) if row.role else None,
        bypass=_bypass(row) if row.is_bypassed else None,
        lockout=Lockout(row.failed_attempts, row.unaccepted_attempts, row.locked_until),
        created_at=row.created_at,
        last_login_at=row.last_login_at,
    )
