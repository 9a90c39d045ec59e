"""Replay: a code, a challenge or a session that has had its use has none left (rules L3, L7, L9, A6)."""

import secrets

from tests.attack.marks import attack
from tests.attack.siege import BOTH, Siege, Victim
from tests.processes.installation import now
from tests.support.authenticator import Authenticator


async def _bound(siege: Siege, *kinds: str) -> tuple[str, Victim, Authenticator]:
    client_id = await siege.application(*kinds or BOTH)
    victim = await siege.bound_victim(client_id)
    assert victim.app is not None
    return client_id, victim, victim.app


async def _enter(siege: Siege, client_id: str, victim: Victim, code: str) -> str:
    """The type of the answer to an OTP code in a new login."""
    answer = await siege.api.verify(await siege.challenge(victim, client_id), code, "OTP")
    return str(answer.get("reason") or answer["__typename"])


@attack("P-01")
async def test_an_app_code_opens_one_login(siege: Siege) -> None:
    client_id, victim, app = await _bound(siege)
    code = app.code_at(now())
    assert await _enter(siege, client_id, victim, code) == "LoginCompleted"
    assert await _enter(siege, client_id, victim, code) == "ALREADY_USED"
    assert await siege.failed_attempts(victim) == 1


@attack("P-02")
async def test_a_used_code_is_used_at_the_other_server_as_well(siege: Siege) -> None:
    client_id, victim, app = await _bound(siege)
    code = app.code_at(now())
    tokens = [await siege.challenge(victim, client_id) for _ in range(2)]
    assert (await siege.far(0).verify(tokens[0], code, "OTP"))["__typename"] == "LoginCompleted"
    assert (await siege.far(1).verify(tokens[1], code, "OTP"))["reason"] == "ALREADY_USED"


@attack("P-03")
async def test_an_older_code_is_spent_by_a_newer_one(siege: Siege) -> None:
    client_id, victim, app = await _bound(siege)
    at = now()
    assert await _enter(siege, client_id, victim, app.code_at(at, steps=1)) == "LoginCompleted"
    assert await _enter(siege, client_id, victim, app.code_at(at)) in {"ALREADY_USED", "JUST_EXPIRED"}


@attack("P-04")
async def test_the_code_that_bound_opens_no_login(siege: Siege) -> None:
    client_id = await siege.application(*BOTH)
    victim = await siege.victim(client_id)
    app = await _bind(siege, client_id, victim)
    (spent,) = (await siege.sql("SELECT last_time_step FROM bindings WHERE user_id = $1", victim.key))[0]
    assert await _enter(siege, client_id, victim, app.code_of_step(spent)) in {"ALREADY_USED", "JUST_EXPIRED"}


@attack("P-05")
async def test_a_code_of_three_steps_ago_is_over(siege: Siege) -> None:
    client_id, victim, app = await _bound(siege)
    assert await _enter(siege, client_id, victim, app.code_at(now(), steps=-3)) == "WRONG"


@attack("P-06")
async def test_a_code_of_three_steps_ahead_is_none_yet(siege: Siege) -> None:
    client_id, victim, app = await _bound(siege)
    assert await _enter(siege, client_id, victim, app.code_at(now(), steps=3)) == "WRONG"


@attack("P-07")
async def test_a_challenge_that_was_passed_opens_nothing_more(siege: Siege) -> None:
    client_id, victim, app = await _bound(siege)
    token = await siege.challenge(victim, client_id)
    await siege.api.verify(token, app.code_at(now()), "OTP")
    again = await siege.api.verify(token, app.code_at(now(), steps=1), "OTP")
    assert again["__typename"] == "ChallengeExpired"
    assert await siege.failed_attempts(victim) == 0


@attack("P-08")
async def test_a_mailed_code_works_once(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    token = await siege.challenge(victim, client_id)
    code = await siege.mailed_code(token, victim)
    assert (await siege.api.verify(token, code))["__typename"] == "LoginCompleted"
    assert (await siege.api.verify(token, code))["__typename"] == "ChallengeExpired"
    other = await siege.challenge(victim, client_id)
    assert (await siege.api.verify(other, code))["__typename"] == "InvalidCode"


@attack("P-09")
async def test_a_mailed_code_is_over_with_its_challenge(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    token = await siege.challenge(victim, client_id)
    code = await siege.mailed_code(token, victim)
    await siege.sql("UPDATE challenges SET expires_at = 1 WHERE user_id = $1", victim.key)
    assert (await siege.api.verify(token, code))["__typename"] == "ChallengeExpired"


@attack("P-10")
async def test_a_session_that_was_signed_out_is_nobodys(siege: Siege) -> None:
    client_id = await siege.application()
    victim = await siege.victim(client_id)
    holder = siege.from_address(siege.address, (await siege.start(victim, client_id))["accessToken"])
    assert (await holder.ask("{ viewer { email } }"))["viewer"] == {"email": victim.email}
    await holder.ask("mutation { signOut { ok } }")
    assert (await holder.ask("{ viewer { email } }"))["viewer"] is None


@attack("P-11")
async def test_a_session_does_not_outlive_its_day_or_its_idle_hour(siege: Siege) -> None:
    client_id = await siege.application()
    victim = await siege.victim(client_id)
    for column in ("expires_at", "last_seen_at"):
        holder = siege.from_address(siege.address, (await siege.start(victim, client_id))["accessToken"])
        await siege.sql(f"UPDATE sessions SET {column} = 1 WHERE user_id = $1", victim.key)
        assert (await holder.ask("{ viewer { email } }"))["viewer"] is None


@attack("P-12")
async def test_a_code_of_a_binding_that_was_reset_opens_nothing(siege: Siege) -> None:
    client_id, victim, app = await _bound(siege)
    await siege.admin.do("resetOtp", userId=victim.id)
    assert await _enter(siege, client_id, victim, app.code_at(now())) == "BindingRequired"


async def _bind(siege: Siege, client_id: str, victim: Victim) -> Authenticator:
    token = await siege.challenge(victim, client_id)
    app = Authenticator.scanning((await siege.api.do("beginOtpBinding", challenge=token))["otpauthUri"])
    codes = {"code": app.code_at(now()), "emailCode": await siege.mailed_code(token, victim)}
    assert (await siege.api.do("confirmOtpBinding", challenge=token, **codes))["__typename"] == "LoginCompleted"
    return app


@attack("P-13")
async def test_a_row_of_before_the_switch_opens_nothing_when_it_is_put_back(siege: Siege) -> None:
    client_id, victim, app = await _bound(siege)
    columns = "id, user_id, application_id, factor_id, kind, epoch, sealed_secret, last_time_step, bound_at"
    (row,) = await siege.sql(f"SELECT {columns} FROM bindings WHERE user_id = $1", victim.key)
    await siege.turn(client_id, OTP=False)
    await siege.turn(client_id, OTP=True)
    await siege.sql("DELETE FROM bindings WHERE user_id = $1", victim.key)
    for epoch in (row[5], row[5] + 1):
        values = ", ".join(f"${number}" for number in range(1, 10))
        await siege.sql(f"INSERT INTO bindings ({columns}) VALUES ({values})", *row[:5], epoch, *row[6:])
        found = await siege.api.post(
            "mutation ($i: VerifyFactorInput!) { verifyFactor(input: $i) { __typename } }",
            {"i": {"challenge": await siege.challenge(victim, client_id), "kind": "OTP", "code": app.code_at(now())}},
        )
        assert "LoginCompleted" not in found.text
        await siege.sql("DELETE FROM bindings WHERE user_id = $1", victim.key)


@attack("P-14")
async def test_a_challenge_handle_that_is_guessed_opens_nothing_and_charges_nobody(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    token = await siege.challenge(victim, client_id)
    near = token[:-1] + ("A" if token[-1] != "A" else "B")
    for guessed in (near, token.lower(), token + "A", secrets.token_urlsafe(32)):
        assert (await siege.guess(guessed))["__typename"] == "ChallengeExpired"
    assert await siege.failed_attempts(victim) == 0
