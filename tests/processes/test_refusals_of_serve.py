"""`ostiary serve` refuses what is missing or unsafe: exit status 1, one sentence on standard error, nothing served."""

import re
import socket
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.attack.marks import attack
from tests.processes.installation import key_ring
from tests.processes.servers import command
from tests.support.databases import PostgresDatabases, SqliteFiles
from tests.support.postgres import free_port

GOOD = {"public_url": "https://login.example.com", "mail_from": "door@example.com"}


CASES = {
    "no database": ({"database_url": ""}, "OSTIARY_DATABASE_URL"),
    "unknown kind of database": ({"database_url": "mysql://root@localhost/ostiary"}, "OSTIARY_DATABASE_URL"),
    "relative file": ({"database_url": "sqlite://relative.db"}, "OSTIARY_DATABASE_URL"),
    "file in no folder": ({"database_url": "sqlite:////nowhere/at/all/ostiary.db"}, "folder"),
    "file that is no database": ({"database_url": f"sqlite://{__file__}"}, "OSTIARY_DATABASE_URL"),
    "unreachable database": ({"database_url": "postgres://ostiary:pw@127.0.0.1:1/ostiary"}, "does not answer"),
    "no keys": ({"keys": ""}, "ostiary keys generate"),
    "short key": ({"keys": "k1:c2hvcnQ"}, "ostiary keys generate"),
    "sample key": ({"keys": "k1:" + "A" * 43}, "ostiary keys generate"),
    "no key": ({"keys": "changeme"}, "ostiary keys generate"),
    "keys twice": ({"keys_file": "/etc/hostname"}, "not both"),
    "no key file": ({"keys": "", "keys_file": "/nowhere/keys"}, "OSTIARY_KEYS_FILE"),
    "no origin": ({"public_url": ""}, "OSTIARY_PUBLIC_URL"),
    "public http": ({"public_url": "http://login.example.com"}, "https://"),
    "origin with a path": ({"public_url": "https://login.example.com/door"}, "OSTIARY_PUBLIC_URL"),
    "no SMTP": ({"smtp_url": "http://mail.example.com"}, "OSTIARY_SMTP_URL"),
    "unknown SMTP option": ({"smtp_url": "smtp://mail.example.com?starttls=perhaps"}, "OSTIARY_SMTP_URL"),
    "no sender": ({"smtp_url": "smtp://mail.example.com", "mail_from": ""}, "OSTIARY_MAIL_FROM"),
    "no proxies": ({"trusted_proxies": "10.0.0.0/8 and others"}, "OSTIARY_TRUSTED_PROXIES"),
    "no country database": ({"geoip_database": "/nowhere/country.mmdb"}, "OSTIARY_GEOIP_DATABASE"),
    "no connections": ({"database_pool": "0"}, "OSTIARY_DATABASE_POOL must be 1 to 1000"),
    "no time": ({"database_timeout": "0"}, "OSTIARY_DATABASE_TIMEOUT must be 1 to 600"),
    "statements below none": ({"statement_cache": "-1"}, "OSTIARY_STATEMENT_CACHE must be 0 to 10000"),
    "no MMDB": ({"geoip_database": __file__}, "OSTIARY_GEOIP_DATABASE"),
}


def refusal(settings: dict[str, str], *arguments: str) -> str:
    """What the command says on standard error, having refused."""
    held = {"keys": key_ring(), **GOOD, **settings}
    refused = command("serve", "--port", str(free_port()), *arguments, settings={k: v for k, v in held.items() if v})
    assert (refused.returncode, refused.stdout) == (1, ""), refused.stderr
    assert "Traceback" not in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert refused.stderr.startswith("ostiary: ")
    assert refused.stderr.endswith(".\n")
    return refused.stderr


@pytest.fixture(scope="module")
def refusals(sqlite_files: SqliteFiles, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Future[str]]]:
    """All cases, three at a time: a command spends most of its life starting Python."""
    url = sqlite_files.fresh(tmp_path_factory.mktemp("refusals"))
    with ThreadPoolExecutor(3) as pool:
        yield {name: pool.submit(refusal, {"database_url": url} | settings) for name, (settings, _) in CASES.items()}


@pytest.mark.parametrize(("name", "said"), [(name, said) for name, (_, said) in CASES.items()])
@attack("K-01")
def test_a_setting_that_is_missing_or_unsafe_is_refused_by_name(
    name: str, said: str, refusals: dict[str, Future[str]]
) -> None:
    """operations.md, "Settings": the sentence says what to do."""
    assert said in refusals[name].result()


@attack("K-02")
def test_no_sentence_repeats_a_password(sqlite_url: str) -> None:
    """Rule E3: neither the database's nor the mail server's."""
    for settings in (
        {"database_url": "postgres://ostiary:hunter2secret@127.0.0.1:1/ostiary"},
        {"database_url": sqlite_url, "smtp_url": "http://o:hunter2secret@mail.example.com"},
        {"database_url": sqlite_url, "keys": "hunter2secret"},
    ):
        assert "hunter2secret" not in refusal(settings)


@attack("K-03")
def test_a_key_file_that_others_may_read_is_refused(tmp_path: Path, sqlite_url: str) -> None:
    keys = tmp_path / "keys"
    keys.write_text(key_ring())
    keys.chmod(0o644)

    assert "chmod 600" in refusal({"database_url": sqlite_url, "keys": "", "keys_file": str(keys)})


def test_several_workers_on_sqlite_are_refused(sqlite_url: str) -> None:
    assert "--workers 1" in refusal({"database_url": sqlite_url}, "--workers", "2")


def test_a_database_without_its_migrations_is_refused(tmp_path: Path) -> None:
    assert "ostiary migrate" in refusal({"database_url": f"sqlite://{tmp_path / 'new.db'}"})


@pytest.mark.postgres
def test_a_postgres_database_without_its_migrations_is_refused(postgres_databases: PostgresDatabases) -> None:
    url = postgres_databases.empty()

    assert "ostiary migrate" in refusal({"database_url": url})
    postgres_databases.drop(url)


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_port_in_use_is_refused(taken_port: int, sqlite_url: str) -> None:
    said = refusal({"database_url": sqlite_url}, "--port", str(taken_port))

    assert re.search(f"port {taken_port} .*--port", said)


@pytest.mark.parametrize(
    "arguments",
    [
        ["serve", "--port", "70000"],
        ["serves"],
        ["admin", "create"],
        ["demo", "--port", "door"],
    ],
)
def test_wrong_usage_is_told_with_exit_status_2(arguments: list[str]) -> None:
    """operations.md, "Exit status"."""
    used = command(*arguments)

    assert used.returncode == 2
    assert "Traceback" not in used.stderr
