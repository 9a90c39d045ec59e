"""A database as it was while a seal was columns of its event."""

from ostiary.store.database import DatabaseAddress
from ostiary.store.migrating import migrations_for, statements_of
from ostiary.store.statements import rows_of


async def put_seals_back(address: DatabaseAddress) -> None:
    """Undo 0013: what has no sequence waits."""
    [sealed] = [each for each in migrations_for(address) if each.number == 5]
    for statement in statements_of(sealed.sql):
        if "audit_events" in statement:
            await rows_of(statement)
    columns = ("sequence", "subject_salt", "origin_salt", "seal")
    values = ", ".join(
        f"{each} = (SELECT {each} FROM audit_places WHERE event_id = audit_events.id)" for each in columns
    )
    await rows_of(f"UPDATE audit_events SET {values} RETURNING id")
    await rows_of("DROP TABLE audit_places")
    await rows_of("DROP TABLE audit_unsealed")
    await rows_of("DELETE FROM schema_migrations WHERE number = 13 RETURNING number")
