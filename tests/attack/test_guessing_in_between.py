"""Guessing codes (rule A3): nothing that is done in between starts a new count."""

from collections.abc import Awaitable, Callable

from tests.attack.marks import attack
from tests.attack.siege import Siege, Victim

WRONG_PASSWORD = "not the password"


async def _spend_five(siege: Siege, token: str, kind: str = "EMAIL") -> None:
    for left in (5, 4, 3, 2, 1):
        assert (await siege.guess(token, kind))["attemptsRemaining"] == left


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
