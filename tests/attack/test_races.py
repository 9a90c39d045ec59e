"""Races: what a burst of parallel requests, spread over the servers, can win."""

import asyncio

from tests.attack.marks import attack
from tests.attack.siege import BOTH, Siege, kinds
from tests.processes.installation import ADMIN, PASSWORD, now, wrong_code
from tests.support.authenticator import Authenticator


@attack("R-01")
async def test_of_sixty_parallel_guesses_six_are_looked_at(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    tokens = [await siege.challenge(victim, client_id) for _ in range(6)]
    await asyncio.gather(*(siege.guess(tokens[n % 6], api=siege.far(n)) for n in range(60)))
    events = await siege.admin.events(email=victim.email, types=["SECONDARY_AUTHENTICATION_EMAIL"])
    assert [event["failureReason"] for event in events].count("INVALID_CODE") == 6
    assert await siege.failed_attempts(victim) == 6


@attack("R-02")
async def test_one_time_step_completes_one_login(siege: Siege) -> None:
    client_id = await siege.application(*BOTH)
    victim = await siege.bound_victim(client_id)
    assert victim.app is not None
    code = victim.app.code_at(now())
    tokens = [await siege.challenge(victim, client_id) for _ in range(5)]
    answers = await asyncio.gather(*(siege.far(n).verify(tokens[n % 5], code, "OTP") for n in range(30)))
    assert kinds(answers)["LoginCompleted"] == 1


@attack("R-03")
async def test_parallel_confirmations_make_one_binding(siege: Siege) -> None:
    client_id = await siege.application(*BOTH)
    victim = await siege.victim(client_id)
    token = await siege.challenge(victim, client_id)
    offered = await siege.api.do("beginOtpBinding", challenge=token)
    mailed = await siege.mailed_code(token, victim)
    app = Authenticator.scanning(offered["otpauthUri"])
    codes = {"challenge": token, "code": app.code_at(now()), "emailCode": mailed}
    answers = await asyncio.gather(*(siege.far(n).do("confirmOtpBinding", **codes) for n in range(20)))
    assert kinds(answers)["LoginCompleted"] == 1
    assert [each["kind"] for each in (await siege.admin.user(victim.id))["bindings"]] == ["OTP"]


@attack("R-04")
async def test_one_mailed_code_completes_one_login(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    token = await siege.challenge(victim, client_id)
    code = await siege.mailed_code(token, victim)
    answers = await asyncio.gather(*(siege.far(n).verify(token, code) for n in range(20)))
    assert kinds(answers) == {"LoginCompleted": 1, "ChallengeExpired": 19}
    assert await siege.failed_attempts(victim) == 0


@attack("R-05")
async def test_parallel_requests_for_mail_send_one(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    token = await siege.challenge(victim, client_id)
    answers = await asyncio.gather(*(siege.far(n).do("sendEmailCode", challenge=token) for n in range(20)))
    assert kinds(answers) == {"EmailCodeSent": 1, "RateLimited": 19}
    assert siege.installation.smtp is not None
    assert len(siege.installation.smtp.to(victim.email)) == 1


@attack("R-06")
async def test_a_right_code_among_wrong_ones_wins_once_and_buys_no_extra_guess(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    token = await siege.challenge(victim, client_id)
    code = await siege.mailed_code(token, victim)
    guesses = [code if n == 10 else wrong_code(code) for n in range(20)]
    answers = await asyncio.gather(*(siege.far(n).verify(token, guess) for n, guess in enumerate(guesses)))
    found = kinds(answers)
    assert found.get("LoginCompleted", 0) <= 1
    looked_at = found.get("InvalidCode", 0) + found.get("LoginCompleted", 0)
    assert looked_at <= 6


@attack("R-07")
async def test_no_login_outruns_the_switch_that_destroys_its_binding(siege: Siege) -> None:
    client_id = await siege.application(*BOTH)
    victim = await siege.bound_victim(client_id)
    assert victim.app is not None
    tokens = [await siege.challenge(victim, client_id) for _ in range(5)]
    code = victim.app.code_at(now())
    steps = [siege.far(n).verify(token, code, "OTP") for n, token in enumerate(tokens)]
    await asyncio.gather(siege.turn(client_id, OTP=False), *steps)
    assert (await siege.admin.user(victim.id))["bindings"] == []
    after = await siege.api.verify(await siege.challenge(victim, client_id), code, "OTP")
    assert after["__typename"] == "FactorUnavailable"


@attack("R-08")
async def test_of_two_administrators_who_save_at_once_one_is_told_of_the_other(siege: Siege) -> None:
    client_id = await siege.application()
    application_id = siege.applications[client_id]
    other = await siege.victim()
    await siege.admin.do("setUserRole", userId=other.id, role="ADMIN")
    second = siege.far(1)
    second.token = (await siege.start(other, "console", second))["accessToken"]
    for admin in (siege.admin, second):
        await admin.do("toggleFactor", applicationId=application_id, kind="OTP", enabled=True)
    answers = await asyncio.gather(*(a.do("saveFactors", applicationId=application_id) for a in (siege.admin, second)))
    await siege.admin.do("deleteUser", userId=other.id)
    assert kinds(answers) == {"FactorsSaved": 1, "EditConflict": 1}


@attack("R-09")
async def test_a_reset_leaves_no_session_of_a_login_that_raced_it(siege: Siege) -> None:
    client_id = await siege.application(*BOTH)
    victim = await siege.bound_victim(client_id)
    assert victim.app is not None
    token = await siege.challenge(victim, client_id)
    step, _ = await asyncio.gather(
        siege.far(1).verify(token, victim.app.code_at(now()), "OTP"), siege.admin.do("resetOtp", userId=victim.id)
    )
    if step["__typename"] == "LoginCompleted":
        seen = siege.from_address(siege.address, step["accessToken"])
        assert (await seen.ask("{ viewer { email } }"))["viewer"] is None
    assert (await siege.admin.user(victim.id))["bindings"] == []


@attack("R-10")
async def test_one_address_makes_one_account(siege: Siege) -> None:
    email = "same-time@example.com" if len(siege.apis) == 1 else "same-time-too@example.com"
    makers = [siege.from_address(siege.address, siege.admin.token) for _ in range(8)]
    answers = await asyncio.gather(*(maker.do("createUser", email=email, password=PASSWORD) for maker in makers))
    assert kinds(answers) == {"UserCreated": 1, "EmailTaken": 7}


@attack("R-11")
async def test_of_forty_parallel_passwords_ten_are_answered(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    answers = await asyncio.gather(*(siege.far(n).start(victim.email, f"guess {n:05}", client_id) for n in range(40)))
    assert kinds(answers) == {"InvalidCredentials": 10, "RateLimited": 30}


@attack("R-12")
async def test_parallel_offers_are_one_secret(siege: Siege) -> None:
    client_id = await siege.application("OTP")
    victim = await siege.victim(client_id)
    token = await siege.challenge(victim, client_id)
    answers = await asyncio.gather(*(siege.far(n).do("beginOtpBinding", challenge=token) for n in range(12)))
    assert len({answer["secret"] for answer in answers}) == 1


@attack("R-13")
async def test_once_signed_out_nothing_is_let_through(siege: Siege) -> None:
    client_id = await siege.application()
    victim = await siege.victim(client_id)
    token = (await siege.start(victim, client_id))["accessToken"]
    holders = [siege.installation.api(server, token) for server in siege.installation.servers]
    await holders[0].ask("mutation { signOut { ok } }")
    seen = await asyncio.gather(*(holder.ask("{ viewer { email } }") for holder in holders * 5))
    assert {repr(each["viewer"]) for each in seen} == {"None"}


@attack("R-14")
async def test_the_last_administrator_is_not_lost_in_a_race(siege: Siege) -> None:
    made = [await siege.victim() for _ in range(3)]
    for each in made:
        await siege.admin.do("setUserRole", userId=each.id, role="ADMIN")
    sessions = [(await siege.start(each, "console"))["accessToken"] for each in made]
    (root,) = await siege.sql("SELECT role FROM users WHERE email = $1", ADMIN)
    assert root == ("ADMIN",)
    clients = [siege.from_address(siege.address, session) for session in sessions]
    demotions = [clients[n].do("setUserRole", userId=made[(n + 1) % 3].id, role=None) for n in range(3)]
    await asyncio.gather(*demotions, return_exceptions=True)
    assert (await siege.sql("SELECT count(*) FROM users WHERE role = 'ADMIN'"))[0][0] >= 1
    for each in made:
        await siege.admin.do("deleteUser", userId=each.id)
