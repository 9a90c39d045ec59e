"""Commands of the sealed log and the key ring that are refused, and retention as a setting."""

import pytest

from ostiary.store.database import Database
from ostiary.store.statements import rows_of
from tests.processes.installation import Installation, key_ring
from tests.processes.sealing import until_sealed, verified
from tests.processes.servers import command

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("dropped", ["serve", "check"])
def test_a_key_in_use_cannot_be_dropped(on_sqlite: Installation, dropped: str) -> None:
    on_sqlite.appoint_administrator()
    on_sqlite.settings["keys"] = command("keys", "generate").stdout.strip().replace("k2", "n2", 1)
    arguments = ("serve", "--port", "1") if dropped == "serve" else ("keys", "check")
    refusal = command(*arguments, settings=on_sqlite.settings)
    old = key_ring().split(":")[0]
    assert refusal.returncode == 1
    assert old in (refusal.stderr if dropped == "serve" else refusal.stdout)


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (("audit", "verify", "--anchor", "x"), "An anchor must be"),
        (("audit", "verify", "--anchor", "\x7f" * 10_000), "An anchor must be"),
        (("audit", "verify", "--file", "/nowhere/log"), "--file"),
        (("audit", "verify", "--keys", "/nowhere/keys"), "--keys"),
        (("users", "erase", "--email", "nobody at all"), "--email"),
        (("users", "erase", "--email", "nobody@example.com"), "Nobody has this address"),
    ],
)
def test_what_makes_no_sense_is_refused_with_one_sentence(
    on_sqlite: Installation, arguments: tuple[str, ...], advice: str
) -> None:
    refusal = command(*arguments, settings=on_sqlite.settings)
    assert (refusal.returncode, refusal.stdout) == (1, "")
    assert advice in refusal.stderr
    assert refusal.stderr.count("\n") == 1


async def test_retention_is_a_setting(on_sqlite: Installation) -> None:
    """A day is the least: nothing of today goes, and a setting that makes no sense is refused."""
    on_sqlite.settings["audit_retention_days"] = "0"
    refusal = command("serve", "--port", "1", settings=on_sqlite.settings)
    assert (refusal.returncode, "OSTIARY_AUDIT_RETENTION_DAYS" in refusal.stderr) == (1, True)
    on_sqlite.settings["audit_retention_days"] = "1"
    on_sqlite.appoint_administrator()
    database = await Database.open(on_sqlite.database_url)
    with database.bound():
        await rows_of("UPDATE audit_events SET occurred_at = 1 RETURNING id")
        (server,) = on_sqlite.serve()
        await until_sealed(on_sqlite)
        pruned = command("audit", "prune", "--days", "1", settings=on_sqlite.settings)
        assert pruned.stdout == "1 events removed\n"
        assert await rows_of("SELECT id FROM audit_events WHERE occurred_at = 1") == []
    await database.close()
    assert "removed by retention: events 1 to 1" in verified(on_sqlite)
    assert server.readiness() == 200
