"""Confusion: what is one user's is nobody else's (rules D1, D3; design/security.md)."""

from tests.attack.marks import attack
from tests.attack.siege import BOTH, Siege, Victim
from tests.processes.installation import PASSWORD, now

VIEWER = "{ viewer { email role } }"
NODE = "query ($id: ID!) { node(id: $id) { __typename id } }"


async def _gone(siege: Siege, client_id: str) -> str:
    gone = await siege.victim(client_id)
    await siege.admin.do("deleteUser", userId=gone.id)
    return gone.id


async def _of(siege: Siege, *kinds: str) -> Victim:
    return await siege.victim(await siege.application(*kinds))


@attack("C-03")
async def test_a_code_of_one_user_is_wrong_for_another(siege: Siege) -> None:
    client_id = await siege.application(*BOTH)
    thief, owner = await siege.bound_victim(client_id), await siege.bound_victim(client_id)
    assert thief.app is not None
    token = await siege.challenge(owner, client_id)
    assert (await siege.api.verify(token, thief.app.code_at(now()), "OTP"))["__typename"] == "InvalidCode"


@attack("C-06")
async def test_a_user_without_a_role_does_not_enter_the_console(siege: Siege) -> None:
    victim = await siege.victim()
    assert (await siege.start(victim, "console"))["__typename"] == "InvalidCredentials"


@attack("C-07")
async def test_the_ids_of_others_are_nothing_to_a_user(siege: Siege) -> None:
    client_id = await siege.application()
    victim, other = await siege.victim(client_id), await siege.victim(client_id)
    holder = siege.from_address(siege.address, (await siege.start(victim, client_id))["accessToken"])
    answered = (await holder.post(NODE, {"id": other.id})).json()
    missing = (await holder.post(NODE, {"id": await _gone(siege, client_id)})).json()
    assert answered.get("data", {}).get("node") is None
    assert [e["extensions"]["code"] for e in answered.get("errors", [])] == [
        e["extensions"]["code"] for e in missing.get("errors", [])
    ]


@attack("C-08")
async def test_an_id_of_another_kind_finds_nothing(siege: Siege) -> None:
    client_id = await siege.application()
    victim = await siege.victim(client_id)
    swapped = await siege.admin.do("unlockUser", userId=siege.applications[client_id])
    assert swapped["__typename"] == "NotFound"
    toggled = await siege.admin.do("toggleFactor", applicationId=victim.id, kind="OTP", enabled=True)
    assert toggled["__typename"] == "NotFound"


@attack("C-11")
async def test_who_gets_the_address_of_a_deleted_user_gets_nothing_else(siege: Siege) -> None:
    client_id = await siege.application(*BOTH)
    victim = await siege.bound_victim(client_id)
    assert victim.app is not None
    token = await siege.challenge(victim, client_id)
    done = await siege.api.verify(token, victim.app.code_at(now()), "OTP")
    await siege.admin.do("deleteUser", userId=victim.id)
    ids = [siege.applications[client_id]]
    made = await siege.admin.do("createUser", email=victim.email, password=PASSWORD, applicationIds=ids)
    assert made["user"]["id"] != victim.id
    old = siege.from_address(siege.address, done["accessToken"])
    assert (await old.ask(VIEWER))["viewer"] is None
    again = await siege.api.verify(await siege.challenge(victim, client_id), victim.app.code_at(now(), steps=1), "OTP")
    assert again["__typename"] == "BindingRequired"


@attack("C-12")
async def test_addresses_that_look_alike_are_different_people(siege: Siege) -> None:
    client_id = await siege.application()
    victim = await siege.victim(client_id)
    name = victim.email.partition("@")[0]
    twins = [
        f"{name}@exаmple.com",
        f"{name}@ｅxample.com",
        f" {victim.email}",
        f"{name}+x@example.com",
        f"{name}.@example.com",
    ]
    answers = [await siege.api.start(twin, PASSWORD, client_id) for twin in twins]
    assert {answer["__typename"] for answer in answers} == {"InvalidCredentials"}


@attack("C-14")
async def test_a_secret_moved_into_anothers_row_opens_nothing(siege: Siege) -> None:
    client_id = await siege.application(*BOTH)
    thief, owner = await siege.bound_victim(client_id), await siege.bound_victim(client_id)
    assert thief.app is not None
    sealed = "(SELECT sealed_secret FROM bindings WHERE user_id = $1)"
    await siege.sql(f"UPDATE bindings SET sealed_secret = {sealed} WHERE user_id = $2", thief.key, owner.key)
    token = await siege.challenge(owner, client_id)
    step = {"i": {"challenge": token, "kind": "OTP", "code": thief.app.code_at(now())}}
    answered = await siege.api.post(
        "mutation ($i: VerifyFactorInput!) { verifyFactor(input: $i) { __typename } }", step
    )
    assert "LoginCompleted" not in answered.text
    assert await siege.failed_attempts(owner) == 1


@attack("C-15")
async def test_an_id_token_a_challenge_and_a_code_are_no_sessions(siege: Siege) -> None:
    client_id = await siege.application()
    victim = await siege.victim(client_id)
    done = await siege.start(victim, client_id)
    waiting = await siege.challenge(await _of(siege, "EMAIL"), list(siege.applications)[-1])
    for token in (done["idToken"], waiting, "123456", "null", "undefined"):
        holder = siege.from_address(siege.address, token)
        assert (await holder.ask(VIEWER))["viewer"] is None
