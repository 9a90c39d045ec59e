"""Confusion: what is one application's is no other's (rules D1-D3, L3; design/security.md)."""

import base64
import json

from tests.attack.marks import attack
from tests.attack.siege import BOTH, Siege
from tests.processes.installation import PASSWORD, now

VIEWER = "{ viewer { email role } }"
NODE = "query ($id: ID!) { node(id: $id) { __typename id } }"


def _claims(id_token: str) -> dict[str, object]:
    """The payload of a JWT, unverified."""
    payload = id_token.split(".")[1]
    found: dict[str, object] = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return found


@attack("C-01")
async def test_the_application_of_a_session_is_its_challenges(siege: Siege) -> None:
    first, second = await siege.application("EMAIL"), await siege.application("EMAIL")
    victim = await siege.victim(first, second)
    token = await siege.challenge(victim, first)
    await siege.challenge(victim, second)
    done = await siege.api.verify(token, await siege.mailed_code(token, victim))
    assert _claims(done["idToken"])["aud"] == first


@attack("C-02")
async def test_a_mailed_code_of_one_login_is_wrong_in_another(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    first, second = [await siege.challenge(victim, client_id) for _ in range(2)]
    code = await siege.mailed_code(first, victim)
    assert (await siege.api.verify(second, code))["__typename"] == "InvalidCode"


@attack("C-04")
async def test_an_app_bound_in_one_application_opens_no_other(siege: Siege) -> None:
    first, second = await siege.application(*BOTH), await siege.application(*BOTH)
    victim = await siege.bound_victim(first)
    assert victim.app is not None
    both = [siege.applications[first], siege.applications[second]]
    await siege.admin.do("setUserApplications", userId=victim.id, applicationIds=both)
    token = await siege.challenge(victim, second)
    assert (await siege.api.verify(token, victim.app.code_at(now()), "OTP"))["__typename"] == "BindingRequired"


@attack("C-05")
async def test_a_session_of_an_application_opens_no_console(siege: Siege) -> None:
    client_id = await siege.application()
    administrator = await siege.victim(client_id)
    await siege.admin.do("setUserRole", userId=administrator.id, role="ADMIN")
    holder = siege.from_address(siege.address, (await siege.start(administrator, client_id))["accessToken"])
    answered = await holder.post("{ users(first: 1) { totalCount } }")
    await siege.admin.do("deleteUser", userId=administrator.id)
    assert answered.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"


@attack("C-09")
async def test_a_reset_in_one_application_leaves_the_other(siege: Siege) -> None:
    first, second = await siege.application(*BOTH), await siege.application(*BOTH)
    victim = await siege.bound_victim(first)
    await siege.admin.do("resetOtp", userId=victim.id, applicationId=siege.applications[second])
    assert len((await siege.admin.user(victim.id))["bindings"]) == 1


@attack("C-10")
async def test_a_switch_of_one_application_leaves_the_other(siege: Siege) -> None:
    first, second = await siege.application(*BOTH), await siege.application(*BOTH)
    victim = await siege.bound_victim(first)
    await siege.turn(second, OTP=False)
    assert len((await siege.admin.user(victim.id))["bindings"]) == 1


@attack("C-13")
async def test_a_client_id_in_other_letters_is_another_application(siege: Siege) -> None:
    client_id = await siege.application()
    victim = await siege.victim(client_id)
    for twin in (client_id.upper(), f"{client_id} ", f"{client_id}\u200b", f"{client_id}%00"):
        assert (await siege.api.start(victim.email, PASSWORD, twin))["__typename"] == "InvalidCredentials"
