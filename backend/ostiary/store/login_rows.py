"""Everything that the first step needs, read by one SELECT before the password is looked at.

What is read here decides nothing by itself: each write that follows asks again in its own guard. Known and unknown
names cost the same statement (rule L1).
"""

from dataclasses import dataclass
from uuid import UUID

from ostiary.policy.vocabulary import FactorKind
from ostiary.store.instants import from_micros
from ostiary.store.password_guesses import Counted
from ostiary.store.records import ApplicationRecord, CredentialsRecord, FactorRecord
from ostiary.store.statements import Row, rows_of, uuid_of
from ostiary.store.step_rows import (
    APPLICATION_COLUMNS,
    FACTOR_COLUMNS,
    USER_COLUMNS,
    application_of,
    factor_of,
    user_of,
)

_SELECT = f"""
SELECT u.id AS user_id, u.password_hash, {USER_COLUMNS}, a.id AS application_id, {APPLICATION_COLUMNS},
    {FACTOR_COLUMNS}, f.kind, b.id AS binding_id, m.id AS assignment_id,
    g.failures AS address_failures, g.window_ends_at AS address_ends_at,
    h.failures AS account_failures, h.window_ends_at AS account_ends_at
FROM (SELECT CAST($1 AS VARCHAR) AS email_key, CAST($2 AS VARCHAR) AS client_id) asked
LEFT JOIN users u ON u.email_key = asked.email_key
LEFT JOIN applications a ON a.client_id = asked.client_id
LEFT JOIN assignments m ON m.user_id = u.id AND m.application_id = a.id
LEFT JOIN factors f ON f.application_id = a.id
LEFT JOIN bindings b ON b.user_id = u.id AND b.factor_id = f.id AND b.epoch = f.epoch
LEFT JOIN password_guesses g ON g.key = $3
LEFT JOIN password_guesses h ON h.key = $4
"""  # noqa: S608 (our own words)
_ORDER = {kind: number for number, kind in enumerate(FactorKind)}


@dataclass(frozen=True, repr=False)
class LoginRow:
    """Whom an address names and which application a client id, how they stand to each other, and what was guessed.

    `factors` in display order; `bound`: of which of them the user has a live binding; `counted`: by the keys asked for.
    """

    credentials: CredentialsRecord | None
    application: ApplicationRecord | None
    is_assigned: bool
    factors: list[FactorRecord]
    bound: frozenset[FactorKind]
    counted: dict[bytes, Counted]


async def login_by_names(
    email_key: str | None, client_id: str | None, address: bytes, account_and_address: bytes
) -> LoginRow:
    """What a login's names say now, with the guesses counted under both keys. None names nothing."""
    rows = await rows_of(_SELECT, email_key, client_id, address, account_and_address)
    first, with_factor = rows[0], [row for row in rows if row["factor_id"] is not None]
    application = None
    if first["application_id"] is not None:
        application = application_of(first, uuid_of(first["application_id"]))
    factors = [factor_of(row, application.id, FactorKind(row["kind"])) for row in with_factor] if application else []
    return LoginRow(
        credentials=_credentials(first),
        application=application,
        is_assigned=first["assignment_id"] is not None,
        factors=sorted(factors, key=lambda factor: _ORDER[factor.kind]),
        bound=frozenset(FactorKind(row["kind"]) for row in with_factor if row["binding_id"] is not None),
        counted=_counted(first, (address, account_and_address)),
    )


def _credentials(row: Row) -> CredentialsRecord | None:
    if row["user_id"] is None:
        return None
    user_id: UUID = uuid_of(row["user_id"])
    return CredentialsRecord(user_of(row, user_id), row["password_hash"])


def _counted(row: Row, keys: tuple[bytes, bytes]) -> dict[bytes, Counted]:
    return {
        key: Counted(row[f"{whose}_failures"], from_micros(row[f"{whose}_ends_at"]))
        for key, whose in zip(keys, ("address", "account"), strict=True)
        if row[f"{whose}_failures"] is not None
    }
