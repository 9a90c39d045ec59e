"""What use cases answer. Frozen data; the API maps each to a member of the mutation's union."""

from dataclasses import dataclass
from datetime import datetime

from ostiary.policy.logo import LogoFault
from ostiary.policy.passwords import RefusedPasswordReason
from ostiary.policy.vocabulary import CodeField, FactorKind, InvalidCodeReason, TokenDelivery
from ostiary.store.records import ApiTokenRecord, ApplicationRecord, FactorRecord, UserRecord


@dataclass(frozen=True)
class MailedCodeView:
    """A code that is on its way in a challenge."""

    masked_email: str
    expires_at: datetime
    resend_at: datetime


@dataclass(frozen=True)
class MethodView:
    """A tab of the second step."""

    kind: FactorKind
    is_bound: bool
    masked_email: str | None


@dataclass(frozen=True, repr=False)
class LoginPending:
    """A challenge waits for its second step. `token` is its secret handle."""

    token: str
    client_id: str
    application_name: str
    expires_at: datetime
    attempts_remaining: int
    methods: tuple[MethodView, ...]
    mailed_code: MailedCodeView | None


@dataclass(frozen=True, repr=False)
class LoginCompleted:
    """A session exists. Deliver `access_token` as asked: in the body, or as a cookie."""

    user: UserRecord
    application: ApplicationRecord
    access_token: str
    id_token: str
    expires_at: datetime
    amr: tuple[str, ...]
    delivery: TokenDelivery


@dataclass(frozen=True)
class CredentialsRefused:
    """Unknown, wrong or not assigned: nobody learns which (rule L1)."""


@dataclass(frozen=True)
class AccountLocked:
    """The account is locked."""

    locked_until: datetime


@dataclass(frozen=True)
class RateLimited:
    """Too often."""

    retry_at: datetime


@dataclass(frozen=True)
class CodeRefused:
    """A code was wrong, and the attempt is charged. `wrong_codes`: which of those submitted."""

    attempts_remaining: int
    reason: InvalidCodeReason = InvalidCodeReason.WRONG
    wrong_codes: tuple[CodeField, ...] = (CodeField.CODE,)
    clock_offset_minutes: int | None = None


@dataclass(frozen=True)
class ChallengeEnded:
    """The challenge is unknown, over or used; nothing was charged (rule A6)."""


@dataclass(frozen=True)
class FactorDisabled:
    """The application does not have this factor on (rule L4)."""


@dataclass(frozen=True)
class BindingMissing:
    """The user must bind first."""


@dataclass(frozen=True)
class BindingPresent:
    """The user is bound already; its secret is never shown again (rule L6)."""


@dataclass(frozen=True, repr=False)
class SecretOffered:
    """What the authenticator app is to be given."""

    secret: str
    otpauth_uri: str
    qr_code: str
    expires_at: datetime
    account_name: str


@dataclass(frozen=True)
class MailFailed:
    """The mail could not be handed over; no wait starts (rule L9). `reference` is in our log, beside the reason."""

    reference: str


@dataclass(frozen=True)
class ToggleStaged:
    """The toggle is remembered for its author, or forgotten if it is what is saved anyway."""

    application: ApplicationRecord
    factor: FactorRecord


@dataclass(frozen=True)
class FactorsSaved:
    """The author's toggles apply."""

    application: ApplicationRecord
    removed_bindings: int


@dataclass(frozen=True)
class RemovalUnconfirmed:
    """Saving would destroy so many bindings."""

    binding_count: int


@dataclass(frozen=True)
class EditConflict:
    """Somebody else saved this factor since it was staged; nothing was applied."""

    factor: FactorRecord


@dataclass(frozen=True)
class TogglesDiscarded:
    """The author's toggles are gone."""

    application: ApplicationRecord


@dataclass(frozen=True)
class BindingsReset:
    """The bindings are gone for good."""

    user: UserRecord
    removed_bindings: int


@dataclass(frozen=True)
class UserChanged:
    """The user as it is now."""

    user: UserRecord


@dataclass(frozen=True)
class SessionsEnded:
    """Every session of the user is over, and every login of theirs that waited for its second step."""

    user: UserRecord
    ended_sessions: int


@dataclass(frozen=True)
class OwnAccount:
    """Nobody resets or bypasses their own second step (design/security.md)."""


@dataclass(frozen=True)
class UserDeleted:
    """The user is gone."""

    user: UserRecord


@dataclass(frozen=True)
class ApplicationCreated:
    """The application is there, both factors off."""

    application: ApplicationRecord


@dataclass(frozen=True)
class BrandingSaved:
    """The application looks like this from now on."""

    application: ApplicationRecord


@dataclass(frozen=True)
class BrandingConflict:
    """Somebody else saved the branding since the version that was named; nothing was saved."""

    application: ApplicationRecord


@dataclass(frozen=True)
class LogoRefused:
    """The picture is none that may be shown; nothing was saved. `found`: what may not be there; may be empty."""

    fault: LogoFault
    found: str


@dataclass(frozen=True)
class SubjectMissing:
    """What the request names does not exist."""

    what: str


@dataclass(frozen=True)
class EmailTaken:
    """Another user has this address."""


@dataclass(frozen=True)
class ClientIdTaken:
    """Another application has this client id."""


@dataclass(frozen=True)
class LastAdministrator:
    """Nobody would be left to administer (rule D4)."""


@dataclass(frozen=True)
class RoleInsufficient:
    """The caller's role, or that a program is calling, does not allow it."""


@dataclass(frozen=True, repr=False)
class ApiTokenCreated:
    """The token is there. `secret` is shown this once."""

    token: ApiTokenRecord
    secret: str


@dataclass(frozen=True)
class ApiTokenRevoked:
    """The token opens nothing any more."""

    token: ApiTokenRecord


@dataclass(frozen=True)
class MailChecked:
    """The message was handed over."""

    email: str


@dataclass(frozen=True)
class PasswordRefused:
    """The new password has the right length and is refused all the same; nothing was done."""

    reason: RefusedPasswordReason


@dataclass(frozen=True)
class CurrentPasswordWrong:
    """What was given as the current password is not it."""


@dataclass(frozen=True)
class PasswordReplaced:
    """The new password counts. So many sessions ended."""

    ended_sessions: int


@dataclass(frozen=True)
class ResetRequested:
    """If there is such an account, a link is on its way: nobody learns whether (rule L1)."""


@dataclass(frozen=True)
class ResetLinkEnded:
    """The link is unknown, spent, replaced or too old."""
