"""What commands that look after an installation stand on: its keys and its database, opened and closed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from ostiary.clock import Clock
from ostiary.logs import configure_logs
from ostiary.mail.mailer import NoMailer
from ostiary.policy.origin import Origin
from ostiary.refusals import CommandRefusedError
from ostiary.services.directory import Actor
from ostiary.services.passwords import Passwords
from ostiary.services.runtime import Runtime
from ostiary.settings import Settings
from ostiary.store.database import Database
from ostiary.store.key_ring import parse_key_ring
from ostiary.store.migrating import is_migrated

ACTOR = Actor(None, Origin("127.0.0.1", None, "ostiary command line"))
"""Whom the log names for what is done here."""


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Runtime]:
    """A runtime with the installation's key ring, and its database bound. Refuses one that is not at this version."""
    configure_logs()
    key_ring = parse_key_ring(settings.key_ring_text)
    database = await Database.open(settings.database_url, pool=2, statement_cache=settings.statement_cache)
    passwords = Passwords()
    try:
        with database.bound():
            await database.check()
            if not await is_migrated(database.address):
                raise CommandRefusedError("The database is not at this version: run `ostiary migrate` first.")
            yield Runtime(Clock(), key_ring, NoMailer(), passwords, "")
    finally:
        passwords.close()
        await database.close()
