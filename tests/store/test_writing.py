"""Whether the database takes writes (docs/operations.md, "/readyz")."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from ostiary.store.database import Database, DatabaseAddress
from ostiary.store.statements import rows_of
from ostiary.store.unit_of_work import unit_of_work
from ostiary.store.writing import is_writable


@contextmanager
def not_root() -> Iterator[None]:
    """Permissions mean nothing to root."""
    own = os.geteuid()
    if own == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(own)


async def test_a_database_is_writable(database: Database) -> None:
    assert await is_writable(database.address)


@pytest.mark.parametrize("is_folder", [False, True])
async def test_a_file_or_a_folder_that_is_read_only_is_not(sqlite_url: str, is_folder: bool) -> None:
    path = Path(urlsplit(sqlite_url).path)
    path.parent.chmod(0o755)
    target = path.parent if is_folder else path
    target.chmod(0o555 if is_folder else 0o444)
    with not_root():
        assert not await is_writable(DatabaseAddress(sqlite_url))
    target.chmod(0o700)


@pytest.mark.postgres
async def test_a_standby_or_a_database_set_read_only_is_not(postgres_url: str) -> None:
    database = await Database.open(postgres_url, pool=1)
    with database.bound():
        async with unit_of_work():
            await rows_of("SET TRANSACTION READ ONLY")
            assert not await is_writable(database.address)
    await database.close()
