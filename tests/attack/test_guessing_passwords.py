"""Guessing passwords (rules A5, A7, L1): it is limited, tells nothing, and locks nobody out."""

from tests.attack.marks import attack
from tests.attack.siege import Siege
from tests.processes.installation import PASSWORD

WRONG_PASSWORD = "not the password"


async def _guess_passwords(siege: Siege, email: str, client_id: str, times: int = 10) -> None:
    for number in range(times):
        assert (await siege.far(number).start(email, WRONG_PASSWORD, client_id))["__typename"] == "InvalidCredentials"


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
