"""Whether the database takes writes at all: a standby or a read-only disk answers reads and fails every login."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ostiary.store.database import DatabaseAddress
from ostiary.store.statements import rows_of


async def is_writable(address: DatabaseAddress) -> bool:
    """By what the server says of a new transaction; SQLite: by file and folder, where WAL keeps its own files."""
    if address.is_sqlite:
        path = Path(unquote(urlsplit(address.url).path))
        return all(os.access(each, os.W_OK, effective_ids=True) for each in (path, path.parent))
    (row,) = await rows_of("SELECT current_setting('transaction_read_only') AS told")
    return bool(row["told"] == "off")
