"""What the store answers: frozen, so that nothing above can save a row behind its back."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from ostiary.policy.audit import AuditEventType, AuditResult
from ostiary.policy.branding import Branding
from ostiary.policy.bypass import Bypass
from ostiary.policy.challenge import ChallengeState
from ostiary.policy.lockout import Lockout
from ostiary.policy.mail_templates import MailKind, MailText
from ostiary.policy.vocabulary import FactorKind, FailureReason, Role, TokenDelivery
from ostiary.store.sealing import WrappedKey


@dataclass(frozen=True)
class ApplicationRecord:
    """An application."""

    id: UUID
    client_id: str
    name: str
    created_at: datetime
    branding: Branding = field(default_factory=Branding)
    branding_saved_at: datetime | None = None
    branding_saved_by_id: UUID | None = None


@dataclass(frozen=True)
class FactorRecord:
    """A factor as saved."""

    id: UUID
    application_id: UUID
    kind: FactorKind
    is_enabled: bool
    epoch: int
    version: int
    binding_count: int
    key: WrappedKey
    saved_at: datetime | None
    saved_by_id: UUID | None


@dataclass(frozen=True)
class StagedToggleRecord:
    """An administrator's unsaved toggle."""

    factor_id: UUID
    application_id: UUID
    kind: FactorKind
    author_id: UUID
    is_enabled: bool
    base_version: int


@dataclass(frozen=True)
class UserRecord:
    """A person and the account's count. The password's hash is read by `credentials_of` alone.

    `bypass` is what was set; `policy.bypass` says whether it holds now.
    """

    id: UUID
    email: str
    role: Role | None
    bypass: Bypass | None
    lockout: Lockout
    created_at: datetime
    last_login_at: datetime | None


@dataclass(frozen=True, repr=False)
class CredentialsRecord:
    """What a password is checked against."""

    user: UserRecord
    password_hash: str


@dataclass(frozen=True, repr=False)
class BindingRecord:
    """A live binding: its epoch is its factor's."""

    id: UUID
    user_id: UUID
    application_id: UUID
    factor_id: UUID
    kind: FactorKind
    epoch: int
    sealed_secret: bytes | None
    last_time_step: int
    bound_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, repr=False)
class PendingSecret:
    """A secret offered in a challenge and not bound yet, sealed for the binding that it may become."""

    binding_id: UUID
    epoch: int
    sealed: bytes


@dataclass(frozen=True, repr=False)
class ChallengeRecord:
    """A login challenge, or with `session_id` one by which that session steps up and nobody signs in.

    `code_key_id`: the ring's key of its email code; None: none was mailed.
    """

    id: UUID
    user_id: UUID
    application_id: UUID
    state: ChallengeState
    delivery: TokenDelivery
    created_at: datetime
    expires_at: datetime
    pending: PendingSecret | None
    code_key_id: str | None
    mailed_at: datetime | None
    session_id: UUID | None = None

    @property
    def is_step_up(self) -> bool:
        """Whether it is for a session that is there already."""
        return self.session_id is not None


@dataclass(frozen=True)
class SessionRecord:
    """A completed login of a user in an application. `proven_at`: of the last second step accepted in it."""

    id: UUID
    user_id: UUID
    application_id: UUID
    amr: tuple[str, ...]
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    proven_at: datetime | None


@dataclass(frozen=True)
class AuditEventRecord:
    """One line of the log."""

    id: UUID
    type: AuditEventType
    occurred_at: datetime
    ip: str
    result: AuditResult
    user_id: UUID | None = None
    user_email: str | None = None
    actor_id: UUID | None = None
    application_id: UUID | None = None
    country: str | None = None
    user_agent: str | None = None
    failure_reason: FailureReason | None = None
    actor_token_id: UUID | None = None
    actor_name: str | None = None
    """Of the API token that did it, as it was called then; with it there is no `actor_id`."""
    details: tuple[tuple[str, str], ...] = ()
    """What changed, as names and values: `("bypass", "on")`. Never a secret, code, token or password (E3)."""


@dataclass(frozen=True)
class MailDeliveryRecord:
    """How the last deliveries ended."""

    last_delivered_at: datetime | None
    last_failed_at: datetime | None
    last_failure_reference: str | None
    """The correlation id of the last failure's lines in the server's log."""


@dataclass(frozen=True)
class ApiTokenRecord:
    """An API token. Its secret is nowhere."""

    id: UUID
    name: str
    role: Role
    created_by_id: UUID
    created_at: datetime
    ends_at: datetime
    last_used_at: datetime | None = None
    last_used_ip: str | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True)
class MailTextKey:
    """Which text: of which application, for which mail, in which language (`en`, `zh`)."""

    application_id: UUID
    kind: MailKind
    language: str


@dataclass(frozen=True)
class MailTextRecord:
    """What was saved last. `text`: None: the built-in one holds again."""

    key: MailTextKey
    text: MailText | None
    version: int
    saved_at: datetime
    saved_by_id: UUID | None
