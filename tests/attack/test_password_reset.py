"""A forgotten password as a way in (rules L1, A3, M4): the link is guessed, stolen, used again, or flooded with."""

import asyncio
import re
import secrets
from typing import Any

from tests.attack.marks import attack
from tests.attack.siege import Siege, Victim, kinds
from tests.processes.calling import Api
from tests.processes.installation import PASSWORD

NEW = "another horse, another staple"
_LINK = re.compile(r"(\S+)/login\?client_id=[\w-]+#reset=([\w-]{43})")


async def request(siege: Siege, email: str, client_id: str, api: Api | None = None) -> dict[str, Any]:
    return await (api or siege.api).do("requestPasswordReset", clientId=client_id, email=email)


def links(siege: Siege, victim: Victim) -> list[tuple[str, str]]:
    """Origin and token of every link that was mailed to the victim, oldest first."""
    smtp = siege.installation.smtp
    assert smtp is not None
    texts = [mail.get_body(("plain",)) for mail in smtp.to(victim.email)]
    return [found for text in texts if text is not None for found in _LINK.findall(text.get_content())]


async def stolen_link(siege: Siege, victim: Victim, client_id: str) -> str:
    """A link that was just mailed: nobody waits for it, so it is waited for here."""
    before = len(links(siege, victim))
    assert (await request(siege, victim.email, client_id))["__typename"] == "PasswordResetRequested"
    for _ in range(200):
        if len(links(siege, victim)) > before:
            return links(siege, victim)[-1][1]
        await asyncio.sleep(0.05)
    raise AssertionError("no link was mailed")


async def reset(siege: Siege, token: str, password: str = NEW, api: Api | None = None) -> dict[str, Any]:
    return await (api or siege.api).do("resetPassword", token=token, newPassword=password)


@attack("W-30")
async def test_a_token_is_not_guessed(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    token = await stolen_link(siege, victim, client_id)
    near = [token[:-1], token + "A", token.swapcase(), token[::-1], secrets.token_urlsafe(32), "", "%", "\x00" * 43]
    answers = [await reset(siege, guess) for guess in near if guess != token]
    assert kinds(answers) == {"ResetLinkExpired": len(answers)}
    assert (await siege.start(victim, client_id))["__typename"] == "LoginChallenge"


@attack("W-31")
async def test_a_link_is_spent_once_however_many_use_it_at_once(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    token = await stolen_link(siege, victim, client_id)
    answers = await asyncio.gather(*(reset(siege, token, f"{NEW} {number}", siege.far(number)) for number in range(12)))
    assert kinds(answers) == {"PasswordReset": 1, "ResetLinkExpired": 11}


@attack("W-32")
async def test_an_old_link_opens_nothing(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    token = await stolen_link(siege, victim, client_id)
    await siege.sql(
        "UPDATE password_resets SET expires_at = expires_at - $2 WHERE user_id = $1", victim.key, 1_800_000_000
    )
    assert (await reset(siege, token))["__typename"] == "ResetLinkExpired"
    assert (await siege.start(victim, client_id))["__typename"] == "LoginChallenge"
    logged = await siege.admin.events(email=victim.email, types=["PASSWORD_RESET"])
    assert [(event["result"], event["failureReason"]) for event in logged] == [("FAILURE", "CODE_EXPIRED")]


@attack("W-33")
async def test_ones_own_link_sets_nobody_elses_password(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim, attacker = await siege.victim(client_id), await siege.victim(client_id)
    await stolen_link(siege, victim, client_id)
    assert (await reset(siege, await stolen_link(siege, attacker, client_id)))["__typename"] == "PasswordReset"
    assert (await siege.start(victim, client_id))["__typename"] == "LoginChallenge"
    assert (await siege.start(attacker, client_id))["__typename"] == "InvalidCredentials"


@attack("W-34")
async def test_a_lying_host_header_changes_no_link(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    liar = siege.from_address(siege.address)
    liar.client.headers.update({"X-Forwarded-Host": "evil.example.net", "X-Forwarded-Proto": "http"})
    await request(siege, victim.email, client_id, liar)
    await stolen_link(siege, victim, client_id)
    smtp = siege.installation.smtp
    assert smtp is not None
    assert len({origin for origin, _ in links(siege, victim)}) == 1
    assert all("evil.example.net" not in str(mail) for mail in smtp.to(victim.email))


@attack("W-35")
async def test_whoever_has_the_link_has_no_second_step(siege: Siege) -> None:
    client_id = await siege.application("OTP")
    victim = await siege.bound_victim(client_id)
    assert (await reset(siege, await stolen_link(siege, victim, client_id)))["__typename"] == "PasswordReset"
    started = await siege.api.start(victim.email, NEW, client_id)
    assert started["__typename"] == "LoginChallenge"
    assert [(method["kind"], method["bound"]) for method in started["methods"]] == [("OTP", True)]
    refused = await siege.api.do("beginOtpBinding", challenge=started["token"])
    assert refused["__typename"] == "AlreadyBound"


@attack("W-36")
async def test_a_reset_lifts_no_lock(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    await siege.lock(victim, client_id)
    assert (await reset(siege, await stolen_link(siege, victim, client_id)))["__typename"] == "PasswordReset"
    assert (await siege.api.start(victim.email, NEW, client_id))["__typename"] == "AccountLocked"


@attack("W-37")
async def test_a_session_does_not_outlive_the_reset(siege: Siege) -> None:
    client_id = await siege.application()
    victim = await siege.victim(client_id)
    thief = siege.from_address(siege.address, (await siege.start(victim, client_id))["accessToken"])
    await reset(siege, await stolen_link(siege, victim, client_id))
    assert await thief.ask("{ viewer { id } }") == {"viewer": None}


@attack("W-38")
async def test_asking_floods_nobody_and_tells_nobody(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim, outsider = await siege.victim(client_id), await siege.victim()
    told = []
    for email in (victim.email, outsider.email, f"{secrets.token_hex(5)}@example.com"):
        senders = [siege.from_address(f"10.78.{secrets.randbelow(250)}.{number + 1}") for number in range(5)]
        told.append([(await request(siege, email, client_id, api))["__typename"] for api in senders])
    assert told == [["PasswordResetRequested"] * 3 + ["RateLimited"] * 2] * 3
    await asyncio.sleep(0.5)
    assert len(links(siege, victim)) <= 3
    assert links(siege, outsider) == []


@attack("W-39")
async def test_a_stolen_session_guesses_no_password(siege: Siege) -> None:
    client_id = await siege.application()
    victim = await siege.victim(client_id)
    thief = siege.from_address(siege.address, (await siege.start(victim, client_id))["accessToken"])
    guesses = [
        await thief.do("changePassword", currentPassword=f"guess number {number}", newPassword=NEW)
        for number in range(10)
    ]
    assert kinds(guesses) == {"WrongPassword": 10}
    last = await thief.do("changePassword", currentPassword=PASSWORD, newPassword=NEW)
    assert last["__typename"] == "RateLimited"
