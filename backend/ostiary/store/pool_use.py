"""How busy the connections of this process are, for whoever watches it; asks the database nothing."""

from dataclasses import dataclass
from typing import Any

from tortoise.backends.sqlite.client import SqliteClient
from tortoise.connection import get_connections


@dataclass(frozen=True)
class PoolUse:
    """Connections that are open, those that work, and who waits for one. SQLite has one, which writers share."""

    size: int
    in_use: int
    waiting: int


def pool_use() -> PoolUse:
    """As it is at this moment, of the database that is bound."""
    client: Any = get_connections().get("default")
    if isinstance(client, SqliteClient):
        lock = client._lock  # noqa: SLF001 (neither library tells who waits)
        return PoolUse(1, int(lock.locked()), _pending(lock._waiters))  # noqa: SLF001
    pool = client._pool  # noqa: SLF001
    if pool is None:
        return PoolUse(0, 0, 0)
    return PoolUse(pool.get_size(), pool.get_size() - pool.get_idle_size(), pool.line.waiting)


def _pending(waiters: Any) -> int:
    return sum(not each.done() for each in waiters or ())
