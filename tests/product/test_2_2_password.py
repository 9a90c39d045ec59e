"""Document 2.2, "After entering email and password": who gets past the first step, and what others learn (L1, A7)."""

from datetime import timedelta

import pytest

from ostiary.policy.audit import AuditEventType
from ostiary.policy.limits import PER_ACCOUNT_AND_ADDRESS
from ostiary.policy.origin import Origin
from ostiary.policy.vocabulary import FactorKind, TokenDelivery
from ostiary.services.login import LoginOutcome, PasswordStep, start_login
from ostiary.services.outcomes import CredentialsRefused, LoginPending, RateLimited
from ostiary.services.passwords import Passwords
from ostiary.store.records import UserRecord
from tests.support.door import Door
from tests.support.rows import changed_by
from tests.support.scene import HOME, PASSWORD, Scene, brief


async def start(
    scene: Scene, email: str, password: str = PASSWORD, client_id: str = "acme", origin: Origin = HOME
) -> LoginOutcome:
    step = PasswordStep(client_id, email, password, TokenDelivery.BODY)
    return await start_login(scene.runtime, step, origin)


@pytest.mark.parametrize(
    ("email", "password", "client_id", "reason"),
    [
        ("nobody@example.com", PASSWORD, "acme", "INVALID_CREDENTIALS"),
        ("ana@example.com", "wrong password", "acme", "INVALID_CREDENTIALS"),
        ("ana@example.com", PASSWORD + " ", "acme", "INVALID_CREDENTIALS"),
        ("ana@example.com", PASSWORD, "other", "NOT_ASSIGNED"),
        ("ana@example.com", PASSWORD, "console", "NOT_ASSIGNED"),
        ("ana@example.com", PASSWORD, "nowhere", "NOT_ASSIGNED"),
        ("not an address", PASSWORD, "acme", "INVALID_CREDENTIALS"),
        ("ana@example.com\x00", PASSWORD, "acme", "INVALID_CREDENTIALS"),
        ("\ud800", "\ud800", "\ud800", "INVALID_CREDENTIALS"),
        ("a" * 10_240, "b" * 10_240, "c" * 10_240, "INVALID_CREDENTIALS"),
    ],
)
async def test_unknown_wrong_and_not_assigned_are_answered_alike(
    scene: Scene, ana: UserRecord, email: str, password: str, client_id: str, reason: str
) -> None:
    """2.2; L1: InvalidCredentials, alike in content; the log alone knows. E2: password checks write their events."""
    await scene.application(FactorKind.OTP, client_id="other")

    async def try_it() -> None:
        assert await start(scene, email, password, client_id) == CredentialsRefused()

    assert await changed_by(try_it) == {"password_guesses+", "audit_events+"}
    (event,) = await scene.log(AuditEventType.PASSWORD_AUTHENTICATION)
    assert brief(event) == ("PASSWORD_AUTHENTICATION", "FAILURE", reason)


async def test_an_unknown_user_costs_the_same_work_as_a_wrong_password(
    scene: Scene, ana: UserRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    """2.2; L1: alike in time, since a dummy is verified with the same parameters."""
    checked: list[str] = []
    check = Passwords._check

    def watched(self: Passwords, password_hash: str, password: str) -> bool:
        checked.append(password_hash.rpartition("$")[0].rpartition("$")[0])
        return check(self, password_hash, password)

    monkeypatch.setattr(Passwords, "_check", watched)
    for email, password in [("ana@example.com", "wrong"), ("nobody@example.com", "wrong"), ("not an address", "x")]:
        await start(scene, email, password)
    assert len(checked) == 3
    assert len(set(checked)) == 1


async def test_an_address_in_other_letters_is_the_same_user(scene: Scene, ana: UserRecord) -> None:
    """2.2; D1: one directory, in which the letters' case does not count."""
    assert isinstance(await start(scene, "ANA@Example.COM"), LoginPending)


async def test_a_right_password_is_logged_with_its_place(scene: Scene, ana: UserRecord, door: Door) -> None:
    """2.2; E2, E4: user, application, IP, country, user agent."""
    await door.challenge(ana)
    (event,) = await scene.log(AuditEventType.PASSWORD_AUTHENTICATION)
    assert brief(event) == ("PASSWORD_AUTHENTICATION", "SUCCESS", None)
    assert (event.user_id, event.user_email, event.application_id) == (ana.id, ana.email, door.application.id)
    assert (event.ip, event.country, event.user_agent) == (HOME.ip, HOME.country, HOME.user_agent)
    assert event.occurred_at == scene.hands.now


async def test_ten_wrong_passwords_from_one_address_are_the_most_and_lock_nobody(scene: Scene, ana: UserRecord) -> None:
    """2.2; A7: per account and address; beyond: RateLimited, a right password too; other addresses go on."""
    for _ in range(PER_ACCOUNT_AND_ADDRESS.failures):
        assert await start(scene, ana.email, "wrong password") == CredentialsRefused()
    retry_at = scene.hands.now + timedelta(minutes=15)

    async def go_on() -> None:
        assert await start(scene, ana.email, "wrong password") == RateLimited(retry_at)
        assert await start(scene, ana.email) == RateLimited(retry_at)

    assert await changed_by(go_on) == set()
    assert isinstance(await start(scene, ana.email, origin=Origin("203.0.113.99")), LoginPending)
    assert (await scene.seen(ana)).lockout.failed_attempts == 0
    scene.hands.move(minutes=15)
    assert isinstance(await start(scene, ana.email), LoginPending)


async def test_an_unknown_account_is_limited_like_a_known_one(scene: Scene, ana: UserRecord) -> None:
    """2.2; A7, L1: the limit tells nobody whether an account exists."""
    for email in (ana.email, "nobody@example.com"):
        answers = [await start(scene, email, "wrong password") for _ in range(11)]
        assert [type(each) for each in answers] == [CredentialsRefused] * 10 + [RateLimited]


async def test_one_address_may_not_try_many_accounts_for_ever(scene: Scene, ana: UserRecord) -> None:
    """2.2; A7: and per address, whatever the account."""
    answers = [await start(scene, f"user{number}@example.com", "wrong password") for number in range(201)]
    assert [type(each) for each in answers] == [CredentialsRefused] * 200 + [RateLimited]
    assert isinstance(await start(scene, ana.email), RateLimited)
    assert isinstance(await start(scene, ana.email, origin=Origin("203.0.113.99")), LoginPending)


async def test_right_passwords_use_up_nothing(scene: Scene, ana: UserRecord) -> None:
    """2.2; A7: password guessing is limited, not signing in."""
    for _ in range(12):
        assert isinstance(await start(scene, ana.email), LoginPending)
        assert isinstance(await start(scene, ana.email, "wrong password"), CredentialsRefused)
