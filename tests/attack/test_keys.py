"""Sealed values that are put elsewhere, straight in the database: nothing opens, nobody comes in, and put back all is
well (design/security.md, "At rest"; rule C3)."""

from typing import Any

from tests.attack.marks import attack
from tests.attack.siege import BOTH, Siege, Victim
from tests.processes.installation import now
from tests.support.authenticator import Authenticator

BINDING = (
    "SELECT b.id, b.sealed_secret FROM bindings b JOIN applications a ON a.id = b.application_id WHERE b.user_id = $1"
)
VERIFY = "mutation ($i: VerifyFactorInput!) { verifyFactor(input: $i) { __typename } }"


async def app_code(siege: Siege, victim: Victim, client_id: str, server: int = 0, steps: int = 0) -> str:
    """What a right app code brings: the type, or the error's code where the login fails closed."""
    assert victim.app is not None
    api = siege.far(server)
    token = await siege.challenge(victim, client_id, api)
    sent = {"challenge": token, "kind": "OTP", "code": victim.app.code_at(now(), steps=steps)}
    told: dict[str, Any] = (await api.post(VERIFY, {"i": sent})).json()
    if "errors" in told:
        return str(told["errors"][0]["extensions"]["code"])
    return str(told["data"]["verifyFactor"]["__typename"])


async def swap_keys(siege: Siege, one: str, other: str) -> None:
    """Exchange the OTP data keys of two applications."""
    found = {
        client_id: (
            await siege.sql(
                "SELECT f.id, f.wrapped_key FROM factors f JOIN applications a ON a.id = f.application_id "
                "WHERE a.client_id = $1 AND f.kind = 'OTP'",
                client_id,
            )
        )[0]
        for client_id in (one, other)
    }
    for client_id, source in ((one, other), (other, one)):
        await siege.sql(
            "UPDATE factors SET wrapped_key = $2 WHERE id = $1", found[client_id][0], bytes(found[source][1])
        )


@attack("K-04")
async def test_a_data_key_in_another_factors_row_opens_nothing_and_put_back_all_is_well(siege: Siege) -> None:
    one, other = await siege.application("OTP"), await siege.application("OTP")
    victim = await siege.bound_victim(one)
    await swap_keys(siege, one, other)
    assert [await app_code(siege, victim, one, server) for server in (0, 1)] == ["INTERNAL_SERVER_ERROR"] * 2
    assert await siege.failed_attempts(victim) == 2
    assert all("sealed_value_does_not_open" in server.said for server in siege.installation.servers)
    await swap_keys(siege, one, other)
    assert await app_code(siege, victim, one) == "LoginCompleted"


async def bind(siege: Siege, victim: Victim, client_id: str) -> None:
    """The victim's app shows this application's codes from now on."""
    token = await siege.challenge(victim, client_id)
    victim.app = Authenticator.scanning((await siege.api.do("beginOtpBinding", challenge=token))["otpauthUri"])
    pair = {"code": victim.app.code_at(now()), "emailCode": await siege.mailed_code(token, victim)}
    bound = await siege.api.do("confirmOtpBinding", challenge=token, **pair)
    assert bound["__typename"] == "LoginCompleted"


@attack("K-05")
async def test_the_same_users_secret_of_another_application_opens_nothing_here(siege: Siege) -> None:
    one, other = await siege.application("OTP"), await siege.application("OTP")
    victim = await siege.victim(one, other)
    await bind(siege, victim, one)
    await bind(siege, victim, other)
    here = await siege.sql(f"{BINDING} AND a.client_id = $2", victim.key, one)
    there = await siege.sql(f"{BINDING} AND a.client_id = $2", victim.key, other)
    await siege.sql(
        "UPDATE bindings SET sealed_secret = $2, last_time_step = 0 WHERE id = $1", here[0][0], bytes(there[0][1])
    )
    assert await app_code(siege, victim, one) == "INTERNAL_SERVER_ERROR"


@attack("K-06")
async def test_bindings_of_a_restored_table_are_dead_on_every_server(siege: Siege) -> None:
    client_id = await siege.application(*BOTH)
    victim = await siege.bound_victim(client_id)
    kept = await siege.sql("SELECT * FROM bindings WHERE user_id = $1", victim.key)
    await siege.turn(client_id, OTP=False)
    await siege.turn(client_id, OTP=True)
    await siege.sql("DELETE FROM bindings WHERE user_id = $1", victim.key)
    listed = ", ".join(f"${number}" for number in range(1, len(kept[0]) + 1))
    await siege.sql(f"INSERT INTO bindings VALUES ({listed})", *kept[0])
    assert [await app_code(siege, victim, client_id, server) for server in (0, 1)] == ["BindingRequired"] * 2
    epoch = "(SELECT epoch FROM factors WHERE id = bindings.factor_id)"
    await siege.sql(f"UPDATE bindings SET epoch = {epoch}, last_time_step = 0 WHERE user_id = $1", victim.key)
    assert await app_code(siege, victim, client_id) == "INTERNAL_SERVER_ERROR"
