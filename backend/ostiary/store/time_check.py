"""The database's own clock: what servers agree on is compared with it, never decided by it."""

from ostiary.store.statements import is_sqlite, row_of


async def database_micros() -> int | None:
    """Its present instant in microseconds. None: SQLite has the clock of whoever asks."""
    if is_sqlite():
        return None
    row = await row_of("SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT) AS told")
    return int(row["told"]) if row else None
