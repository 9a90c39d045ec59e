"""Waiting for the sealers of running servers, and the command that verifies what they sealed."""

import asyncio

from ostiary.store.database import Database
from ostiary.store.statements import rows_of
from tests.processes.installation import Installation
from tests.processes.servers import command


async def unsealed(url: str) -> int:
    database = await Database.open(url)
    try:
        with database.bound():
            return len(await rows_of("SELECT event_id FROM audit_unsealed"))
    finally:
        await database.close()


async def until_sealed(installation: Installation) -> None:
    """Wait for the sealers; they look once a second."""
    for _ in range(300):
        if not await unsealed(installation.database_url):
            return
        await asyncio.sleep(0.2)
    raise AssertionError("nobody seals")


def verified(installation: Installation, *arguments: str) -> str:
    """What `ostiary audit verify` says of a sound log."""
    done = command("audit", "verify", *arguments, settings=installation.settings)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("sound: ")
    return done.stdout
