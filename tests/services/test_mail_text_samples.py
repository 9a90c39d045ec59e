"""A text tried out: the very mail, shown or sent to the administrator alone; nothing is saved (L9, C5)."""

from typing import Any

from ostiary.policy.audit import AuditEventType
from ostiary.policy.mail_templates import MailKind, MailText
from ostiary.services import mail_text_samples
from ostiary.services.outcomes import MailChecked, MailFailed, RateLimited, ResetLinkEnded
from ostiary.services.password_reset import reset_password
from ostiary.store.mail_texts import mail_texts_of
from ostiary.store.records import ApplicationRecord, MailTextKey
from tests.support.mail_text_desk import OURS, code_key
from tests.support.rows import changed_by
from tests.support.scene import OFFICE, Scene


async def test_a_preview_is_the_mail_and_saves_nothing(scene: Scene) -> None:
    acme = await scene.application()
    shown: list[Any] = []

    async def look() -> None:
        shown.append(await mail_text_samples.preview_mail_text(scene.runtime, code_key(acme), OURS))

    assert await changed_by(look) == set()
    assert shown[0].subject == "123456 opens Acme"
    assert shown[0].text.startswith("Hi ann@example.com\nfrom 203.0.113.7 (DE)\n\n123456\n\n")


async def test_a_sample_of_the_link_to_a_new_password_sets_none(scene: Scene) -> None:
    acme = await scene.application()
    key = MailTextKey(acme.id, MailKind.PASSWORD_RESET, "zh")
    shown: Any = await mail_text_samples.preview_mail_text(scene.runtime, key, MailText("新密码", "{link}"))
    link = "https://login.example.com/login?client_id=acme#reset="
    assert shown.text.startswith(f"{link}{mail_text_samples.SAMPLE_TOKEN}\n\n")
    told = await reset_password(scene.runtime, mail_text_samples.SAMPLE_TOKEN, "another horse, another staple", OFFICE)
    assert told == ResetLinkEnded()


async def attempt_test(scene: Scene, application: ApplicationRecord, text: MailText = OURS) -> Any:
    key = code_key(application)
    return await mail_text_samples.send_test_mail_text(scene.runtime, scene.admin, OFFICE, key, text)


async def test_a_test_mail_goes_to_the_administrator_alone_and_into_the_log(scene: Scene) -> None:
    acme = await scene.application()
    assert await attempt_test(scene, acme) == MailChecked("admin@example.com")
    assert scene.mail.subjects("admin@example.com") == ["123456 opens Acme"]
    (event,) = await scene.log(AuditEventType.MAIL_CHECKED)
    assert (event.application_id, event.details) == (acme.id, (("kind", "CODE"), ("language", "en")))
    assert (await mail_texts_of([acme.id]))[acme.id] == []


async def test_a_broken_text_is_not_mailed(scene: Scene) -> None:
    acme = await scene.application()
    assert await changed_by(lambda: attempt_test(scene, acme, MailText("a", "{"))) == set()
    assert scene.mail.messages == []


async def test_a_test_mail_that_nobody_takes_has_a_reference(scene: Scene) -> None:
    acme = await scene.application()
    scene.mail.is_refusing = True
    assert isinstance(await attempt_test(scene, acme), MailFailed)


async def test_test_mails_are_limited_to_five_in_ten_minutes(scene: Scene) -> None:
    acme = await scene.application()
    told = [await attempt_test(scene, acme) for _ in range(6)]
    assert [type(each) for each in told] == [MailChecked] * 5 + [RateLimited]
    assert len(scene.mail.messages) == 5
