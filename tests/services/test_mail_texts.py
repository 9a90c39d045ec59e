"""An application's own mail texts: saved over the version that was read, sent from then on, given up (L9, M4, E2)."""

import re
from typing import Any

import pytest

from ostiary.mail.locale import Locale
from ostiary.policy.audit import AuditEventType
from ostiary.policy.limits import MAIL_INTERVAL
from ostiary.policy.mail_templates import MailKind, MailText
from ostiary.policy.vocabulary import FactorKind
from ostiary.services import mail_text_samples, mail_texts
from ostiary.services.outcomes import SubjectMissing
from ostiary.services.password_reset import request_password_reset
from ostiary.store.ids import new_id
from ostiary.store.mail_texts import mail_texts_of, put_mail_text
from ostiary.store.records import MailTextKey
from ostiary.store.statements import rows_of
from tests.support.crew import at_once
from tests.support.door import Door
from tests.support.mail_text_desk import OURS, code_key, save
from tests.support.rows import changed_by, state
from tests.support.scene import OFFICE, Scene
from tests.support.service_desk import ServiceDesk

SAVED, RESET = AuditEventType.MAIL_TEXT_SAVED, AuditEventType.MAIL_TEXT_RESET


async def reset(scene: Scene, key: MailTextKey, version: int) -> Any:
    return await mail_texts.reset_mail_text(scene.runtime, scene.actor, key, version)


async def test_a_saved_text_is_what_the_next_code_mail_says(scene: Scene) -> None:
    acme = await scene.application(FactorKind.EMAIL)
    ana = await scene.user("ana@example.com", acme)
    saved = await save(scene, code_key(acme))
    assert (saved.view.is_edited, saved.view.version, saved.view.text) == (True, 1, OURS)
    assert (saved.view.saved_at, saved.view.saved_by_id) == (scene.hands.now, scene.admin.id)
    door = Door(scene, acme)
    code = await door.mailed_code(await door.challenge(ana), ana)
    (message,) = scene.mail.to("ana@example.com")
    assert message.subject == f"{code} opens Acme"
    assert message.text.startswith(f"Hi ana@example.com\nfrom 203.0.113.7 (NL)\n\n{code}\n\nYours, {{Acme}}\n\nSent")
    assert f"<p><strong>{code}</strong></p>" in message.html
    assert "<p>Hi ana@example.com<br>\nfrom 203.0.113.7 (NL)</p>" in message.html


async def test_other_languages_and_other_applications_keep_the_built_in_text(scene: Scene) -> None:
    acme, shop = await scene.application(), await scene.application(client_id="shop")
    await save(scene, code_key(acme))
    assert (await mail_texts.sent_texts(acme.id, MailKind.CODE))[Locale.EN] == OURS
    built_in = mail_texts.BUILT_IN[MailKind.CODE]
    assert (await mail_texts.sent_texts(acme.id, MailKind.CODE))[Locale.ZH] == built_in[Locale.ZH]
    assert await mail_texts.sent_texts(shop.id, MailKind.CODE) == built_in


async def test_every_change_is_in_the_log_without_the_text(scene: Scene) -> None:
    acme = await scene.application()
    await save(scene, code_key(acme))
    await reset(scene, code_key(acme), 1)
    for event in (await scene.log(SAVED))[-1], (await scene.log(RESET))[-1]:
        assert (event.actor_id, event.application_id, event.ip) == (scene.admin.id, acme.id, OFFICE.ip)
        assert event.details == (("kind", "CODE"), ("language", "en"))


async def test_a_broken_text_is_refused_and_changes_nothing(scene: Scene) -> None:
    acme = await scene.application()
    outcome: list[Any] = []

    async def attempt() -> None:
        outcome.append(await save(scene, code_key(acme), MailText("is it", "Hi\n\n{cod}")))

    assert await changed_by(attempt) == set()
    assert isinstance(outcome[0], mail_texts.MailTextFaulty)
    assert [(fault.line, fault.column) for fault in outcome[0].faults] == [(1, 1), (3, 1)]


async def test_who_read_an_older_version_is_told_what_holds_and_changes_nothing(scene: Scene) -> None:
    acme = await scene.application()
    await save(scene, code_key(acme))
    before = await state()
    for version in (0, 2, -1):
        outcome = await save(scene, code_key(acme), MailText("other", "{code}"), version)
        assert (type(outcome), outcome.view.text) == (mail_texts.MailTextConflict, OURS)
        assert isinstance(await reset(scene, code_key(acme), version), mail_texts.MailTextConflict)
    assert await state() == before


async def test_a_version_never_comes_again_after_a_reset(scene: Scene) -> None:
    """Or whoever had read the text before the reset would overwrite what was saved after it."""
    acme = await scene.application()
    key = code_key(acme)
    versions = [(await save(scene, key)).view.version]
    given_up = await reset(scene, key, 1)
    assert (given_up.view.is_edited, given_up.view.text) == (False, mail_texts.BUILT_IN[MailKind.CODE][Locale.EN])
    versions += [given_up.view.version, (await save(scene, key, version=2)).view.version]
    assert versions == [1, 2, 3]


async def test_giving_up_what_is_built_in_changes_nothing(scene: Scene) -> None:
    acme = await scene.application()
    assert await changed_by(lambda: reset(scene, code_key(acme), 0)) == set()


@pytest.mark.parametrize("version", [0, 1])
async def test_of_parallel_saves_exactly_one_wins(scene: Scene, version: int) -> None:
    acme = await scene.application()
    if version:
        await save(scene, code_key(acme))
    told = await at_once(8, lambda n: save(scene, code_key(acme), MailText(f"number {n}", "{code}"), version))
    won = [each for each in told if isinstance(each, mail_texts.MailTextSaved)]
    assert (len(won), sum(isinstance(each, mail_texts.MailTextConflict) for each in told)) == (1, 7)
    (record,) = (await mail_texts_of([acme.id]))[acme.id]
    assert (record.text, record.version) == (won[0].view.text, version + 1)
    assert len(await scene.log(SAVED)) == version + 1


async def test_an_application_that_is_gone_has_no_texts(scene: Scene) -> None:
    key = MailTextKey(new_id(), MailKind.CODE, "en")
    assert await save(scene, key) == SubjectMissing("application")
    assert await mail_text_samples.preview_mail_text(scene.runtime, key, OURS) == SubjectMissing("application")


async def test_a_text_that_later_rules_refuse_gives_way_to_the_built_in_one(scene: Scene) -> None:
    acme = await scene.application()
    await put_mail_text(code_key(acme), MailText("{gone}", "{code}"), 0, scene.hands.now, None)
    assert await mail_texts.sent_texts(acme.id, MailKind.CODE) == mail_texts.BUILT_IN[MailKind.CODE]


async def test_a_reset_in_one_application_is_told_in_its_words_and_in_many_in_ours(scene: Scene) -> None:
    acme = await scene.application(FactorKind.EMAIL)
    shop = await scene.application(FactorKind.EMAIL, client_id="shop")
    ana = await scene.user("ana@example.com", acme, shop)
    key = MailTextKey(acme.id, MailKind.BINDING_RESET, "en")
    await save(scene, key, MailText("{factor} gone", "Nothing is left in {application}.\n\n{next}"))
    for applications in ([acme], [acme, shop]):
        for each in applications:
            door = Door(scene, each)
            scene.hands.now += MAIL_INTERVAL
            token = await door.challenge(ana)
            await door.verify(token, await door.mailed_code(token, ana), FactorKind.EMAIL)
        await ServiceDesk(scene, ana).reset(None, FactorKind.EMAIL)
        await scene.runtime.drain()
    own, ours = [each for each in scene.mail.to("ana@example.com") if "/" in each.subject]
    assert own.subject == "email verification gone / 您的邮箱验证绑定已重置"
    assert own.text.startswith("Nothing is left in Acme.\n\nIf the application still asks for it")
    assert "管理员于" in own.text
    assert ours.subject == "Your email verification binding was reset / 您的邮箱验证绑定已重置"
    assert "in Acme, Shop." in ours.text


async def test_the_link_to_a_new_password_comes_in_the_words_of_the_application(scene: Scene) -> None:
    acme = await scene.application()
    ana = await scene.user("ana@example.com", acme)
    key = MailTextKey(acme.id, MailKind.PASSWORD_RESET, "en")
    await save(scene, key, MailText("New for {application}", "Hi {email},\n\n<b>Go on:\n{link}\n\nFrom {country}"))
    for locale in (Locale.EN, Locale.ZH):
        await request_password_reset(scene.runtime, "acme", ana.email, OFFICE, locale)
        await scene.runtime.drain()
    own, ours = scene.mail.to(ana.email)
    assert own.subject == "New for Acme"
    link = r"https://login\.example\.com/login\?client_id=acme#reset=[\w-]{43}"
    assert re.match(rf"Hi ana@example\.com,\n\n<b>Go on:\n{link}\n\nFrom {OFFICE.country}\n\nSent", own.text)
    assert re.search(rf'<p>&lt;b&gt;Go on:<br>\n<a href="{link}">{link}</a></p>', own.html)
    assert ours.subject == "为 Acme 设置新密码"


async def test_a_text_of_a_kind_that_a_later_version_knows_disturbs_no_other(scene: Scene) -> None:
    acme = await scene.application()
    await save(scene, code_key(acme))
    await rows_of("UPDATE mail_texts SET kind = 'WELCOME'")
    assert await mail_texts.sent_texts(acme.id, MailKind.CODE) == mail_texts.BUILT_IN[MailKind.CODE]


async def test_there_is_a_text_for_every_kind_in_every_language(scene: Scene) -> None:
    acme = await scene.application()
    views = mail_texts.all_texts(acme.id, (await mail_texts_of([acme.id]))[acme.id])
    assert [(view.key.kind.value, view.key.language, view.version) for view in views] == [
        ("CODE", "en", 0),
        ("CODE", "zh", 0),
        ("BINDING_RESET", "en", 0),
        ("BINDING_RESET", "zh", 0),
        ("PASSWORD_RESET", "en", 0),
        ("PASSWORD_RESET", "zh", 0),
    ]
