"""What refuses a command: each becomes one sentence on standard error (contract/operations.md, "Exit status")."""

from ostiary.mail.smtp_url import MailRefusedError
from ostiary.services.audit_file import AuditFileRefusedError
from ostiary.services.audit_signing import AuditKeysRefusedError
from ostiary.services.audit_verifying import AnchorRefusedError
from ostiary.settings import SettingsRefusedError
from ostiary.store.database import DatabaseRefusedError
from ostiary.store.key_ring import KeyRingRefusedError
from ostiary.store.migrating import MigrationRefusedError


class CommandRefusedError(Exception):
    """A command will not do it; the message says what to do."""


REFUSALS = (
    CommandRefusedError,
    SettingsRefusedError,
    KeyRingRefusedError,
    DatabaseRefusedError,
    MigrationRefusedError,
    MailRefusedError,
    AuditFileRefusedError,
    AuditKeysRefusedError,
    AnchorRefusedError,
)
