"""Notices leave after the commit, in the background; what fails is logged and holds up nobody (rules M4, C5)."""

import pytest

from ostiary.mail.mailer import Message
from ostiary.store.mail_ledger import mail_delivery
from tests.support.scene import Scene

NOTICE = Message("ana@example.com", "subject", "text", "<p>text</p>")


async def test_a_notice_is_delivered_and_its_delivery_remembered(scene: Scene) -> None:
    scene.runtime.notify(NOTICE)
    await scene.runtime.drain()
    assert scene.mail.messages == [NOTICE]
    assert (await mail_delivery()).last_delivered_at == scene.hands.now


async def test_a_notice_that_is_refused_is_remembered_as_that(scene: Scene) -> None:
    scene.mail.is_refusing = True
    scene.runtime.notify(NOTICE)
    await scene.runtime.drain()
    delivery = await mail_delivery()
    assert (delivery.last_delivered_at, delivery.last_failed_at) == (None, scene.hands.now)


async def test_without_mail_a_notice_is_a_line_in_the_log_without_its_text(
    scene: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    scene.mail.is_configured = False
    scene.runtime.notify(NOTICE)
    await scene.runtime.drain()
    said = capsys.readouterr()
    assert "notice_not_mailed" in said.out + said.err
    assert "ana@example.com" not in said.out + said.err


async def test_a_notice_that_breaks_breaks_nothing_else(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    async def burst(_: Message) -> bool:
        raise ZeroDivisionError

    monkeypatch.setattr(scene.mail, "deliver", burst)
    scene.runtime.notify(NOTICE)
    await scene.runtime.drain()
    assert scene.mail.messages == []
