"""The tables as Tortoise models. A test holds them against the migrated schema on both engines.

Models never leave this package: its functions answer the frozen records of `records`.
"""

from tortoise import fields
from tortoise.models import Model

from ostiary.store.audit_models import AuditBatch, AuditCount, AuditErasure, AuditHorizon, AuditPlace, AuditUnsealed
from ostiary.store.instants import InstantField
from ostiary.store.mail_models import SavedMailText

__all__ = [
    "AuditBatch",
    "AuditCount",
    "AuditErasure",
    "AuditHorizon",
    "AuditPlace",
    "AuditUnsealed",
    "SavedMailText",
]  # Tortoise looks for models in this module


class Application(Model):
    """An application; its factors hang on it."""

    id = fields.UUIDField(primary_key=True)
    client_id = fields.CharField(64, unique=True)
    name = fields.CharField(100)
    created_at = InstantField()
    accent = fields.CharField(7, null=True)
    support_url = fields.CharField(500, null=True)
    default_language = fields.CharField(2, null=True)
    branding_version = fields.IntField()
    branding_saved_at = InstantField(null=True)
    branding_saved_by_id = fields.UUIDField(null=True)
    logo_sha256 = fields.CharField(64, null=True)

    class Meta:
        """Table name."""

        table = "applications"


class ApplicationLogo(Model):
    """An application's logo: read to be shown, never with its application."""

    application_id = fields.UUIDField(primary_key=True)
    sha256 = fields.CharField(64)
    content_type = fields.CharField(16)
    content = fields.BinaryField()
    saved_at = InstantField()

    class Meta:
        """Table name."""

        table = "application_logos"


class Factor(Model):
    """One factor of one application. Bindings live while their epoch is the factor's (rule C3)."""

    id = fields.UUIDField(primary_key=True)
    application_id = fields.UUIDField()
    kind = fields.CharField(16)
    is_enabled = fields.BooleanField()
    epoch = fields.IntField()
    version = fields.IntField()
    binding_count = fields.BigIntField()
    key_id = fields.CharField(32)
    wrapped_key = fields.BinaryField()
    saved_at = InstantField(null=True)
    saved_by_id = fields.UUIDField(null=True)

    class Meta:
        """Table name."""

        table = "factors"


class StagedToggle(Model):
    """An administrator's unsaved toggle (rule C1)."""

    id = fields.UUIDField(primary_key=True)
    factor_id = fields.UUIDField()
    application_id = fields.UUIDField()
    kind = fields.CharField(16)
    author_id = fields.UUIDField()
    is_enabled = fields.BooleanField()
    base_version = fields.IntField()
    staged_at = InstantField()

    class Meta:
        """Table name."""

        table = "staged_toggles"


class User(Model):
    """A person, with the account's count of wrong codes."""

    id = fields.UUIDField(primary_key=True)
    email = fields.CharField(254)
    email_key = fields.CharField(254, unique=True)
    password_hash = fields.TextField()
    role = fields.CharField(16, null=True)
    is_bypassed = fields.BooleanField()
    bypass_ends_at = InstantField(null=True)
    bypass_reason = fields.CharField(200, null=True)
    bypassed_at = InstantField(null=True)
    bypassed_by_id = fields.UUIDField(null=True)
    failed_attempts = fields.IntField()
    unaccepted_attempts = fields.IntField()
    locked_until = InstantField(null=True)
    created_at = InstantField()
    last_login_at = InstantField(null=True)

    class Meta:
        """Table name."""

        table = "users"


class Assignment(Model):
    """That a user may sign in to an application (rule D1)."""

    id = fields.UUIDField(primary_key=True)
    user_id = fields.UUIDField()
    application_id = fields.UUIDField()

    class Meta:
        """Table name."""

        table = "assignments"


class Binding(Model):
    """One user's bound instance of a factor in one application (rule D3)."""

    id = fields.UUIDField(primary_key=True)
    user_id = fields.UUIDField()
    application_id = fields.UUIDField()
    factor_id = fields.UUIDField()
    kind = fields.CharField(16)
    epoch = fields.IntField()
    sealed_secret = fields.BinaryField(null=True)
    last_time_step = fields.BigIntField()
    bound_at = InstantField()
    last_used_at = InstantField(null=True)

    class Meta:
        """Table name."""

        table = "bindings"


class Challenge(Model):
    """A login that waits for its second step."""

    id = fields.UUIDField(primary_key=True)
    token_hash = fields.BinaryField()
    user_id = fields.UUIDField()
    application_id = fields.UUIDField()
    state = fields.CharField(16)
    delivery = fields.CharField(16)
    created_at = InstantField()
    expires_at = InstantField()
    pending_binding_id = fields.UUIDField(null=True)
    pending_epoch = fields.IntField(null=True)
    pending_secret = fields.BinaryField(null=True)
    code_key_id = fields.CharField(32, null=True)
    mailed_at = InstantField(null=True)
    session_id = fields.UUIDField(null=True)

    class Meta:
        """Table name."""

        table = "challenges"


class MailedCode(Model):
    """That a code was mailed to an account; ten in an hour are the most (rule L9)."""

    id = fields.UUIDField(primary_key=True)
    user_id = fields.UUIDField()
    mailed_at = InstantField()

    class Meta:
        """Table name."""

        table = "mailed_codes"


class Session(Model):
    """A completed login."""

    id = fields.UUIDField(primary_key=True)
    token_hash = fields.BinaryField()
    user_id = fields.UUIDField()
    application_id = fields.UUIDField()
    binding_id = fields.UUIDField(null=True)
    amr = fields.CharField(64)
    created_at = InstantField()
    last_seen_at = InstantField()
    expires_at = InstantField()
    proven_at = InstantField(null=True)

    class Meta:
        """Table name."""

        table = "sessions"


class AuditEvent(Model):
    """One line of the log, append-only (rule E5)."""

    id = fields.UUIDField(primary_key=True)
    type = fields.CharField(48)
    category = fields.CharField(16)
    occurred_at = InstantField()
    user_id = fields.UUIDField(null=True)
    user_email = fields.CharField(254, null=True)
    user_email_key = fields.CharField(254, null=True)
    actor_id = fields.UUIDField(null=True)
    actor_token_id = fields.UUIDField(null=True)
    actor_name = fields.CharField(100, null=True)
    application_id = fields.UUIDField(null=True)
    ip = fields.CharField(45)
    country = fields.CharField(2, null=True)
    user_agent = fields.CharField(512, null=True)
    result = fields.CharField(8)
    failure_reason = fields.CharField(32, null=True)
    details = fields.TextField()

    class Meta:
        """Table name."""

        table = "audit_events"


class ApiToken(Model):
    """What a program carries instead of a session. Rows stay when the token is over: the log names them."""

    id = fields.UUIDField(primary_key=True)
    token_hash = fields.BinaryField()
    name = fields.CharField(100)
    role = fields.CharField(16)
    created_by_id = fields.UUIDField()
    created_at = InstantField()
    ends_at = InstantField()
    last_used_at = InstantField(null=True)
    last_used_ip = fields.CharField(45, null=True)
    revoked_at = InstantField(null=True)

    class Meta:
        """Table name."""

        table = "api_tokens"


class PasswordReset(Model):
    """A link that sets a new password, the only one of its user."""

    user_id = fields.UUIDField(primary_key=True)
    token_hash = fields.BinaryField()
    expires_at = InstantField()

    class Meta:
        """Table name."""

        table = "password_resets"


class PasswordGuess(Model):
    """Wrong passwords in the running window, per account and address or per address (rule A7)."""

    key = fields.BinaryField(primary_key=True)
    failures = fields.IntField()
    window_ends_at = InstantField()

    class Meta:
        """Table name."""

        table = "password_guesses"


class MailDelivery(Model):
    """The one row that tells how the last delivery ended (rule C5)."""

    id = fields.IntField(primary_key=True)
    last_delivered_at = InstantField(null=True)
    last_failed_at = InstantField(null=True)
    last_failure_reference = fields.CharField(32, null=True)

    class Meta:
        """Table name."""

        table = "mail_delivery"
