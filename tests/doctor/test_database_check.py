"""`ostiary doctor` on the database: version, writes, time, keys (docs/operations.md, "Doctor")."""

from pathlib import Path

import pytest

from ostiary.doctor import database_check
from ostiary.doctor.database_check import check_database
from ostiary.policy.vocabulary import FactorKind
from ostiary.settings import Settings
from ostiary.store.database import Database
from ostiary.store.key_ring import KeyRing, generate_key_ring
from ostiary.store.statements import rows_of
from tests.support.passing_time import Hands
from tests.support.scene import Scene


async def told(url: str, keys: str = "") -> dict[str, str]:
    """By what it is about: the level, and what was told."""
    found = await check_database(Settings(database_url=url, keys=keys or generate_key_ring("k1")))
    return {each.about: f"{each.level.value}: {each.told}" for each in found}


async def test_a_sound_database(database_url: str) -> None:
    found = await told(database_url)
    assert {about: text.partition(":")[0] for about, text in found.items()} == dict.fromkeys(
        ["database", "schema", "writes", "clock", "keys"], "ok"
    )


async def test_another_installation_s_ring(scene: Scene, database_url: str, key_ring: KeyRing) -> None:
    await scene.application(FactorKind.OTP)
    found = await told(database_url)
    assert found["keys"].startswith("fault: ")


async def test_a_database_that_does_not_answer() -> None:
    found = await told("postgres://o:x@127.0.0.1:1/o")
    assert found == {"database": "fault: no connection"}


async def test_a_file_that_is_not_there_is_told_and_not_made(tmp_path: Path) -> None:
    path = tmp_path / "ostiary.db"
    missing = {"database": "fault: there is none to be seen at that path"}
    assert await told(f"sqlite://{path}") == missing
    assert list(tmp_path.iterdir()) == []
    path.touch()
    assert await told(f"sqlite://{path}") == missing
    assert path.read_bytes() == b"", "SQLite would make a database of it"
    assert await told(f"sqlite://{tmp_path}") == missing


async def test_an_older_and_a_newer_schema(database_url: str) -> None:
    database = await Database.open(database_url)
    with database.bound():
        await rows_of(
            "INSERT INTO schema_migrations (number, name, checksum) VALUES (9999, 'later', 'x') RETURNING number"
        )
        newer = await told(database_url)
        newest = "(SELECT MAX(number) FROM schema_migrations WHERE number < 9999)"
        await rows_of(f"DELETE FROM schema_migrations WHERE number IN (9999, {newest}) RETURNING number")
        older = await told(database_url)
        await database.close()
    assert newer["schema"] == "fault: does not fit this version"
    assert older["schema"] == "fault: older than this version"
    assert "keys" not in newer | older


@pytest.mark.parametrize(("seconds", "level"), [(1, "ok"), (3, "warning"), (60, "fault"), (-60, "fault")])
async def test_a_database_whose_clock_differs(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, seconds: int, level: str
) -> None:
    async def told_by_the_database() -> int:
        return int((Hands().clock.now()).timestamp() * 1_000_000) + seconds * 1_000_000

    monkeypatch.setattr(database_check, "database_micros", told_by_the_database)
    monkeypatch.setattr(database_check, "Clock", lambda: Hands().clock)
    assert (await told(sqlite_url))["clock"].startswith(level)
