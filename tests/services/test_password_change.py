"""A password changed by whoever knows it (rules A7, E2; design/security.md, "Sessions and the web")."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from ostiary.policy.audit import AuditEventType
from ostiary.policy.passwords import RefusedPasswordReason
from ostiary.policy.vocabulary import FactorKind
from ostiary.services.acting import CallerEndedError
from ostiary.services.outcomes import (
    ChallengeEnded,
    CredentialsRefused,
    CurrentPasswordWrong,
    LoginCompleted,
    LoginPending,
    PasswordRefused,
    PasswordReplaced,
    RateLimited,
    ResetLinkEnded,
)
from ostiary.services.password_change import ChangeOutcome, NewPassword, change_password
from ostiary.services.password_reset import reset_password
from ostiary.services.passwords import Passwords
from ostiary.services.session_list import sign_out_everywhere
from ostiary.services.sessions import Viewer
from ostiary.store.accounts import password_hash_of, set_password_hash
from ostiary.store.password_resets import keep_reset
from ostiary.store.records import UserRecord
from ostiary.store.tokens import hash_of, make_token
from tests.support.crew import at_once
from tests.support.door import Door
from tests.support.rows import changed_by
from tests.support.scene import HOME, PASSWORD, Scene, brief

NEW = "another horse, another staple"


@dataclass
class Eve:
    """A user of two applications, signed in to the one without a second step."""

    scene: Scene
    user: UserRecord
    lobby: Door
    acme: Door
    viewer: Viewer

    async def change(self, current: str = PASSWORD, new: str = NEW) -> ChangeOutcome:
        return await change_password(self.scene.runtime, self.viewer, NewPassword(current, new), HOME)


@pytest.fixture
async def eve(scene: Scene) -> Eve:
    lobby = Door(scene, await scene.application(client_id="lobby"))
    acme = Door(scene, await scene.application(FactorKind.OTP, FactorKind.EMAIL))
    user = await scene.user("eve@example.com", lobby.application, acme.application)
    return Eve(scene, user, lobby, acme, await signed_in(lobby, user))


async def signed_in(door: Door, user: UserRecord) -> Viewer:
    completed = await door.password(user)
    assert isinstance(completed, LoginCompleted)
    viewer = await door.viewer(completed)
    assert viewer is not None
    return viewer


async def test_the_new_password_counts_and_the_old_one_does_not(eve: Eve) -> None:
    assert await eve.change() == PasswordReplaced(0)
    assert await eve.lobby.password(eve.user) == CredentialsRefused()
    assert isinstance(await eve.lobby.password(eve.user, NEW), LoginCompleted)


async def test_this_session_goes_on_and_all_else_of_the_user_ends(eve: Eve, scene: Scene) -> None:
    ben = await scene.user("ben@example.com", eve.lobby.application)
    others = [await eve.lobby.password(user) for user in (eve.user, eve.user, ben)]
    mine = await eve.lobby.password(eve.user)
    assert isinstance(mine, LoginCompleted)
    viewer = await eve.lobby.viewer(mine)
    assert viewer is not None
    eve.viewer = viewer
    token = await eve.acme.challenge(eve.user)
    code = await eve.acme.mailed_code(token, eve.user)
    assert await eve.change() == PasswordReplaced(3)
    living = [isinstance(each, LoginCompleted) and await eve.lobby.viewer(each) is not None for each in (*others, mine)]
    assert living == [False, False, True, True]
    assert await eve.acme.verify(token, code, FactorKind.EMAIL) == ChallengeEnded()


async def test_nothing_but_password_sessions_and_log_changes(eve: Eve) -> None:
    await eve.acme.bind(eve.user)
    eve.scene.mail.is_configured = False
    assert await changed_by(eve.change) == {"users.password_hash", "sessions-", "audit_events+"}
    assert isinstance(await eve.acme.password(eve.user, NEW), LoginPending)


async def test_it_is_logged_and_told_in_both_languages(eve: Eve, scene: Scene) -> None:
    await eve.change()
    (event,) = await scene.log(AuditEventType.PASSWORD_CHANGED)
    assert brief(event) == ("PASSWORD_CHANGED", "SUCCESS", None)
    assert (event.user_id, event.actor_id, event.ip) == (eve.user.id, eve.user.id, HOME.ip)
    assert event.application_id == eve.lobby.application.id
    await scene.runtime.drain()
    assert scene.mail.subjects(eve.user.email) == ["Your password was changed / 您的密码已修改"]


async def test_a_wrong_current_password_is_counted_logged_and_changes_nothing(eve: Eve, scene: Scene) -> None:
    async def guess() -> None:
        assert await eve.change("wrong password") == CurrentPasswordWrong()

    assert await changed_by(guess) == {"password_guesses+", "audit_events+"}
    (event,) = await scene.log(AuditEventType.PASSWORD_CHANGED)
    assert brief(event) == ("PASSWORD_CHANGED", "FAILURE", "INVALID_CREDENTIALS")
    await scene.runtime.drain()
    assert scene.mail.subjects(eve.user.email) == []


async def test_guesses_here_and_while_signing_in_are_counted_together(eve: Eve, scene: Scene) -> None:
    for _ in range(5):
        await eve.lobby.password(eve.user, "wrong password")
        await eve.change("wrong password")
    limited = RateLimited(scene.hands.now + timedelta(minutes=15))

    async def go_on() -> None:
        assert await eve.change("wrong password") == limited
        assert await eve.change() == limited
        assert await eve.lobby.password(eve.user) == limited

    assert await changed_by(go_on) == set()


async def test_parallel_guesses_share_the_limit(eve: Eve) -> None:
    answers = await at_once(20, lambda _: eve.change("wrong password"))
    assert [type(each) for each in answers].count(CurrentPasswordWrong) == 10


async def test_of_parallel_changes_one_wins(eve: Eve) -> None:
    answers = await at_once(5, lambda number: eve.change(new=f"{NEW} {number}"))
    assert [type(each) for each in answers].count(PasswordReplaced) == 1


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        (PASSWORD, RefusedPasswordReason.UNCHANGED),
        ("password1", RefusedPasswordReason.WELL_KNOWN),
        ("EVE@example.com", RefusedPasswordReason.PERSONAL),
    ],
)
async def test_what_is_guessed_first_is_refused_before_anything_is_checked(
    eve: Eve, new: str, reason: RefusedPasswordReason
) -> None:
    async def change() -> None:
        assert await eve.change(new=new) == PasswordRefused(reason)

    assert await changed_by(change) == set()


async def test_a_link_that_waits_is_worth_nothing_after_a_change(eve: Eve, scene: Scene) -> None:
    token = make_token()
    await keep_reset(eve.user.id, hash_of(token), scene.hands.now + timedelta(minutes=30))
    await eve.change()
    assert await reset_password(scene.runtime, token, "a third horse", HOME) == ResetLinkEnded()


async def test_a_login_whose_password_was_changed_while_it_was_checked_is_refused(
    eve: Eve, monkeypatch: pytest.MonkeyPatch
) -> None:
    verify = Passwords.verify

    async def slow(self: Passwords, password_hash: str | None, password: str) -> bool:
        is_right = await verify(self, password_hash, password)
        monkeypatch.setattr(Passwords, "verify", verify)
        assert await eve.change() == PasswordReplaced(0)
        return is_right

    monkeypatch.setattr(Passwords, "verify", slow)
    assert await eve.acme.password(eve.user) == CredentialsRefused()


async def test_a_session_that_is_ended_while_it_changes_the_password_changes_nothing(
    eve: Eve, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    hash_ = Passwords.hash

    async def slow(passwords: Passwords, password: str) -> str:
        await sign_out_everywhere(scene.runtime, scene.actor, eve.user.id)
        return await hash_(passwords, password)

    monkeypatch.setattr(Passwords, "hash", slow)
    held = await password_hash_of(eve.user.id)
    with pytest.raises(CallerEndedError):
        await eve.change()
    assert await password_hash_of(eve.user.id) == held
    assert await scene.log(AuditEventType.PASSWORD_CHANGED) == []


async def test_parameters_of_another_day_are_renewed_at_login(eve: Eve) -> None:
    older = Passwords(memory_kib=16, passes=2)
    await set_password_hash(eve.user.id, await older.hash(PASSWORD))
    older.close()
    answers = await at_once(3, lambda _: eve.lobby.password(eve.user))
    assert [type(each) for each in answers] == [LoginCompleted] * 3
    assert "$m=8,t=1," in str(await password_hash_of(eve.user.id))


async def test_a_renewal_never_brings_an_older_password_back(eve: Eve, monkeypatch: pytest.MonkeyPatch) -> None:
    older = Passwords(memory_kib=16, passes=2)
    await set_password_hash(eve.user.id, await older.hash(PASSWORD))
    older.close()
    renew = Passwords.hash

    async def slow(self: Passwords, password: str) -> str:
        monkeypatch.setattr(Passwords, "hash", renew)
        assert await eve.change() == PasswordReplaced(0)
        return await renew(self, password)

    monkeypatch.setattr(Passwords, "hash", slow)
    assert await eve.lobby.password(eve.user) == CredentialsRefused()
    assert isinstance(await eve.lobby.password(eve.user, NEW), LoginCompleted)
