"""The log: every attack leaves its line, no line can be forged from outside, and none runs in a spreadsheet (E1-E5)."""

import csv
import io
import json

from tests.attack.marks import attack
from tests.attack.siege import Siege
from tests.processes.installation import PASSWORD, wrong_code

FORMULA = '=HYPERLINK("https://evil.example")'


async def _export(siege: Siege, path: str, **wanted: str) -> str:
    bearer = {"Authorization": f"Bearer {siege.admin.token}"}
    answered = await siege.admin.client.get(path, params=wanted, headers=bearer)
    assert answered.status_code == 200, answered.text
    return answered.text


@attack("L-01")
async def test_a_user_agent_runs_in_no_spreadsheet(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    for agent in (FORMULA, "+1+1", "-1", "@SUM(A1)"):
        values = {"clientId": client_id, "email": victim.email, "password": "wrong password"}
        query = "mutation ($i: StartLoginInput!) { startLogin(input: $i) { __typename } }"
        await siege.api.post(query, {"i": values}, User_Agent=agent)
    cells = list(csv.DictReader(io.StringIO(await _export(siege, "/export/audit.csv", email=victim.email))))
    agents = [row["userAgent"] for row in cells if row["type"] == "PASSWORD_AUTHENTICATION"]
    assert f"'{FORMULA}" in agents
    assert not [agent for agent in agents if agent.startswith(("=", "+", "-", "@", "\t"))]


@attack("L-02")
async def test_a_user_agent_writes_no_second_line(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    query = "mutation ($i: StartLoginInput!) { startLogin(input: $i) { __typename } }"
    values = {"clientId": client_id, "email": victim.email, "password": "wrong password"}
    await siege.api.post(query, {"i": values}, User_Agent='x"} {"type": "LOGIN", "result": "SUCCESS')
    lines = (await _export(siege, "/export/audit.jsonl", email=victim.email)).splitlines()
    assert {json.loads(line)["result"] for line in lines if '"PASSWORD_AUTHENTICATION"' in line} == {"FAILURE"}


@attack("L-03")
async def test_an_address_in_the_log_is_the_callers_and_not_what_it_claims(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    liar = siege.from_address(f"203.0.113.9, {siege.address}")
    await liar.start(victim.email, "wrong password", client_id)
    (event, *_) = await siege.admin.events(email=victim.email, types=["PASSWORD_AUTHENTICATION"])
    assert event["ip"] == siege.address


@attack("L-04")
async def test_each_wrong_code_has_one_line_and_so_has_the_lock(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    await siege.lock(victim, client_id)
    reasons = [event["failureReason"] for event in await siege.admin.events(email=victim.email)]
    assert (reasons.count("INVALID_CODE"), reasons.count("ACCOUNT_LOCKED")) == (6, 1)


@attack("L-05")
async def test_no_line_can_be_changed_or_removed_over_the_api(siege: Siege) -> None:
    answered = await siege.admin.post("{ __schema { mutationType { fields { name } } } }")
    names = [field["name"].lower() for field in answered.json()["data"]["__schema"]["mutationType"]["fields"]]
    assert [name for name in names if "event" in name or "audit" in name] == []


@attack("L-06")
async def test_no_secret_of_a_login_is_in_the_log(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    token = await siege.challenge(victim, client_id)
    wrong, code = wrong_code(), await siege.mailed_code(token, victim)
    await siege.api.verify(token, wrong)
    done = await siege.api.verify(token, code)
    exported = await _export(siege, "/export/audit.jsonl", email=victim.email)
    for secret in (PASSWORD, token, done["accessToken"], done["idToken"]):
        assert secret not in exported
    for line in exported.splitlines():
        row = json.loads(line)
        assert code not in (row.get("details") or "")
        assert wrong not in (row.get("details") or "")


@attack("L-07")
async def test_a_filter_that_cannot_be_meant_is_no_empty_log(siege: Siege) -> None:
    bearer = {"Authorization": f"Bearer {siege.admin.token}"}
    for query in ("since=yesterday", "types=NOTHING", "result=MAYBE", "unknown=1", "userId=x"):
        answered = await siege.admin.client.get(f"/export/audit.csv?{query}", headers=bearer)
        assert answered.status_code == 400, query
