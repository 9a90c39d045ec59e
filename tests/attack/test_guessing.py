"""Guessing codes and passwords (rules A1-A8): no detour gives a seventh code, and no stranger locks anybody out."""

from collections.abc import Awaitable, Callable

from tests.attack.marks import attack
from tests.attack.siege import BOTH, Siege, Victim
from tests.processes.installation import PASSWORD, wrong_code

WRONG_PASSWORD = "not the password"


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


async def _spend_five(siege: Siege, token: str, kind: str = "EMAIL") -> None:
    for left in (5, 4, 3, 2, 1):
        assert (await siege.guess(token, kind))["attemptsRemaining"] == left


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


async def _five_then(siege: Siege, between: Callable[[Victim, str], Awaitable[object]], *more: str) -> None:
    """Five wrong codes, something in between, and the sixth locks all the same."""
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id, *more)
    token = await siege.challenge(victim, client_id)
    await _spend_five(siege, token)
    await between(victim, token)
    assert await siege.failed_attempts(victim) == 5
    assert (await siege.guess(await siege.challenge(victim, client_id)))["__typename"] == "AccountLocked"


@attack("G-05")
async def test_a_right_password_in_between_gains_nothing(siege: Siege) -> None:
    other = await siege.application("EMAIL")
    await _five_then(siege, lambda victim, _: siege.challenge(victim, other), other)


@attack("G-06")
async def test_a_login_without_a_second_step_in_between_gains_nothing(siege: Siege) -> None:
    plain = await siege.application()

    async def enter(victim: Victim, _: str) -> None:
        assert (await siege.start(victim, plain))["__typename"] == "LoginCompleted"

    await _five_then(siege, enter, plain)


@attack("G-07")
async def test_another_mail_in_between_gains_nothing(siege: Siege) -> None:
    await _five_then(siege, lambda victim, token: siege.mailed_code(token, victim))


@attack("G-08")
async def test_a_bypass_in_between_gains_nothing(siege: Siege) -> None:
    async def bypass(victim: Victim, _: str) -> None:
        await siege.admin.do("setMfaBypass", userId=victim.id, bypassed=True)
        await siege.admin.do("setMfaBypass", userId=victim.id, bypassed=False)

    await _five_then(siege, bypass)


@attack("G-09")
async def test_a_reset_in_between_gains_nothing(siege: Siege) -> None:
    await _five_then(siege, lambda victim, _: siege.admin.do("resetOtp", userId=victim.id))


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


@attack("G-14")
async def test_a_lock_is_told_to_nobody_without_the_password(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    await siege.lock(victim, client_id)
    unknown = await siege.api.start("nobody-at-all@example.com", WRONG_PASSWORD, client_id)
    assert await siege.api.start(victim.email, WRONG_PASSWORD, client_id) == unknown
    assert unknown["__typename"] == "InvalidCredentials"


@attack("G-15")
async def test_no_number_of_wrong_passwords_locks_an_account(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    for number in range(30):
        stranger = siege.from_address(f"10.77.{number}.9")
        await stranger.start(victim.email, WRONG_PASSWORD, client_id)
    assert await siege.failed_attempts(victim) == 0
    assert (await siege.start(victim, client_id))["__typename"] == "LoginChallenge"


async def _guess_passwords(siege: Siege, email: str, client_id: str, times: int = 10) -> None:
    for number in range(times):
        assert (await siege.far(number).start(email, WRONG_PASSWORD, client_id))["__typename"] == "InvalidCredentials"


@attack("G-16")
async def test_the_eleventh_password_is_not_looked_at_even_if_right(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    await _guess_passwords(siege, victim.email, client_id)
    answers = [await api.start(victim.email, PASSWORD, client_id) for api in siege.apis]
    assert {each["__typename"] for each in answers} == {"RateLimited"}


@attack("G-17")
async def test_other_letters_in_the_address_start_no_new_count(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    await _guess_passwords(siege, victim.email, client_id)
    assert (await siege.api.start(victim.email.upper(), PASSWORD, client_id))["__typename"] == "RateLimited"


@attack("G-18")
async def test_an_invented_address_before_the_real_one_starts_no_new_count(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    await _guess_passwords(siege, victim.email, client_id)
    liar = siege.from_address(f"192.0.2.7, {siege.address}")
    assert (await liar.start(victim.email, PASSWORD, client_id))["__typename"] == "RateLimited"


@attack("G-19")
async def test_an_unknown_account_is_limited_like_a_known_one(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    await _guess_passwords(siege, "stranger@example.org", client_id)
    assert (await siege.api.start("stranger@example.org", PASSWORD, client_id))["__typename"] == "RateLimited"


@attack("G-20")
async def test_unknown_wrong_and_not_assigned_are_one_answer(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim, outsider = await siege.victim(client_id), await siege.victim()
    answers = [
        await siege.api.start("no-such-person@example.com", PASSWORD, client_id),
        await siege.api.start(victim.email, WRONG_PASSWORD, client_id),
        await siege.api.start(outsider.email, PASSWORD, client_id),
        await siege.api.start(victim.email, PASSWORD, "no-such-application"),
    ]
    assert answers == [answers[0]] * 4
    assert answers[0]["__typename"] == "InvalidCredentials"


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
