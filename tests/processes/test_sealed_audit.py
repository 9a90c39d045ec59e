"""The sealed log of running servers: replicas that seal by turns, kill -9, and the commands that look at it."""

import asyncio
import json
import secrets
from pathlib import Path

import httpx2
import pytest

from ostiary.store.database import Database
from ostiary.store.statements import rows_of
from tests.processes.calling import Api
from tests.processes.installation import ADMIN, PASSWORD, Installation, key_ring
from tests.processes.sealing import until_sealed, verified
from tests.processes.servers import Server, command

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def refused(installation: Installation, *arguments: str) -> str:
    """What it says of another one."""
    done = command("audit", "verify", *arguments, settings=installation.settings)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("ostiary: The audit log is not sound: ")
    assert "Traceback" not in done.stderr
    return done.stderr


def roots(servers: list[Server]) -> list[dict[str, object]]:
    """What all of them printed for an anchor."""
    lines = [json.loads(line) for server in servers for line in server.said.splitlines() if line.startswith("{")]
    return sorted((line for line in lines if line["event"] == "audit_root"), key=lambda line: line["sequence"])


async def knock(api: Api, times: int) -> None:
    """Wrong passwords, an event each."""
    try:
        for number in range(times):
            await api.start(f"nobody{number}-{secrets.token_hex(2)}@example.com", PASSWORD, "console")
    except httpx2.TransportError:
        return


async def test_replicas_seal_by_turns_and_a_kill_leaves_a_sound_chain(on_postgres: Installation) -> None:
    """One batch at a time over the whole installation; what a killed sealer had begun does not exist."""
    servers = on_postgres.serve(3)
    on_postgres.appoint_administrator()
    for killed in (servers[0], servers[1]):
        knocking = [knock(api, 15) for api in on_postgres.connect()]

        async def kill(server: Server) -> None:
            await asyncio.sleep(0.5 + secrets.randbelow(1500) / 1000)
            server.kill()

        await asyncio.gather(kill(killed), *knocking)
        killed.launch()
        killed.ready()
    await until_sealed(on_postgres)
    printed = roots(servers)
    assert [line["sequence"] for line in printed] == sorted({line["sequence"] for line in printed})  # type: ignore[type-var]
    anchor = on_postgres.folder / "roots"
    anchor.write_text("".join(json.dumps(line) + "\n" for line in printed), "utf-8")
    assert f"anchors found: {len(printed)}" in verified(on_postgres, "--anchor", str(anchor))


async def test_the_log_of_a_server_is_sealed_exported_and_verified_far_away(
    installation: Installation, tmp_path: Path
) -> None:
    (server,) = installation.serve()
    installation.appoint_administrator()
    admin = await installation.administrator()
    await knock(admin, 3)
    await until_sealed(installation)
    headers = {"Authorization": f"Bearer {admin.token}"}
    exported = await admin.client.get("/export/audit.sealed.jsonl", headers=headers)
    assert exported.status_code == 200
    file, keys = tmp_path / "log.jsonl", tmp_path / "keys.json"
    file.write_bytes(exported.content)
    keys.write_bytes((await admin.client.get("/.well-known/audit-keys.json")).content)
    assert json.loads(keys.read_text("utf-8")) == json.loads(
        command("audit", "keys", settings=installation.settings).stdout
    )
    last = roots([server])[-1]
    far = command("audit", "verify", "--file", str(file), "--keys", str(keys), "--anchor", str(last["root"]))
    assert (far.returncode, far.stderr) == (0, "")
    metrics = (await admin.client.get("/metrics")).text
    assert "ostiary_audit_unsealed_seconds 0.0" in metrics
    assert f"ostiary_audit_sealed_events_total {float(str(last['sequence']))}" in metrics
    assert (await admin.client.get("/export/audit.sealed.jsonl")).status_code == 401


async def test_a_finding_is_one_sentence_and_status_one(installation: Installation) -> None:
    installation.serve()
    installation.appoint_administrator()
    await until_sealed(installation)
    assert "not sealed" not in verified(installation)
    database = await Database.open(installation.database_url)
    with database.bound():
        first = "id = (SELECT event_id FROM audit_places WHERE sequence = 1)"
        await rows_of(f"UPDATE audit_events SET ip = '198.51.100.1' WHERE {first} RETURNING id")
    await database.close()
    assert refused(installation).startswith("ostiary: The audit log is not sound: edited: event 1 (")


async def test_a_user_is_erased_and_keys_are_rotated_while_the_server_runs(installation: Installation) -> None:
    (server,) = installation.serve()
    installation.appoint_administrator()
    admin = await installation.administrator()
    await installation.application(admin, "OTP")
    await installation.user(admin, "ana@example.com")
    erased = command("users", "erase", "--email", "ana@example.com", settings=installation.settings)
    assert (erased.returncode, "events name nobody any more" in erased.stdout) == (0, True)
    assert [event for event in await admin.events() if event["userEmail"] == "ana@example.com"] == []
    newer = command("keys", "generate").stdout.strip().replace("k2", "n2", 1)
    installation.settings["keys"] = f"{newer},{key_ring()}"
    old, new = key_ring().split(":")[0], newer.split(":")[0]
    rotated = command("keys", "rotate", settings=installation.settings)
    assert rotated.returncode == 0, rotated.stderr
    assert rotated.stdout.startswith(f"4 data keys wrapped anew under {new}\n{old}: ")
    assert "wrapped 4 of 4 data keys anew" in rotated.stderr
    # Once every server has the new key first, nothing needs the old one.
    server.terminate()
    server.settings = dict(installation.settings)
    server.launch()
    server.ready()
    again = command("keys", "rotate", settings=installation.settings)
    assert f"{old}: no longer in use" in again.stdout
    installation.settings["keys"] = newer
    checked = command("keys", "check", settings=installation.settings)
    assert (checked.returncode, checked.stdout) == (
        0,
        "4 data keys open\n0 bound secrets open\n0 offered secrets open\n",
    )
    await until_sealed(installation)
    verified(installation)
    assert (await installation.api(server).start(ADMIN, PASSWORD, "console"))["__typename"] == "LoginCompleted"
