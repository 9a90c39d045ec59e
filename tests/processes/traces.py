"""Everything that an installation leaves behind, as text to be searched for what must not be there (rule E3)."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import asyncpg

from tests.processes.calling import Api
from tests.processes.installation import Installation

_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?")


async def traces(installation: Installation, admin: Api) -> dict[str, str]:
    """By place: both exports of the log, the metrics, what every server said, every row of the database."""
    bearer = {"Authorization": f"Bearer {admin.token}"}
    found = {path: (await admin.client.get(path, headers=bearer)).text for path in ("/export/audit.csv", "/metrics")}
    found["/export/audit.jsonl"] = (await admin.client.get("/export/audit.jsonl", headers=bearer)).text
    found["events"] = repr(await admin.events())
    for server in installation.servers:
        found[f"output of {server.port}"] = server.said
    found["database"] = await _database(installation.database_url)
    return {place: _INSTANT.sub("", text) for place, text in found.items()}


async def _database(url: str) -> str:
    rows = _sqlite(urlsplit(url).path) if url.startswith("sqlite") else await _postgres(url)
    return "\n".join(" | ".join(_text(value) for value in row) for row in rows)


def _sqlite(path: str) -> list[tuple[Any, ...]]:
    """All rows."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [row for table in tables for row in connection.execute(f"SELECT * FROM {table}")]


async def _postgres(url: str) -> list[tuple[Any, ...]]:
    connection = await asyncpg.connect(url)
    try:
        tables = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return [tuple(row) for (table,) in tables for row in await connection.fetch(f"SELECT * FROM {table}")]
    finally:
        await connection.close()


def _text(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return f"{bytes(value)!r} {bytes(value).hex()}"
    return str(value)


def files_hold(folder: Path, secret: str) -> bool:
    """Whether a file of SQLite holds it anywhere, removed rows included."""
    return any(secret.encode() in path.read_bytes() for path in folder.glob("*.db*"))
