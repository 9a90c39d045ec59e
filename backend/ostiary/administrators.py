"""`ostiary admin create`: make or promote an administrator from the command line (contract/operations.md)."""

from ostiary.clock import Clock
from ostiary.mail.mailer import NoMailer
from ostiary.policy.addresses import is_email
from ostiary.policy.names import PASSWORD_MAX, PASSWORD_MIN, is_password
from ostiary.policy.origin import Origin
from ostiary.policy.vocabulary import Role
from ostiary.refusals import CommandRefusedError
from ostiary.services.directory import Actor, ensure_console
from ostiary.services.outcomes import LastAdministrator, SubjectMissing, UserChanged
from ostiary.services.passwords import Passwords
from ostiary.services.roles import ensure_administrator
from ostiary.services.runtime import Runtime
from ostiary.settings import Settings
from ostiary.store.database import Database
from ostiary.store.key_ring import parse_key_ring
from ostiary.store.migrating import is_migrated

COMMAND_LINE = Origin("127.0.0.1", None, "ostiary command line")


async def create_administrator(settings: Settings, email: str, role: Role, password: str) -> str:
    """Do it, and answer a line that says what was done."""
    if not is_email(email):
        raise CommandRefusedError("--email must be one plain address such as admin@example.com.")
    if not is_password(password):
        raise CommandRefusedError(
            f"The password on standard input must have {PASSWORD_MIN} to {PASSWORD_MAX} characters."
        )
    key_ring = parse_key_ring(settings.key_ring_text)
    database = await Database.open(settings.database_url, pool=1, statement_cache=settings.statement_cache)
    passwords = Passwords()
    try:
        with database.bound():
            await database.check()
            if not await is_migrated(database.address):
                raise CommandRefusedError("The database is not at this version: run `ostiary migrate` first.")
            runtime = Runtime(Clock(), key_ring, NoMailer(), passwords, "")
            await ensure_console(runtime)
            made = await ensure_administrator(runtime, Actor(None, COMMAND_LINE), email, password, role)
    finally:
        passwords.close()
        await database.close()
    match made:
        case UserChanged(user):
            return f"{user.email} is {role.value} and signs in to the client id `console`"
        case LastAdministrator():
            raise CommandRefusedError("This is the last administrator: make another one first.")
        case SubjectMissing():
            raise CommandRefusedError("The user was deleted meanwhile: run the command again.")
