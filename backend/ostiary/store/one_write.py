"""What the writes that are a whole transaction in one statement are made of.

On PostgreSQL such a statement begins with `held`: the rows that it decides about, locked, every guard asked of them.
"""

from collections.abc import Sequence
from typing import Any

from tortoise.backends.base.client import TransactionalDBClient
from tortoise.connection import get_connections

from ostiary.store.audit_events import logged_from
from ostiary.store.statements import Row, all_plain


def client_of_writes() -> Any:
    """The database's client, outside of every transaction."""
    client: Any = get_connections().get("default")
    if isinstance(client, TransactionalDBClient):
        raise RuntimeError("a write that is a transaction does not go into another one")
    return client


async def written(client: Any, sql: str, *values: Any) -> Row | None:
    """The row that one statement on PostgreSQL answers. None: a guard said no, and nothing was changed."""
    rows = await client.execute_query_dict(sql, all_plain(values))
    return rows[0] if rows else None


def numbered(first: int, types: Sequence[str]) -> str:
    """`CAST($first AS …), …`: in a SELECT a parameter has no column to take its type from."""
    return ", ".join(f"CAST(${first + number} AS {kind})" for number, kind in enumerate(types))


def logged(*lines: str) -> str:
    """Parts of the statement: a line of the log with each of these lists of values, if anything is held."""
    return logged_from(" UNION ALL ".join(f"SELECT {values} FROM held" for values in lines))  # noqa: S608 (our words)
