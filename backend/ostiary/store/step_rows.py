"""Everything that a second step needs, read by one SELECT: the ORM would ask five times (docs/decisions, "One look").

What is read here decides nothing by itself: each write that follows asks again in its own guard.
"""

from dataclasses import dataclass
from uuid import UUID

from ostiary.policy.branding import Branding
from ostiary.policy.bypass import Bypass
from ostiary.policy.challenge import ChallengeState
from ostiary.policy.lockout import Lockout
from ostiary.policy.vocabulary import FactorKind, Role, TokenDelivery
from ostiary.store.instants import from_micros, to_instant
from ostiary.store.records import (
    ApplicationRecord,
    BindingRecord,
    ChallengeRecord,
    FactorRecord,
    PendingSecret,
    UserRecord,
)
from ostiary.store.sealing import WrappedKey
from ostiary.store.statements import Row, row_of, uuid_of

USER_COLUMNS = """u.email, u.role, u.is_bypassed, u.bypass_ends_at, u.bypass_reason, u.bypassed_at, u.bypassed_by_id,
    u.failed_attempts, u.unaccepted_attempts, u.locked_until, u.created_at AS user_created_at, u.last_login_at"""
APPLICATION_COLUMNS = """a.client_id, a.name, a.created_at AS application_created_at, a.accent, a.support_url,
    a.default_language, a.logo_sha256, a.branding_version"""
FACTOR_COLUMNS = """f.id AS factor_id, f.is_enabled, f.epoch, f.version, f.binding_count, f.key_id, f.wrapped_key,
    f.saved_at, f.saved_by_id"""
_SELECT = f"""
SELECT c.id AS challenge_id, c.user_id, c.application_id, c.state, c.delivery, c.created_at, c.expires_at,
    c.pending_binding_id, c.pending_epoch, c.pending_secret, c.code_key_id, c.mailed_at, c.session_id,
    {USER_COLUMNS},
    {APPLICATION_COLUMNS},
    {FACTOR_COLUMNS},
    b.id AS binding_id, b.sealed_secret, b.last_time_step, b.bound_at, b.last_used_at
FROM challenges c
JOIN users u ON u.id = c.user_id
JOIN applications a ON a.id = c.application_id
JOIN factors f ON f.application_id = c.application_id AND f.kind = $2
LEFT JOIN bindings b ON b.user_id = c.user_id AND b.factor_id = f.id AND b.epoch = f.epoch
WHERE c.token_hash = $1
"""  # noqa: S608 (our own words)


@dataclass(frozen=True, repr=False)
class StepRow:
    """A challenge with its user, its application, one factor of that, and the user's live binding of it."""

    challenge: ChallengeRecord
    user: UserRecord
    application: ApplicationRecord
    factor: FactorRecord
    binding: BindingRecord | None


async def step_by_hash(token_hash: bytes, kind: FactorKind) -> StepRow | None:
    """What a token and a factor name, whatever the challenge's state, or None."""
    row = await row_of(_SELECT, token_hash, kind.value)
    if row is None:
        return None
    user_id, application_id = uuid_of(row["user_id"]), uuid_of(row["application_id"])
    return StepRow(
        challenge=_challenge(row, user_id, application_id),
        user=user_of(row, user_id),
        application=application_of(row, application_id),
        factor=factor_of(row, application_id, kind),
        binding=_binding(row, user_id, application_id, kind) if row["binding_id"] is not None else None,
    )


def _challenge(row: Row, user_id: UUID, application_id: UUID) -> ChallengeRecord:
    pending = None
    if row["pending_secret"] is not None and row["pending_binding_id"] and row["pending_epoch"] is not None:
        pending = PendingSecret(uuid_of(row["pending_binding_id"]), row["pending_epoch"], row["pending_secret"])
    return ChallengeRecord(
        id=uuid_of(row["challenge_id"]),
        user_id=user_id,
        application_id=application_id,
        state=ChallengeState(row["state"]),
        delivery=TokenDelivery(row["delivery"]),
        created_at=from_micros(row["created_at"]),
        expires_at=from_micros(row["expires_at"]),
        pending=pending,
        code_key_id=row["code_key_id"],
        mailed_at=to_instant(row["mailed_at"]),
        session_id=_id_or_none(row["session_id"]),
    )


def user_of(row: Row, user_id: UUID) -> UserRecord:
    """The user of a row with USER_COLUMNS."""
    bypass = None
    if row["is_bypassed"]:
        since, until = to_instant(row["bypassed_at"]), to_instant(row["bypass_ends_at"])
        bypass = Bypass(since, _id_or_none(row["bypassed_by_id"]), row["bypass_reason"], until)
    return UserRecord(
        id=user_id,
        email=row["email"],
        role=Role(row["role"]) if row["role"] else None,
        bypass=bypass,
        lockout=Lockout(row["failed_attempts"], row["unaccepted_attempts"], to_instant(row["locked_until"])),
        created_at=from_micros(row["user_created_at"]),
        last_login_at=to_instant(row["last_login_at"]),
    )


def application_of(row: Row, application_id: UUID) -> ApplicationRecord:
    """The application of a row with APPLICATION_COLUMNS."""
    branding = Branding(
        row["accent"], row["support_url"], row["default_language"], row["logo_sha256"], row["branding_version"]
    )
    created_at = from_micros(row["application_created_at"])
    return ApplicationRecord(application_id, row["client_id"], row["name"], created_at, branding)


def factor_of(row: Row, application_id: UUID, kind: FactorKind) -> FactorRecord:
    """The factor of a row with FACTOR_COLUMNS."""
    return FactorRecord(
        id=uuid_of(row["factor_id"]),
        application_id=application_id,
        kind=kind,
        is_enabled=bool(row["is_enabled"]),
        epoch=row["epoch"],
        version=row["version"],
        binding_count=row["binding_count"],
        key=WrappedKey(row["key_id"], row["wrapped_key"]),
        saved_at=to_instant(row["saved_at"]),
        saved_by_id=_id_or_none(row["saved_by_id"]),
    )


def _binding(row: Row, user_id: UUID, application_id: UUID, kind: FactorKind) -> BindingRecord:
    return BindingRecord(
        id=uuid_of(row["binding_id"]),
        user_id=user_id,
        application_id=application_id,
        factor_id=uuid_of(row["factor_id"]),
        kind=kind,
        epoch=row["epoch"],
        sealed_secret=row["sealed_secret"],
        last_time_step=row["last_time_step"],
        bound_at=from_micros(row["bound_at"]),
        last_used_at=to_instant(row["last_used_at"]),
    )


def _id_or_none(value: object) -> UUID | None:
    return None if value is None else uuid_of(value)
