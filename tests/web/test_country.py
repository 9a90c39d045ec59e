"""Countries come from an offline database; an operator's own takes precedence and a broken one changes nothing (E4)."""

import os
from pathlib import Path

import pytest

from ostiary.web.country import Countries
from tests.web.conftest import Watch
from tests.web.mmdb import country_database

OURS = {"8.8.8.0/24": "ZZ", "1.0.0.0/8": "AU"}


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
