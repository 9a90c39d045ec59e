"""State skipping: no step of a first binding can be left out (rules L5, L6)."""

from tests.attack.marks import attack
from tests.attack.siege import BOTH, Siege
from tests.processes.installation import now, wrong_code
from tests.support.authenticator import Authenticator

NO_TOKEN = "x" * 43
OF_A_LOGIN = ("beginOtpBinding", "sendEmailCode", "verifyFactor", "confirmOtpBinding")


async def _send(siege: Siege, name: str, token: str) -> str:
    more = {
        "verifyFactor": {"kind": "OTP", "code": "123456"},
        "confirmOtpBinding": {"code": "123456", "emailCode": "123456"},
    }.get(name, {})
    return str((await siege.api.do(name, challenge=token, **more))["__typename"])


@attack("S-02")
async def test_a_code_is_no_binding(siege: Siege) -> None:
    client_id = await siege.application("OTP")
    victim = await siege.victim(client_id)
    token = await siege.challenge(victim, client_id)
    assert await _send(siege, "verifyFactor", token) == "BindingRequired"
    assert await siege.failed_attempts(victim) == 0


@attack("S-03")
async def test_what_was_not_begun_cannot_be_confirmed(siege: Siege) -> None:
    client_id = await siege.application("OTP")
    victim = await siege.victim(client_id)
    token = await siege.challenge(victim, client_id)
    await siege.mailed_code(token, victim)
    assert await _send(siege, "confirmOtpBinding", token) == "BindingRequired"


@attack("S-04")
async def test_an_offered_secret_signs_nobody_in_before_it_is_confirmed(siege: Siege) -> None:
    client_id = await siege.application("OTP")
    victim = await siege.victim(client_id)
    token = await siege.challenge(victim, client_id)
    offered = await siege.api.do("beginOtpBinding", challenge=token)
    code = Authenticator.scanning(offered["otpauthUri"]).code_at(now())
    assert (await siege.api.verify(token, code, "OTP"))["__typename"] == "BindingRequired"
    assert (await siege.admin.user(victim.id))["bindings"] == []


@attack("S-05")
async def test_the_app_code_alone_binds_nothing(siege: Siege) -> None:
    client_id = await siege.application("OTP")
    victim = await siege.victim(client_id)
    token = await siege.challenge(victim, client_id)
    offered = await siege.api.do("beginOtpBinding", challenge=token)
    code = Authenticator.scanning(offered["otpauthUri"]).code_at(now())
    for mailed in ("", "000000", code):
        tried = await siege.api.do("confirmOtpBinding", challenge=token, code=code, emailCode=mailed)
        assert (tried["__typename"], tried["wrongCodes"]) == ("InvalidCode", ["EMAIL_CODE"])
    assert (await siege.admin.user(victim.id))["bindings"] == []


@attack("S-06")
async def test_the_mailed_code_alone_binds_nothing(siege: Siege) -> None:
    client_id = await siege.application("OTP")
    victim = await siege.victim(client_id)
    token = await siege.challenge(victim, client_id)
    await siege.api.do("beginOtpBinding", challenge=token)
    mailed = await siege.mailed_code(token, victim)
    tried = await siege.api.do("confirmOtpBinding", challenge=token, code=wrong_code(), emailCode=mailed)
    assert (tried["__typename"], tried["wrongCodes"]) == ("InvalidCode", ["CODE"])
    assert (await siege.admin.user(victim.id))["bindings"] == []


@attack("S-07")
async def test_a_thief_of_the_password_is_shown_no_secret_of_a_bound_app(siege: Siege) -> None:
    client_id = await siege.application(*BOTH)
    victim = await siege.bound_victim(client_id)
    token = await siege.challenge(victim, client_id)
    offered = await siege.api.do("beginOtpBinding", challenge=token)
    assert offered["__typename"] == "AlreadyBound"
    assert "secret" not in offered


@attack("S-08")
async def test_a_thief_of_the_password_binds_no_second_app(siege: Siege) -> None:
    client_id = await siege.application(*BOTH)
    victim = await siege.victim(client_id)
    early = await siege.challenge(victim, client_id)
    offered = await siege.api.do("beginOtpBinding", challenge=early)
    thief = Authenticator.scanning(offered["otpauthUri"])
    late = await siege.challenge(victim, client_id)
    owner = Authenticator.scanning((await siege.api.do("beginOtpBinding", challenge=late))["otpauthUri"])
    mailed = await siege.mailed_code(late, victim)
    await siege.api.do("confirmOtpBinding", challenge=late, code=owner.code_at(now()), emailCode=mailed)
    tried = await siege.api.do("confirmOtpBinding", challenge=early, code=thief.code_at(now()), emailCode=mailed)
    assert tried["__typename"] == "AlreadyBound"


@attack("S-11")
async def test_a_secret_that_was_offered_before_off_and_on_binds_nothing(siege: Siege) -> None:
    client_id = await siege.application("OTP")
    victim = await siege.victim(client_id)
    token = await siege.challenge(victim, client_id)
    offered = await siege.api.do("beginOtpBinding", challenge=token)
    app, mailed = Authenticator.scanning(offered["otpauthUri"]), await siege.mailed_code(token, victim)
    await siege.turn(client_id, OTP=False)
    await siege.turn(client_id, OTP=True)
    tried = await siege.api.do("confirmOtpBinding", challenge=token, code=app.code_at(now()), emailCode=mailed)
    assert tried["__typename"] == "BindingRequired"


@attack("S-12")
async def test_a_locked_account_is_offered_no_binding(siege: Siege) -> None:
    client_id = await siege.application(*BOTH)
    victim = await siege.victim(client_id)
    waiting = await siege.challenge(victim, client_id)
    await siege.lock(victim, client_id)
    assert await _send(siege, "beginOtpBinding", waiting) in {"AccountLocked", "ChallengeExpired"}
