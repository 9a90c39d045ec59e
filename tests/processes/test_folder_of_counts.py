"""PROMETHEUS_MULTIPROC_DIR: made if it is missing, refused if it takes no files, and not looked at by one worker."""

from pathlib import Path

import pytest

from tests.processes.installation import Installation
from tests.processes.metrics import counts
from tests.processes.servers import OSTIARY, Server, command
from tests.support.postgres import free_port

pytestmark = pytest.mark.slow


def serving(installation: Installation, folder: Path, *arguments: str) -> Server:
    server = Server(
        installation.folder, installation.settings, arguments, preload={"PROMETHEUS_MULTIPROC_DIR": str(folder)}
    )
    installation.servers.append(server)
    server.launch()
    server.ready()
    return server


def test_one_worker_counts_in_memory_and_leaves_the_folder_alone(on_sqlite: Installation) -> None:
    there = on_sqlite.folder / "there"
    there.mkdir()
    for folder in (on_sqlite.folder / "missing", there):
        server = serving(on_sqlite, folder, "serve")
        assert list(counts(server, "ostiary_build_info").values()) == [1]
        assert server.terminate() == 0
    assert not (on_sqlite.folder / "missing").exists()
    assert list(there.iterdir()) == []


def test_the_demo_counts_in_memory_too(on_sqlite: Installation) -> None:
    server = serving(on_sqlite, on_sqlite.folder / "missing", "demo", "--data", str(on_sqlite.folder / "demo"))
    assert list(counts(server, "ostiary_build_info").values()) == [1]


@pytest.mark.postgres
def test_a_missing_folder_is_made_for_several_workers(on_postgres: Installation) -> None:
    folder = on_postgres.folder / "missing" / "deeper"
    server = serving(on_postgres, folder, "serve", "--workers", "2")
    assert list(counts(server, "ostiary_build_info").values()) == [1]
    assert list(folder.glob("counter_*.db"))
    assert server.terminate() == 0, "and its workers with it"


@pytest.mark.postgres
@pytest.mark.parametrize("place", ["/proc", "/proc/deeper", f"{OSTIARY}/below/a/file"])
def test_a_folder_that_takes_no_files_is_refused(
    on_postgres: Installation, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", place)
    refused = command("serve", "--workers", "2", "--port", str(free_port()), settings=on_postgres.settings)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == "ostiary: PROMETHEUS_MULTIPROC_DIR cannot be written: correct it or unset it.\n"
