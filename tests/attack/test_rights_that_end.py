"""Rights that end at one server while they are used at another: nothing after the answer, nothing half done (D2)."""

import asyncio
import secrets
from datetime import timedelta
from typing import Any

from tests.api.sampling import full_document
from tests.attack.marks import attack
from tests.attack.siege import Siege
from tests.processes.calling import Api
from tests.processes.documents import VIEWER
from tests.processes.installation import now
from tests.processes.live_tail import following

CREATE = "mutation ($i: CreateApplicationInput!) { createApplication(input: $i) { __typename } }"
TOKENS = "{ apiTokens(first: 1) { edges { node { id } } } }"


async def _elsewhere(siege: Siege, number: int, token: str) -> Api:
    """A client of this token at another server with every number."""
    server = siege.installation.servers[number % len(siege.installation.servers)]
    api = siege.installation.api(server, token)
    api.client.headers["X-Forwarded-For"] = siege.address
    return api


async def _made(api: Api, client_id: str) -> bool:
    """Whether the application was made; False: refused as nobody's, or as somebody's without the role."""
    told: dict[str, Any] = (await api.post(CREATE, {"i": {"clientId": client_id, "name": client_id}})).json()
    if "errors" in told:
        assert told["errors"][0]["extensions"]["code"] in ("UNAUTHENTICATED", "FORBIDDEN"), told
        return False
    return bool(told["data"]["createApplication"]["__typename"] == "ApplicationCreated")


@attack("R-20")
async def test_a_token_that_is_revoked_in_the_middle_does_nothing_that_is_not_acknowledged(siege: Siege) -> None:
    ends_at = (now() + timedelta(days=1)).isoformat()
    made = await siege.admin.do("createApiToken", name="racer", role="ADMIN", endsAt=ends_at)
    (edge,) = (await siege.admin.ask(TOKENS))["apiTokens"]["edges"]
    prefix = f"race-{secrets.token_hex(4)}"
    racers = [await _elsewhere(siege, number, made["secret"]) for number in range(12)]
    racing = [asyncio.create_task(_made(api, f"{prefix}-{number}")) for number, api in enumerate(racers)]
    revoked = await siege.admin.ask(full_document("revokeApiToken"), {"input": {"apiTokenId": edge["node"]["id"]}})
    assert revoked["revokeApiToken"]["__typename"] == "ApiTokenRevoked"
    after = [
        await _made(await _elsewhere(siege, number, made["secret"]), f"{prefix}-late-{number}") for number in (0, 1)
    ]
    acknowledged = sum(await asyncio.gather(*racing))
    (kept,) = (await siege.sql("SELECT count(*) FROM applications WHERE client_id LIKE $1", f"{prefix}-%"))[0]
    assert (after, kept) == ([False, False], acknowledged)


@attack("R-22")
async def test_a_role_that_is_taken_in_the_middle_does_nothing_that_is_not_acknowledged(siege: Siege) -> None:
    victim = await siege.victim()
    await siege.admin.do("setUserRole", userId=victim.id, role="ADMIN")
    token = str((await siege.start(victim, "console"))["accessToken"])
    prefix = f"race-{secrets.token_hex(4)}"
    racers = [await _elsewhere(siege, number, token) for number in range(12)]
    racing = [asyncio.create_task(_made(api, f"{prefix}-{number}")) for number, api in enumerate(racers)]
    taken = await siege.admin.do("setUserRole", userId=victim.id, role=None)
    assert taken["__typename"] == "UserRoleSet"
    kept = "SELECT count(*) FROM applications WHERE client_id LIKE $1"
    at_the_answer = await siege.sql(kept, f"{prefix}-%")
    acknowledged = sum(await asyncio.gather(*racing))
    assert [(acknowledged,)] == at_the_answer == await siege.sql(kept, f"{prefix}-%")
    await siege.admin.do("deleteUser", userId=victim.id)


@attack("R-21")
async def test_a_session_that_is_ended_in_the_middle_is_nobodys_from_the_answer_on(
    siege: Siege,
) -> None:
    client_id = await siege.application()
    victim = await siege.victim(client_id)
    token = (await siege.start(victim, client_id))["accessToken"]
    holders = [await _elsewhere(siege, number, token) for number in range(8)]
    using = [asyncio.create_task(api.ask(VIEWER)) for api in holders]
    ended = await siege.admin.ask(full_document("signOutEverywhere"), {"input": {"userId": victim.id}})
    assert ended["signOutEverywhere"]["__typename"] == "SignedOutEverywhere"
    assert [await api.ask(VIEWER) for api in holders] == [{"viewer": None}] * 8
    assert {repr(told) for told in await asyncio.gather(*using)} <= {
        repr({"viewer": None}),
        repr({"viewer": {"email": victim.email}}),
    }


@attack("A-12")
async def test_a_role_that_is_changed_ends_the_live_log_of_a_session_that_goes_on(siege: Siege) -> None:
    """From AUDITOR to HELPDESK the session stays, and sees users; the log is not for it any more."""
    victim = await siege.victim()
    await siege.admin.do("setUserRole", userId=victim.id, role="AUDITOR")
    holder = siege.from_address(siege.address, (await siege.start(victim, "console"))["accessToken"])
    async with following(holder) as tail:
        await siege.admin.do("setUserRole", userId=victim.id, role="HELPDESK")
        await tail.read_to_the_end()
    assert (tail.errors, tail.is_complete) == (["FORBIDDEN"], True)
    assert (await holder.ask(VIEWER))["viewer"] == {"email": victim.email}
    await siege.admin.do("deleteUser", userId=victim.id)
