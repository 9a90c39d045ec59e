"""`ostiary doctor` on settings: every fault at once, and mistakes that nothing refuses (operations.md)."""

from pathlib import Path

import pytest

from ostiary.doctor.finding import Level
from ostiary.doctor.settings_check import check_settings
from ostiary.settings import Settings
from ostiary.store.key_ring import generate_key_ring

GOOD = {
    "database_url": "postgres://ostiary:Gq3vT9@db.example.com/ostiary",
    "keys": generate_key_ring("k1"),
    "public_url": "https://login.example.com",
    "smtp_url": "smtps://mail.example.com",
    "mail_from": "door@example.com",
}


def told(changed: dict[str, str] | None = None, workers: int = 1) -> dict[str, str]:
    """What is not well, by what it is about, with its level."""
    found = check_settings(Settings.model_validate({**GOOD, **(changed or {})}), workers)
    return {each.about: each.level.value for each in found if each.level is not Level.OK}


def test_good_settings_are_well() -> None:
    assert told() == {}


MUCH_WRONG = {"database_url": "mysql://x", "keys": "", "public_url": "", "trusted_proxies": "all", "smtp_url": "x"}


def test_one_fault_does_not_hide_the_next() -> None:
    assert told(MUCH_WRONG) == {
        "OSTIARY_DATABASE_URL": "fault",
        "key ring": "fault",
        "OSTIARY_PUBLIC_URL": "fault",
        "OSTIARY_TRUSTED_PROXIES": "fault",
        "OSTIARY_SMTP_URL": "fault",
    }


@pytest.mark.parametrize(
    ("changed", "about", "level"),
    [
        ({"public_url": "http://localhost:8000"}, "cookies", "warning"),
        ({"trusted_proxies": "10.0.0.0/8, 0.0.0.0/0"}, "proxies", "fault"),
        ({"trusted_proxies": "::/0"}, "proxies", "fault"),
        ({"database_url": "postgres://ostiary:changeme@db/ostiary"}, "database password", "fault"),
        ({"database_url": "postgres://ostiary@db/ostiary"}, "database password", "fault"),
        ({"smtp_url": "", "mail_from": ""}, "mail", "warning"),
        ({"smtp_url": "smtp://mail.example.com"}, "mail encryption", "warning"),
        ({"otp_drift": "3"}, "other settings", "fault"),
        ({"geoip_database": __file__}, "OSTIARY_GEOIP_DATABASE", "fault"),
        ({"geoip_database": "/nowhere/country.mmdb"}, "other settings", "fault"),
    ],
)
def test_a_common_mistake_is_told(changed: dict[str, str], about: str, level: str) -> None:
    assert told(changed) == {about: level}


@pytest.mark.parametrize(
    "url", ["postgres://postgres:@127.0.0.1/ostiary", "postgres://o:@[::1]/o", "postgres://o:x@[::1/o"]
)
def test_a_database_on_this_machine_may_go_without_a_password(url: str) -> None:
    assert "database password" not in told({"database_url": url})


def test_sqlite_with_several_workers_and_a_file_that_others_read(tmp_path: Path) -> None:
    path = tmp_path / "ostiary.db"
    path.touch(0o600)
    assert told({"database_url": f"sqlite://{path}"}, workers=2) == {"workers": "fault"}
    path.chmod(0o644)
    assert told({"database_url": f"sqlite://{path}"}) == {"database file": "warning"}


def test_no_finding_repeats_a_secret() -> None:
    secret = "hunter2secret"
    found = check_settings(
        Settings(
            database_url=f"mysql://o:{secret}@db/o",
            keys=f"k1:{secret}",
            public_url=f"https://o:{secret}@login.example.com",
            smtp_url=f"http://o:{secret}@mail",
        ),
        1,
    )
    assert secret not in "".join(each.as_text() for each in found)
