"""The commands that end by themselves (operations.md, "Commands"): migrate, admin create, keys generate, schema."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.processes.installation import PASSWORD, Installation, key_ring
from tests.processes.servers import command

SCHEMA = Path(__file__).parents[2] / "schema.graphql"
Create = Callable[..., CompletedProcess[str]]


@pytest.fixture
def create(sqlite_url: str) -> Create:
    """`ostiary admin create` at one database."""
    settings = {"database_url": sqlite_url, "keys": key_ring()}

    def create(email: str, *arguments: str, password: str = PASSWORD) -> CompletedProcess[str]:
        return command("admin", "create", "--email", email, *arguments, settings=settings, typed=password + "\n")

    return create


def test_schema_prints_the_committed_schema() -> None:
    printed = command("schema")

    assert (printed.returncode, printed.stdout) == (0, SCHEMA.read_text("utf-8"))


def test_key_rings_are_new_each_time_and_accepted_together(tmp_path: Path) -> None:
    """The first key seals, every key opens: two rings joined are a ring."""
    first, second = (command("keys", "generate").stdout.strip() for _ in range(2))

    assert first != second
    migrated = command("migrate", settings={"database_url": f"sqlite://{tmp_path / 'a.db'}", "keys": first})
    assert migrated.returncode == 0, migrated.stderr


def test_migrate_brings_a_new_database_to_this_version_once(tmp_path: Path) -> None:
    settings = {"database_url": f"sqlite://{tmp_path / 'new.db'}"}

    first, again = (command("migrate", settings=settings) for _ in range(2))

    assert (first.returncode, again.returncode) == (0, 0)
    assert "applied 0001_start" in first.stdout
    assert again.stdout == "nothing to do\n"


def test_migrate_without_a_database_is_refused() -> None:
    refused = command("migrate")

    assert refused.returncode == 1
    assert refused.stderr.startswith("ostiary: Set OSTIARY_DATABASE_URL")
    assert "Traceback" not in refused.stderr


def test_an_administrator_is_made_and_promoted_and_never_the_last_one_demoted(create: Create) -> None:
    """Rules D2, D4."""
    assert create("root@example.com").returncode == 0
    last = create("root@example.com", "--role", "AUDITOR")
    assert (last.returncode, last.stdout) == (1, "")
    assert "last administrator" in last.stderr
    assert create("eve@example.com", "--role", "HELPDESK").returncode == 0
    promoted = create("EVE@example.com", "--role", "ADMIN")
    assert (promoted.returncode, "ADMIN" in promoted.stdout) == (0, True)
    assert create("root@example.com", "--role", "AUDITOR").returncode == 0


@pytest.mark.parametrize("password", ["", "short", "x" * 7, "x" * 5000, "ILoveYou", "root@EXAMPLE.com", "Ostiary-1"])
def test_a_password_of_another_length_or_one_guessed_first_is_refused(create: Create, password: str) -> None:
    refused = create("root@example.com", password=password)

    assert (refused.returncode, refused.stdout) == (1, "")
    assert "password" in refused.stderr
    assert password == "" or password not in refused.stderr


def test_an_address_that_is_none_is_refused(create: Create) -> None:
    assert create("root at example.com").returncode == 1


async def test_an_administrator_made_while_the_server_runs_signs_in_to_the_console(on_sqlite: Installation) -> None:
    """operations.md, "Authentication": administrators log in to client id `console`."""
    on_sqlite.serve()
    on_sqlite.appoint_administrator()

    admin = await on_sqlite.administrator()

    assert (await admin.ask("{ viewer { email role } }"))["viewer"] == {"email": "root@example.com", "role": "ADMIN"}
