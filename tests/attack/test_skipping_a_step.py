"""State skipping: no login is completed without its steps, nor by a state that nobody saved (rules L2-L4, C1)."""

from tests.attack.marks import attack
from tests.attack.siege import BOTH, Siege
from tests.processes.installation import now

NO_TOKEN = "x" * 43
OF_A_LOGIN = ("beginOtpBinding", "sendEmailCode", "verifyFactor", "confirmOtpBinding")


async def _send(siege: Siege, name: str, token: str) -> str:
    more = {
        "verifyFactor": {"kind": "OTP", "code": "123456"},
        "confirmOtpBinding": {"code": "123456", "emailCode": "123456"},
    }.get(name, {})
    return str((await siege.api.do(name, challenge=token, **more))["__typename"])


@attack("S-01")
async def test_no_step_can_be_taken_without_the_password(siege: Siege) -> None:
    assert {await _send(siege, name, NO_TOKEN) for name in OF_A_LOGIN} == {"ChallengeExpired"}


@attack("S-09")
async def test_a_factor_that_is_off_completes_nothing(siege: Siege) -> None:
    client_id = await siege.application("OTP")
    victim = await siege.bound_victim(client_id)
    token = await siege.challenge(victim, client_id)
    assert (await siege.guess(token, "EMAIL"))["__typename"] == "FactorUnavailable"
    assert (await siege.api.do("sendEmailCode", challenge=token))["__typename"] == "FactorUnavailable"
    assert await siege.failed_attempts(victim) == 0


@attack("S-10")
async def test_a_factor_turned_off_meanwhile_completes_nothing(siege: Siege) -> None:
    client_id = await siege.application(*BOTH)
    victim = await siege.bound_victim(client_id)
    assert victim.app is not None
    token = await siege.challenge(victim, client_id)
    await siege.turn(client_id, OTP=False)
    answer = await siege.api.verify(token, victim.app.code_at(now()), "OTP")
    assert answer["__typename"] == "FactorUnavailable"


@attack("S-13")
async def test_a_switch_that_nobody_saved_lets_nobody_in(siege: Siege) -> None:
    client_id = await siege.application("OTP")
    victim = await siege.victim(client_id)
    staged = await siege.admin.do(
        "toggleFactor", applicationId=siege.applications[client_id], kind="OTP", enabled=False
    )
    assert staged["__typename"] == "FactorToggled"
    assert (await siege.start(victim, client_id))["__typename"] == "LoginChallenge"


@attack("S-14")
async def test_a_deleted_user_finishes_no_login(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    token = await siege.challenge(victim, client_id)
    code = await siege.mailed_code(token, victim)
    await siege.admin.do("deleteUser", userId=victim.id)
    assert (await siege.api.verify(token, code))["__typename"] == "ChallengeExpired"


@attack("S-15")
async def test_a_user_who_is_shown_out_of_an_application_finishes_no_login_there(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    token = await siege.challenge(victim, client_id)
    code = await siege.mailed_code(token, victim)
    await siege.admin.do("setUserApplications", userId=victim.id, applicationIds=[])
    assert (await siege.api.verify(token, code))["__typename"] == "ChallengeExpired"


@attack("S-16")
async def test_a_bypassed_login_claims_the_password_alone(siege: Siege) -> None:
    client_id = await siege.application(*BOTH)
    victim = await siege.victim(client_id)
    await siege.admin.do("setMfaBypass", userId=victim.id, bypassed=True)
    assert (await siege.start(victim, client_id))["amr"] == ["pwd"]


@attack("S-17")
async def test_an_email_code_does_not_claim_to_be_an_otp(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    token = await siege.challenge(victim, client_id)
    done = await siege.api.verify(token, await siege.mailed_code(token, victim))
    assert done["amr"] == ["pwd", "email", "mfa"]


@attack("S-18")
async def test_a_code_before_any_mail_is_never_right(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    token = await siege.challenge(victim, client_id)
    assert [(await siege.api.verify(token, code))["__typename"] for code in ("000000", "", "      ")] == [
        "InvalidCode"
    ] * 3
