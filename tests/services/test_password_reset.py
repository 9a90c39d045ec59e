"""A forgotten password: nobody learns who has an account, and the second step stays (rules L1, A3, M4)."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from ostiary.mail.locale import Locale
from ostiary.policy.audit import AuditEventType
from ostiary.policy.limits import GuessLimit
from ostiary.policy.origin import Origin
from ostiary.policy.passwords import RefusedPasswordReason
from ostiary.policy.vocabulary import FactorKind
from ostiary.services import password_reset as module
from ostiary.services.outcomes import (
    AccountLocked,
    ChallengeEnded,
    CredentialsRefused,
    LoginCompleted,
    LoginPending,
    PasswordRefused,
    PasswordReplaced,
    RateLimited,
    ResetLinkEnded,
    ResetRequested,
)
from ostiary.services.password_reset import request_password_reset, reset_password
from ostiary.services.passwords import Passwords
from ostiary.store import statements
from ostiary.store.records import UserRecord
from ostiary.store.statements import rows_of
from tests.support.crew import at_once
from tests.support.door import Door
from tests.support.rows import changed_by
from tests.support.scene import HOME, PASSWORD, Scene, brief

NEW = "another horse, another staple"
HOUR = timedelta(hours=1)
LINK = re.compile(r"https://login\.example\.com/login\?client_id=([\w-]+)#reset=([\w-]{43})\n")


@dataclass
class Eve:
    """A user of Acme, which asks for a second step."""

    scene: Scene
    user: UserRecord
    acme: Door

    async def request(
        self, email: str = "eve@example.com", client_id: str = "acme", origin: Origin = HOME, locale: Locale = Locale.EN
    ) -> ResetRequested | RateLimited:
        return await request_password_reset(self.scene.runtime, client_id, email, origin, locale)

    async def links(self) -> list[tuple[str, str]]:
        """Client id and token of every link that was mailed to the user, oldest first."""
        await self.scene.runtime.drain()
        return [found for message in self.scene.mail.to(self.user.email) for found in LINK.findall(message.text)]

    async def link(self) -> str:
        """The token of a new link."""
        assert await self.request() == ResetRequested()
        return (await self.links())[-1][1]

    async def reset(self, token: str, new: str = NEW) -> PasswordReplaced | PasswordRefused | ResetLinkEnded:
        return await reset_password(self.scene.runtime, token, new, HOME)


@pytest.fixture
async def eve(scene: Scene) -> Eve:
    acme = Door(scene, await scene.application(FactorKind.OTP, FactorKind.EMAIL))
    return Eve(scene, await scene.user("eve@example.com", acme.application), acme)


async def test_the_link_sets_the_password_once(eve: Eve) -> None:
    token = await eve.link()
    assert await eve.reset(token) == PasswordReplaced(0)
    assert await eve.acme.password(eve.user) == CredentialsRefused()
    assert isinstance(await eve.acme.password(eve.user, NEW), LoginPending)

    async def again() -> None:
        assert await eve.reset(token, "a third horse") == ResetLinkEnded()

    assert await changed_by(again) == set()


async def test_of_parallel_uses_one_counts(eve: Eve) -> None:
    token = await eve.link()
    answers = await at_once(8, lambda number: eve.reset(token, f"{NEW} {number}"))
    assert [type(each) for each in answers].count(PasswordReplaced) == 1
    assert [type(each) for each in answers].count(ResetLinkEnded) == 7


async def test_the_link_leads_to_the_public_address_and_the_application(eve: Eve) -> None:
    await eve.request()
    ((client_id, _),) = await eve.links()
    (message,) = eve.scene.mail.messages
    assert (client_id, message.to, message.subject) == ("acme", "eve@example.com", "Set a new password for Acme")
    assert HOME.ip in message.text


async def test_only_its_hash_is_kept(eve: Eve) -> None:
    token = await eve.link()
    (row,) = await rows_of("SELECT * FROM password_resets")
    assert len(bytes(row["token_hash"])) == 32
    assert token not in repr(row)
    assert token not in repr(await eve.scene.log())


async def test_thirty_minutes_later_it_works_no_more_and_the_log_says_so_once(eve: Eve) -> None:
    token = await eve.link()
    eve.scene.hands.move(minutes=30)
    assert [await eve.reset(token) for _ in range(3)] == [ResetLinkEnded()] * 3
    (event,) = await eve.scene.log(AuditEventType.PASSWORD_RESET)
    assert (event.user_email, event.failure_reason, event.actor_id) == ("eve@example.com", "CODE_EXPIRED", None)


async def test_a_later_link_replaces_an_earlier_one(eve: Eve) -> None:
    first, second = await eve.link(), await eve.link()
    assert await eve.reset(first) == ResetLinkEnded()
    assert await eve.reset(second) == PasswordReplaced(0)


@pytest.mark.parametrize("token", ["", "x", "a" * 43, "é" * 43, "\ud800", "\x00", "a" * 10_240])
async def test_a_token_that_is_none_opens_nothing(eve: Eve, token: str) -> None:
    await eve.link()

    async def guess() -> None:
        assert await eve.reset(token) == ResetLinkEnded()

    assert await changed_by(guess) == set()


@pytest.mark.parametrize(
    ("email", "client_id", "failure"),
    [
        ("eve@example.com", "acme", None),
        ("EVE@Example.com", "acme", None),
        ("nobody@example.com", "acme", "INVALID_CREDENTIALS"),
        ("admin@example.com", "acme", "NOT_ASSIGNED"),
        ("eve@example.com", "console", "NOT_ASSIGNED"),
        ("eve@example.com", "nowhere", "NOT_ASSIGNED"),
        ("not an address", "acme", "INVALID_CREDENTIALS"),
        ("\ud800", "\x00", "INVALID_CREDENTIALS"),
        ("a" * 10_240, "b" * 10_240, "INVALID_CREDENTIALS"),
    ],
)
async def test_whoever_is_asked_for_the_answer_is_one_and_the_log_alone_knows(
    eve: Eve, email: str, client_id: str, failure: str | None
) -> None:
    assert await eve.request(email, client_id) == ResetRequested()
    assert len(await eve.links()) == (0 if failure else 1)
    assert len(eve.scene.mail.messages) == (0 if failure else 1)
    (event,) = await eve.scene.log(AuditEventType.PASSWORD_RESET_REQUESTED)
    assert brief(event) == ("PASSWORD_RESET_REQUESTED", "FAILURE" if failure else "SUCCESS", failure)


async def test_before_the_answer_the_work_is_one(eve: Eve, monkeypatch: pytest.MonkeyPatch) -> None:
    """L1, alike in time: the statements are the same, no password is hashed, and no mail is waited for."""
    said: list[str] = []
    run = statements.rows_of

    async def heard(sql: str, *values: Any) -> list[dict[str, Any]]:
        said.append(sql)
        return await run(sql, *values)

    async def hashed(*_: object) -> str:
        raise AssertionError

    monkeypatch.setattr(statements, "rows_of", heard)
    monkeypatch.setattr(Passwords, "hash", hashed)
    monkeypatch.setattr(Passwords, "verify", hashed)
    afterwards: list[Any] = []
    monkeypatch.setattr(type(eve.scene.runtime), "afterwards", lambda _, work: afterwards.append(work))
    told = []
    for email in ("eve@example.com", "nobody@example.com", "admin@example.com"):
        said.clear()
        await eve.request(email)
        told.append(list(said))
    assert told == [told[0]] * 3
    assert len(afterwards) == 1
    afterwards[0].close()


async def test_three_an_hour_for_an_address_known_or_not(eve: Eve) -> None:
    limited = RateLimited(eve.scene.hands.now + HOUR)
    for email in ("eve@example.com", "nobody@example.com"):
        answers = [await eve.request(email, origin=Origin(f"203.0.113.{number}")) for number in range(4)]
        assert answers == [ResetRequested()] * 3 + [limited]
    assert len(await eve.links()) == 3
    eve.scene.hands.move(hours=1)
    assert await eve.request() == ResetRequested()


@pytest.mark.parametrize("limit", ["RESETS_PER_ADDRESS", "RESETS_IN_ALL"])
async def test_so_many_from_one_address_and_in_all(eve: Eve, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(module, limit, GuessLimit(failures=2, window=HOUR))
    answers = [await eve.request(f"user{number}@example.com") for number in range(2)]
    assert answers == [ResetRequested()] * 2

    async def go_on() -> None:
        assert await eve.request() == RateLimited(eve.scene.hands.now + HOUR)

    assert await changed_by(go_on) == set()
    assert await eve.links() == []


async def test_every_session_and_open_login_of_the_user_ends(eve: Eve) -> None:
    lobby = Door(eve.scene, await eve.scene.application(client_id="lobby"))
    ben = await eve.scene.user("ben@example.com", lobby.application, eve.acme.application)
    await eve.acme.bind(eve.user)
    bens = await lobby.password(ben)
    token = await eve.acme.challenge(eve.user)
    code = await eve.acme.mailed_code(token, eve.user)
    assert await eve.reset(await eve.link()) == PasswordReplaced(1)
    assert await eve.acme.verify(token, code, FactorKind.EMAIL) == ChallengeEnded()
    assert isinstance(bens, LoginCompleted)
    assert await lobby.viewer(bens) is not None


async def test_the_second_step_is_asked_for_as_before(eve: Eve) -> None:
    app = await eve.acme.bind(eve.user)
    token = await eve.link()

    eve.scene.mail.is_configured = False

    async def reset() -> None:
        assert await eve.reset(token) == PasswordReplaced(1)

    expected = {"users.password_hash", "sessions-", "audit_events+", "password_resets-"}
    assert await changed_by(reset) == expected
    pending = await eve.acme.password(eve.user, NEW)
    assert isinstance(pending, LoginPending)
    assert [(method.kind, method.is_bound) for method in pending.methods] == [
        (FactorKind.OTP, True),
        (FactorKind.EMAIL, True),
    ]
    completed = await eve.acme.verify(pending.token, app.code_at(eve.scene.hands.now))
    assert isinstance(completed, LoginCompleted)


async def test_a_lock_goes_on_and_so_does_the_count(eve: Eve) -> None:
    app = await eve.acme.bind(eve.user)
    await eve.acme.miss(eve.user, app, 6)
    locked = (await eve.scene.seen(eve.user)).lockout
    assert await eve.reset(await eve.link()) == PasswordReplaced(1)
    assert (await eve.scene.seen(eve.user)).lockout == locked
    assert isinstance(await eve.acme.password(eve.user, NEW), AccountLocked)


async def test_it_is_logged_and_told_in_both_languages(eve: Eve) -> None:
    await eve.reset(await eve.link())
    (event,) = await eve.scene.log(AuditEventType.PASSWORD_RESET)
    assert brief(event) == ("PASSWORD_RESET", "SUCCESS", None)
    assert (event.user_id, event.user_email, event.ip) == (eve.user.id, eve.user.email, HOME.ip)
    assert event.details == (("endedSessions", "0"),)
    await eve.scene.runtime.drain()
    assert eve.scene.mail.subjects(eve.user.email)[-1] == "Your password was changed / 您的密码已修改"


async def test_a_refused_password_leaves_the_link_good(eve: Eve) -> None:
    token = await eve.link()

    async def choose(new: str, reason: RefusedPasswordReason) -> None:
        assert await eve.reset(token, new) == PasswordRefused(reason)

    assert await changed_by(lambda: choose("password1", RefusedPasswordReason.WELL_KNOWN)) == set()
    assert await changed_by(lambda: choose("eve@example.com", RefusedPasswordReason.PERSONAL)) == set()
    assert await eve.reset(token) == PasswordReplaced(0)


async def test_without_mail_no_link_is_made(eve: Eve) -> None:
    eve.scene.mail.is_configured = False
    assert await eve.request() == ResetRequested()
    await eve.scene.runtime.drain()
    assert await rows_of("SELECT * FROM password_resets") == []


async def test_who_is_deleted_meanwhile_gets_no_link_and_spends_none(eve: Eve) -> None:
    token = await eve.link()
    await rows_of("DELETE FROM users WHERE id = $1", eve.user.id)
    assert await eve.reset(token) == ResetLinkEnded()
    assert await rows_of("SELECT * FROM password_resets") == []


async def test_the_mail_speaks_the_language_of_the_page(eve: Eve) -> None:
    await eve.request(locale=Locale.ZH)
    await eve.links()
    assert eve.scene.mail.subjects(eve.user.email) == ["为 Acme 设置新密码"]


async def test_an_administrator_gets_one_for_the_console(eve: Eve) -> None:
    await eve.request("admin@example.com", "console")
    await eve.scene.runtime.drain()
    assert eve.scene.mail.subjects("admin@example.com") == ["Set a new password for Ostiary Console"]
    assert PASSWORD not in eve.scene.mail.messages[0].text
