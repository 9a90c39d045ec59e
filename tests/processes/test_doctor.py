"""`ostiary doctor` at a running installation (docs/operations.md, "Doctor"): exit status, JSON, words, no secrets."""

import json
from typing import Any

import httpx2
import pytest

from ostiary.store.key_ring import generate_key_ring
from tests.processes.installation import ADMIN, Installation, key_ring
from tests.processes.servers import command

pytestmark = pytest.mark.slow


def examined(installation: Installation, *arguments: str, **changed: str) -> tuple[int, dict[str, str]]:
    """Exit status, and what is not well, by what it is about."""
    done = command("doctor", "--json", *arguments, settings=installation.settings | changed)
    report: dict[str, Any] = json.loads(done.stdout)
    assert report["isSound"] is (done.returncode == 0), done.stderr
    assert "Traceback" not in done.stderr
    found = [each for each in report["findings"] if each["level"] != "ok"]
    assert all(each["advice"].endswith(".") for each in found)
    return done.returncode, {each["about"]: each["level"] for each in found}


def test_a_setting_that_is_no_number_is_one_finding_among_the_others(on_sqlite: Installation) -> None:
    on_sqlite.settings |= {"database_pool": "many", "otp_drift": "one", "geoip_database": __file__}
    status, found = examined(on_sqlite)
    wrong = ("OSTIARY_DATABASE_POOL", "OSTIARY_OTP_DRIFT", "OSTIARY_GEOIP_DATABASE")
    assert (status, found) == (1, {**dict.fromkeys(wrong, "fault"), "cookies": "warning", "way": "warning"})


def test_an_installation_is_examined(on_sqlite: Installation) -> None:
    (server,) = on_sqlite.serve()
    on_sqlite.settings |= {"public_url": server.url}
    server.terminate()
    server.settings = on_sqlite.settings
    server.launch()
    server.ready()

    assert examined(on_sqlite, "--mail", ADMIN) == (0, {"cookies": "warning"})
    assert on_sqlite.smtp is not None
    assert [message["Subject"] for message in on_sqlite.smtp.to(ADMIN)] == ["Mail from Ostiary arrives"]

    answered = httpx2.get(f"{server.url}/healthz", headers={"X-Ostiary-Doctor": "k.1.x"})
    assert answered.json() == {"status": "ok"}, "strangers learn nothing"

    on_sqlite.smtp.is_refusing = True
    nowhere = "smtp://127.0.0.1:1"
    status, found = examined(on_sqlite, keys=generate_key_ring("k9") + "," + key_ring(), smtp_url=nowhere)
    assert (status, found) == (1, {"cookies": "warning", "mail": "fault", "way": "fault"}), "not that server's ring"

    said = command("doctor", "--url", "http://127.0.0.1:1", settings=on_sqlite.settings)
    assert said.returncode == 0
    assert (
        "warning  way: nobody answers at http://127.0.0.1:1 (ConnectionRefusedError)\n         -> Start" in said.stdout
    )
    assert key_ring().partition(":")[2] not in said.stdout + said.stderr
