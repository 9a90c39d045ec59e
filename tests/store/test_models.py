"""The models are the migrated schema, column by column, on both engines."""

from typing import Any

import pytest
from tortoise import fields
from tortoise.fields.base import Field
from tortoise.models import Model

from ostiary.store import models
from ostiary.store.database import Database
from ostiary.store.instants import InstantField
from ostiary.store.statements import rows_of
from tests.support import rows

TABLES = {
    each._meta.db_table: each
    for each in vars(models).values()
    if isinstance(each, type) and issubclass(each, Model) and each is not Model
}
WORDS: dict[type[Field[Any]], tuple[str, str]] = {
    fields.UUIDField: ("CHAR(36)", "uuid"),
    fields.TextField: ("TEXT", "text"),
    fields.BooleanField: ("BOOLEAN", "boolean"),
    fields.IntField: ("INTEGER", "integer"),
    fields.BigIntField: ("BIGINT", "bigint"),
    fields.BinaryField: ("BLOB", "bytea"),
    InstantField: ("BIGINT", "bigint"),
}


def word_of(field: Field[Any], is_sqlite: bool) -> str:
    if isinstance(field, fields.CharField):
        return f"VARCHAR({field.max_length})" if is_sqlite else f"character varying({field.max_length})"
    return WORDS[type(field)][0 if is_sqlite else 1]


async def columns_of(table: str, is_sqlite: bool) -> dict[str, tuple[str, bool]]:
    """Each column's type and whether it may be null."""
    if is_sqlite:
        told = await rows_of(f"PRAGMA table_info({table})")
        return {row["name"]: (row["type"], not row["notnull"] and not row["pk"]) for row in told}
    told = await rows_of(
        "SELECT attname, format_type(atttypid, atttypmod) AS type, attnotnull FROM pg_attribute "
        "WHERE attrelid = CAST(CAST($1 AS TEXT) AS regclass) AND attnum > 0 AND NOT attisdropped",
        table,
    )
    return {row["attname"]: (row["type"], not row["attnotnull"]) for row in told}


async def tables(is_sqlite: bool) -> set[str]:
    told = await rows_of(
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        if is_sqlite
        else "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()"
    )
    return {row["name"] for row in told if not row["name"].startswith("user_search")}  # derived, and of SQLite alone


@pytest.mark.parametrize("table", TABLES)
async def test_a_model_has_the_columns_of_its_table(database: Database, table: str) -> None:
    is_sqlite = database.address.is_sqlite
    described = {
        field.source_field or name: (word_of(field, is_sqlite), field.null)
        for name, field in TABLES[table]._meta.fields_map.items()
    }
    assert described == await columns_of(table, is_sqlite)


async def test_every_table_has_a_model_but_the_migrations_ledger(database: Database) -> None:
    assert await tables(database.address.is_sqlite) == {*TABLES, "schema_migrations"}
    assert set(rows.TABLES) == set(TABLES), "the tests' own list, by which they look and empty"


async def test_sqlite_keeps_foreign_keys_writes_ahead_and_has_a_cache_for_long_lists(sqlite_url: str) -> None:
    database = await Database.open(sqlite_url)
    with database.bound():
        told = [(await rows_of(f"PRAGMA {name}"))[0] for name in ("foreign_keys", "journal_mode", "synchronous")]
        [cache] = await rows_of("PRAGMA cache_size")
    await database.close()
    assert told == [{"foreign_keys": 1}, {"journal_mode": "wal"}, {"synchronous": 2}]
    assert cache == {"cache_size": -16 * 1024}
