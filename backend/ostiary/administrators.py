"""`ostiary admin create`: make or promote an administrator from the command line (contract/operations.md)."""

from ostiary.command_line import ACTOR, opened
from ostiary.policy.addresses import is_email
from ostiary.policy.vocabulary import Role
from ostiary.refusals import CommandRefusedError
from ostiary.services.directory import ensure_console
from ostiary.services.new_passwords import password_objection
from ostiary.services.outcomes import LastAdministrator, SubjectMissing, UserChanged
from ostiary.services.roles import ensure_administrator
from ostiary.settings import Settings


async def create_administrator(settings: Settings, email: str, role: Role, password: str) -> str:
    """Do it, and answer a line that says what was done."""
    if not is_email(email):
        raise CommandRefusedError("--email must be one plain address such as admin@example.com.")
    if (objection := password_objection(password, email)) is not None:
        raise CommandRefusedError(f"The password on standard input was refused: {objection}.")
    async with opened(settings) as runtime:
        await ensure_console(runtime)
        made = await ensure_administrator(runtime, ACTOR, email, password, role)
    match made:
        case UserChanged(user):
            return f"{user.email} is {role.value} and signs in to the client id `console`"
        case LastAdministrator():
            raise CommandRefusedError("This is the last administrator: make another one first.")
        case SubjectMissing():
            raise CommandRefusedError("The user was deleted meanwhile: run the command again.")
