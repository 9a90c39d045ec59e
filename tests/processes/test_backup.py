"""Backup and restore as docs/operations.md says: a dump, a new database, the same keys, one login."""

import json
import sqlite3
import subprocess
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from ostiary.store.key_ring import generate_key_ring
from tests.processes.installation import PASSWORD, Installation, now
from tests.processes.servers import command
from tests.support.databases import PostgresDatabases
from tests.support.postgres import PROGRAMS

pytestmark = pytest.mark.slow

DOCUMENT = (Path(__file__).parents[2] / "docs" / "operations.md").read_text("utf-8")
PG_DUMP = 'pg_dump --format=custom --file=ostiary.dump "$OSTIARY_DATABASE_URL"'
PG_RESTORE = 'pg_restore --no-owner --exit-on-error --dbname="$OSTIARY_DATABASE_URL" ostiary.dump'
VACUUM_INTO = "VACUUM INTO '{}'"
AFTERWARDS = "DELETE FROM sessions; DELETE FROM challenges;"


def test_the_document_says_what_is_done_here() -> None:
    for said in (PG_DUMP, PG_RESTORE, VACUUM_INTO.format("/backup/ostiary.db"), AFTERWARDS):
        assert said in DOCUMENT


def run(line: str, url: str, folder: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f'PATH="{PROGRAMS}:$PATH"; {line}'],
        env={"OSTIARY_DATABASE_URL": url, "PATH": "/usr/bin:/bin"},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def dump(installation: Installation) -> None:
    """While the server runs."""
    url = installation.database_url
    if url.startswith("postgres"):
        run(PG_DUMP, url, installation.folder)
        return
    with closing(sqlite3.connect(urlsplit(url).path)) as connection:
        connection.execute(VACUUM_INTO.format(installation.folder / "backup.db"))


def restore(installation: Installation, url: str) -> None:
    """Into a new database, then the two statements."""
    if url.startswith("postgres"):
        run(PG_RESTORE, url, installation.folder)
        run(f'psql --quiet "$OSTIARY_DATABASE_URL" --command="{AFTERWARDS}"', url, installation.folder)
        return
    path = Path(urlsplit(url).path)
    (installation.folder / "backup.db").rename(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(AFTERWARDS)


def doctor(installation: Installation, **changed: str) -> tuple[int, dict[str, str]]:
    """Exit status, and what was told of the keys and the schema."""
    done = command("doctor", "--json", settings=installation.settings | changed)
    found = {each["about"]: each["level"] for each in json.loads(done.stdout)["findings"]}
    return done.returncode, {about: found[about] for about in ("schema", "keys")}


@pytest.fixture
def new_url(installation: Installation, postgres_databases: PostgresDatabases) -> str:
    """Where to restore to."""
    if installation.database_url.startswith("postgres"):
        return postgres_databases.empty()
    return f"sqlite://{installation.folder}/restored.db"


async def test_a_restored_installation_signs_its_users_in_with_the_same_keys_alone(
    installation: Installation, new_url: str
) -> None:
    (server,) = installation.serve()
    installation.appoint_administrator()
    admin = await installation.administrator()
    await installation.application(admin, "OTP")
    await installation.user(admin, "ann@example.com")
    app = await installation.bind(installation.api(server), "ann@example.com")
    dump(installation)
    server.kill()
    restore(installation, new_url)

    restored = Installation(installation.folder, new_url, installation.smtp)
    installation.servers += (servers := restored.serve())
    api = installation.api(servers[0])
    challenge = await api.challenge("ann@example.com", PASSWORD)
    completed = await api.verify(challenge, app.code_at(now() + timedelta(seconds=30)), "OTP")
    assert completed["__typename"] == "LoginCompleted"
    old_session = await api.post("{ viewer { email } }", Authorization=f"Bearer {admin.token}")
    assert old_session.json() == {"data": {"viewer": None}}
    assert doctor(restored) == (0, {"schema": "ok", "keys": "ok"})
    assert doctor(restored, keys=generate_key_ring("other")) == (1, {"schema": "ok", "keys": "fault"})
    same_name = generate_key_ring(restored.settings["keys"].partition(":")[0])
    assert doctor(restored, keys=same_name) == (1, {"schema": "ok", "keys": "fault"})
    assert command("serve", settings=restored.settings | {"keys": generate_key_ring("other")}).returncode == 1
