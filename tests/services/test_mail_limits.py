"""Mail asked for by one address, and mailed by one application, is limited (design/security.md, "Flooding")."""

from datetime import timedelta

import pytest

from ostiary.policy.limits import GuessLimit
from ostiary.policy.vocabulary import FactorKind
from ostiary.services import mail_limits
from ostiary.services.outcomes import MailedCodeView, MailFailed, RateLimited
from tests.support.crew import at_once
from tests.support.door import Door
from tests.support.scene import Scene

THREE_AN_HOUR = GuessLimit(failures=3, window=timedelta(hours=1))


async def _waiting(scene: Scene, count: int) -> tuple[Door, list[str]]:
    """The door of one application, and a login that waits for each of so many users."""
    application = await scene.application(FactorKind.EMAIL)
    door = Door(scene, application)
    users = [await scene.user(f"user{number}@example.com", application) for number in range(count)]
    return door, [await door.challenge(user) for user in users]


@pytest.mark.parametrize("limit", ["MAILS_PER_ADDRESS", "MAILS_PER_APPLICATION"])
async def test_beyond_the_limit_nothing_is_mailed_until_its_window_ends(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(mail_limits, limit, THREE_AN_HOUR)
    door, tokens = await _waiting(scene, 5)
    first = scene.hands.now
    answers = [await door.send(token) for token in tokens]
    assert [type(each) for each in answers[:3]] == [MailedCodeView] * 3
    assert answers[3:] == [RateLimited(first + timedelta(hours=1))] * 2
    assert len(scene.mail.messages) == 3


async def test_parallel_requests_share_the_limit(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail_limits, "MAILS_PER_ADDRESS", THREE_AN_HOUR)
    door, tokens = await _waiting(scene, 8)
    answers = await at_once(8, lambda number: door.send(tokens[number]))
    assert [type(each) for each in answers].count(MailedCodeView) == 3


async def test_mail_that_could_not_be_handed_over_uses_up_nothing(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail_limits, "MAILS_PER_ADDRESS", THREE_AN_HOUR)
    door, tokens = await _waiting(scene, 5)
    scene.mail.is_refusing = True
    assert [type(await door.send(token)) for token in tokens] == [MailFailed] * 5
    scene.mail.is_refusing = False
    assert [type(await door.send(token)) for token in tokens[:3]] == [MailedCodeView] * 3
