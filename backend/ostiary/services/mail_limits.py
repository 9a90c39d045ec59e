"""How many codes one address may have mailed, and one application may mail (design/security.md, "Flooding").

Beside the account's own limits (rule L9): an address with many stolen passwords floods no city, and an application that
loops spoils nobody's standing with other mail servers. Counted for all replicas together, and across restarts.
"""

from datetime import datetime
from uuid import UUID

from ostiary.policy.limits import MAILS_PER_ADDRESS, MAILS_PER_APPLICATION, GuessLimit
from ostiary.policy.origin import Origin
from ostiary.store.password_guesses import charge_guess, guess_key, take_back_guess


def _limits(origin: Origin, application_id: UUID) -> tuple[tuple[bytes, GuessLimit], ...]:
    return (
        (guess_key("mail from address", origin.ip), MAILS_PER_ADDRESS),
        (guess_key("mail of application", str(application_id)), MAILS_PER_APPLICATION),
    )


async def charge_mail(origin: Origin, application_id: UUID, now: datetime) -> datetime | None:
    """Count one mail under both. An instant: a limit is reached; undo the transaction and mail nothing."""
    waits = [await charge_guess(key, limit, now) for key, limit in _limits(origin, application_id)]
    return max((wait for wait in waits if wait is not None), default=None)


async def take_back_mail(origin: Origin, application_id: UUID) -> None:
    """The mail could not be handed over: it costs nothing (L9)."""
    for key, _ in _limits(origin, application_id):
        await take_back_guess(key)
