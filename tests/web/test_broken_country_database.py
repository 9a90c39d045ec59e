"""A country database that breaks while it is in use changes nothing, and the log says so (rule E4)."""

from collections.abc import Callable
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from ostiary.web.country import Countries
from tests.web.conftest import Watch
from tests.web.mmdb import country_database

OURS = {"8.8.8.0/24": "ZZ", "1.0.0.0/8": "AU"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "country.mmdb"
    path.write_bytes(country_database(OURS))
    return path


def broken(path: Path) -> None:
    path.write_bytes(b"not a database")


def cut_short(path: Path) -> None:
    path.write_bytes(country_database(OURS)[:60])


def removed(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def without_its_data(path: Path) -> None:
    whole = country_database(OURS)
    marker = whole.index(b"\xab\xcd\xef")
    path.write_bytes(whole[: marker - 20] + whole[marker:])


@pytest.mark.parametrize("damage", [broken, cut_short, removed, a_folder, without_its_data])
def test_a_broken_file_keeps_the_old_one(path: Path, watch: Watch, damage: Callable[[Path], None]) -> None:
    countries = Countries(path, watch)
    assert countries.country_of("8.8.8.8") == "ZZ"
    damage(path)
    watch.seconds = 5
    with capture_logs() as logged:
        assert countries.country_of("8.8.8.8") == "ZZ"
    assert [line["event"] for line in logged] == ["country_database_unreadable"]


def test_a_file_that_was_never_good_leaves_the_bundled_one(tmp_path: Path) -> None:
    path = tmp_path / "country.mmdb"
    broken(path)
    assert Countries(path).country_of("8.8.8.8") == "US"


def test_a_mended_file_is_used(path: Path, watch: Watch) -> None:
    broken(path)
    countries = Countries(path, watch)
    assert countries.country_of("8.8.8.8") == "US"
    path.write_bytes(country_database(OURS))
    watch.seconds = 1
    assert countries.country_of("8.8.8.8") == "ZZ"
