"""The whole database as data, to say of a refusal that nothing changed, and of a success what did."""

from collections.abc import Awaitable, Callable
from typing import Any

from ostiary.store.statements import rows_of

TABLES = (
    "applications",
    "application_logos",
    "factors",
    "users",
    "assignments",
    "staged_toggles",
    "bindings",
    "challenges",
    "mailed_codes",
    "sessions",
    "audit_events",
    "api_tokens",
    "audit_places",
    "audit_unsealed",
    "audit_batches",
    "audit_erasures",
    "audit_horizon",
    "audit_counts",
    "password_guesses",
    "password_resets",
    "mail_delivery",
    "mail_texts",
)

_KEYS = ("id", "key", "number", "event_id", "application_id", "user_id")
State = dict[str, dict[str, dict[str, Any]]]


async def state() -> State:
    """Every row of every table, by table and key."""
    return {table: {_key_of(row): row for row in await rows_of(f"SELECT * FROM {table}")} for table in TABLES}


def _key_of(row: dict[str, Any]) -> str:
    if "minutes" in row:
        return " ".join(str(row[name]) for name in ("minutes", "since", "type", "result"))
    return str(next(row[name] for name in _KEYS if name in row))


def differences(before: State, after: State) -> set[str]:
    """`table+` for added rows, `table-` for removed ones, `table.column` for changed values.

    An event and that it waits for the sealer are told as one, `audit_events+`; as two if one came without the other.
    """
    found: set[str] = set()
    for table in TABLES:
        old, new = before[table], after[table]
        found |= {f"{table}+" for _ in new.keys() - old.keys()} | {f"{table}-" for _ in old.keys() - new.keys()}
        for key in old.keys() & new.keys():
            found |= {f"{table}.{column}" for column in old[key] if old[key][column] != new[key][column]}
    logged, unsealed = (after[table].keys() - before[table].keys() for table in ("audit_events", "audit_unsealed"))
    return found - {"audit_unsealed+"} if logged == unsealed else found


async def changed_by(step: Callable[[], Awaitable[object]]) -> set[str]:
    """What `step` changes in the database."""
    before = await state()
    await step()
    return differences(before, await state())
