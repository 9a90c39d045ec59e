"""A PostgreSQL that refuses the greeting, because it is starting, full, ending or without a disk: it is away."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from ostiary.store.away import DatabaseAwayError
from ostiary.store.database import Database
from ostiary.store.unit_of_work import unit_of_work
from tests.attack.marks import attack
from tests.support.postgres import free_port


@asynccontextmanager
async def refusing(code: str) -> AsyncIterator[str]:
    """The address of a PostgreSQL that answers every greeting with this SQLSTATE."""

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        length = int.from_bytes(await reader.readexactly(4), "big")
        if length == 8:  # may we speak TLS? No.
            await reader.readexactly(4)
            writer.write(b"N")
            length = int.from_bytes(await reader.readexactly(4), "big")
        await reader.readexactly(length - 4)
        said = b"SFATAL\0VFATAL\0C" + code.encode() + b"\0Mno\0\0"
        writer.write(b"E" + (len(said) + 4).to_bytes(4, "big") + said)
        await writer.drain()
        writer.close()

    port = free_port()
    server = await asyncio.start_server(refuse, "127.0.0.1", port)
    try:
        yield f"postgres://door:@127.0.0.1:{port}/door"
    finally:
        server.close()


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("57P03", marks=attack("F-14")),
        pytest.param("53300", marks=attack("F-15")),
        pytest.param("57P01", marks=attack("F-16")),
        pytest.param("58030", marks=attack("F-17")),
    ],
    ids=["starting", "full", "ending", "disk"],
)
async def test_a_database_that_refuses_the_greeting_is_away(code: str) -> None:
    async with refusing(code) as url:
        database = await Database.open(url)
        with database.bound(), pytest.raises(DatabaseAwayError):
            async with unit_of_work():
                raise AssertionError("no connection can be had")
        await database.close()
