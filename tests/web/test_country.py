"""Countries come from an offline database; an operator's own takes precedence and a broken one changes nothing (E4)."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from ostiary.web.country import Countries
from tests.web.mmdb import country_database

OURS = {"8.8.8.0/24": "ZZ", "1.0.0.0/8": "AU"}


class Watch:
    """A monotonic clock that the test moves."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "country.mmdb"
    path.write_bytes(country_database(OURS))
    return path


@pytest.mark.parametrize(
    ("ip", "country"),
    [
        ("8.8.8.8", "US"),
        ("2001:4860:4860::8888", "US"),
        ("127.0.0.1", None),
        ("::1", None),
        ("10.1.2.3", None),
        ("192.168.0.1", None),
        ("100.64.0.1", None),
        ("169.254.1.1", None),
        ("fd00::1", None),
        ("0.0.0.0", None),
        ("not an address", None),
        ("", None),
    ],
)
def test_the_bundled_database(ip: str, country: str | None) -> None:
    assert Countries().country_of(ip) == country


def test_an_operators_database_takes_precedence(path: Path) -> None:
    countries = Countries(path)
    assert [countries.country_of(ip) for ip in ("8.8.8.8", "1.2.3.4")] == ["ZZ", "AU"]


def test_what_an_operators_database_does_not_know_is_unknown(path: Path) -> None:
    assert Countries(path).country_of("9.9.9.9") is None
    assert Countries(path).country_of("2001:4860:4860::8888") is None


def test_a_private_address_is_not_looked_up_in_an_operators_database(tmp_path: Path) -> None:
    path = tmp_path / "own.mmdb"
    path.write_bytes(country_database({"10.0.0.0/8": "DE"}))
    assert Countries(path).country_of("10.1.2.3") is None


@pytest.mark.parametrize("row", [{"country_code": "DE"}, {"country": "DE"}, {"country": {"iso_code": "DE"}}])
def test_the_usual_layouts_are_understood(tmp_path: Path, row: dict[str, object]) -> None:
    path = tmp_path / "own.mmdb"
    path.write_bytes(country_database({"8.8.8.0/24": row, "1.0.0.0/8": "AU"}))
    assert Countries(path).country_of("8.8.8.8") == "DE"


@pytest.mark.parametrize("row", [{}, {"country": {}}, {"country": "Germany"}, {"country": {"iso_code": 7}}])
def test_what_is_no_country_code_is_unknown(tmp_path: Path, row: dict[str, object]) -> None:
    path = tmp_path / "own.mmdb"
    path.write_bytes(country_database({"8.8.8.0/24": row}))
    assert Countries(path).country_of("8.8.8.8") is None


def test_a_changed_file_is_opened_again_a_second_later(path: Path, watch: Watch) -> None:
    countries = Countries(path, watch)
    assert countries.country_of("8.8.8.8") == "ZZ"
    path.write_bytes(country_database({"8.8.8.0/24": "YY", "1.0.0.0/8": "AU"}))
    os.utime(path, ns=(1, 1))
    watch.seconds = 0.9
    assert countries.country_of("8.8.8.8") == "ZZ"
    watch.seconds = 1.0
    assert countries.country_of("8.8.8.8") == "YY"


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
