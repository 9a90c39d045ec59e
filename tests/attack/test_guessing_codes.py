"""Guessing codes (rules A1-A8): no detour gives a seventh."""

from tests.attack.marks import attack
from tests.attack.siege import BOTH, Siege
from tests.processes.installation import wrong_code

WRONG_PASSWORD = "not the password"


async def _spend_five(siege: Siege, token: str, kind: str = "EMAIL") -> None:
    for left in (5, 4, 3, 2, 1):
        assert (await siege.guess(token, kind))["attemptsRemaining"] == left


@attack("G-01")
async def test_the_seventh_code_is_not_looked_at(siege: Siege) -> None:
    client_id = await siege.application(*BOTH)
    victim = await siege.victim(client_id)
    token = await siege.challenge(victim, client_id)
    answers = [await siege.guess(token) for _ in range(6)]
    assert [each.get("attemptsRemaining") for each in answers] == [5, 4, 3, 2, 1, None]
    assert answers[5]["__typename"] == "AccountLocked"
    assert (await siege.guess(token))["__typename"] == "ChallengeExpired"
    assert await siege.failed_attempts(victim) == 6


@attack("G-02")
async def test_two_tabs_share_one_count(siege: Siege) -> None:
    client_id = await siege.application(*BOTH)
    victim = await siege.bound_victim(client_id)
    token = await siege.challenge(victim, client_id)
    await _spend_five(siege, token, "OTP")
    assert (await siege.guess(token, "EMAIL"))["__typename"] == "AccountLocked"


@attack("G-03")
async def test_two_applications_share_one_count(siege: Siege) -> None:
    first, second = await siege.application("EMAIL"), await siege.application("EMAIL")
    victim = await siege.victim(first, second)
    await _spend_five(siege, await siege.challenge(victim, first))
    assert (await siege.guess(await siege.challenge(victim, second)))["__typename"] == "AccountLocked"


@attack("G-04")
async def test_a_new_login_for_each_guess_gains_nothing(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    answers = [
        await siege.guess(await siege.challenge(victim, client_id, siege.far(n)), api=siege.far(n + 1))
        for n in range(6)
    ]
    assert answers[5]["__typename"] == "AccountLocked"


@attack("G-10")
async def test_guesses_at_a_first_binding_count_with_all_others(siege: Siege) -> None:
    client_id = await siege.application(*BOTH)
    victim = await siege.victim(client_id)
    token = await siege.challenge(victim, client_id)
    await siege.api.do("beginOtpBinding", challenge=token)
    for _ in range(5):
        tried = await siege.api.do("confirmOtpBinding", challenge=token, code=wrong_code(), emailCode=wrong_code())
        assert tried["__typename"] == "InvalidCode"
    assert (await siege.guess(token))["__typename"] == "AccountLocked"


@attack("G-11")
async def test_a_locked_account_opens_nothing_with_the_right_code(siege: Siege) -> None:
    client_id, other = await siege.application("EMAIL"), await siege.application("EMAIL")
    victim = await siege.victim(client_id, other)
    waiting = await siege.challenge(victim, other)
    code = await siege.mailed_code(waiting, victim)
    await siege.lock(victim, client_id)
    assert (await siege.api.verify(waiting, code))["__typename"] == "ChallengeExpired"


@attack("G-12")
async def test_a_locked_account_opens_no_application_that_asks_for_no_code(siege: Siege) -> None:
    client_id, plain = await siege.application("EMAIL"), await siege.application()
    victim = await siege.victim(client_id, plain)
    await siege.lock(victim, client_id)
    assert (await siege.start(victim, plain))["__typename"] == "AccountLocked"


@attack("G-13")
async def test_a_locked_account_opens_nothing_by_its_bypass(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    await siege.lock(victim, client_id)
    await siege.admin.do("setMfaBypass", userId=victim.id, bypassed=True)
    assert (await siege.start(victim, client_id))["__typename"] == "AccountLocked"


@attack("G-21")
async def test_the_hundredth_wrong_code_locks_until_somebody_unlocks(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    await siege.sql("UPDATE users SET unaccepted_attempts = 99 WHERE email = $1", victim.email)
    answer = await siege.guess(await siege.challenge(victim, client_id))
    assert answer["lockedUntil"].startswith("9999-")
    await siege.sql("UPDATE users SET failed_attempts = 0 WHERE email = $1", victim.email)
    assert (await siege.start(victim, client_id))["__typename"] == "AccountLocked"


@attack("G-22")
async def test_after_the_hour_there_are_six_and_no_more(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    await siege.lock(victim, client_id)
    await siege.sql("UPDATE users SET locked_until = 1 WHERE email = $1", victim.email)
    token = await siege.challenge(victim, client_id)
    answers = [await siege.guess(token) for _ in range(6)]
    assert [each["__typename"] for each in answers] == ["InvalidCode"] * 5 + ["AccountLocked"]
