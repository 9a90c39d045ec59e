"""Mail texts of an application in the console: written, refused by line, previewed, tried, saved, given up (L9)."""

import re
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.console_pages import Console
from tests.e2e.demo_api import DemoApi
from tests.e2e.demo_server import DemoServer
from tests.e2e.inspection import looks, small_targets
from tests.e2e.languages import LOCALES, PHONE, text
from tests.e2e.mail_desk import Desk
from tests.e2e.stand_in import HELD, failure, stand_in

numbers = count(1)
SELECTION = "each => [each.selectionStart, each.selectionEnd]"
MISFIT = """(area) => {
  const names = ["height", "min-height"];
  names.forEach((name) => area.style.setProperty(name, "0"));
  const high = area.scrollHeight;
  names.forEach((name) => area.style.removeProperty(name));
  return [area.scrollWidth - area.clientWidth, high - area.previousSibling.clientHeight];
}"""
"""How much wider than its field the text is, and how much higher than the copy that carries the numbers; in pixels."""


@pytest.fixture(scope="module")
def api(demo: DemoServer) -> DemoApi:
    return DemoApi(demo).enter(demo.person("admin"))


@pytest.fixture
def desk(api: DemoApi, visitors: Visitors, session: StorageState) -> Callable[..., Desk]:
    """Makes an application; its page is not opened yet."""

    def sit_down(locale: str = "en-US", **settings: Any) -> Desk:
        client_id = f"mails-{next(numbers)}"
        application = api.create_application("Harbour Tickets", client_id)
        return Desk(visitors(locale, storage_state=session, **settings), api, application, locale)

    return sit_down


@pytest.mark.parametrize("locale", LOCALES)
def test_a_text_is_previewed_refused_at_its_line_saved_and_given_up(desk: Callable[..., Desk], locale: str) -> None:
    on = desk(locale).open()
    expect(on.page.get_by_text(text(locale, "This is the built-in text.", "当前为内置文本。"))).to_be_visible()
    looks(on.page, "mail-texts")
    on.subject.fill("{app} code")
    on.body.fill("Hi\n\n{code}\n{nam}")
    on.button("Text, line 4, column 1", "正文，第 4 行，第 1 列").click()
    expect(on.body).to_be_focused()
    expect(on.page.locator(".lined-faulty")).to_have_text("4")
    assert on.body.evaluate(SELECTION) == [11, 12]
    said = "There is no such variable here. Use one of those below."
    for faulty in (on.subject, on.body):
        expect(faulty).to_have_attribute("aria-invalid", "true")
    expect(on.subject).to_have_accessible_description(re.compile(text(locale, said, "此处没有该变量。")))
    looks(on.page, "mail-texts-broken")
    on.button("Save", "保存").click()
    expect(on.subject).to_be_focused()
    on.subject.fill("code")
    on.body.fill("Hi {email}\n\n{code}")
    expect(on.page.locator(".mail-sample").first).to_contain_text("Hi ann@example.com")
    on.button("Save", "保存").click()
    said = text(locale, "Saved. Holds from the next mail on.", "已保存，从下一封邮件起生效。")
    expect(on.page.get_by_text(said)).to_be_visible()
    expect(on.page.get_by_role("heading", level=1)).to_be_focused()
    back = on.button("Back to the built-in text", "恢复内置文本")
    back.click()
    looks(on.page, "mail-texts-reset")
    on.page.get_by_role("alertdialog").get_by_role("button").last.click()
    expect(on.page.get_by_text(text(locale, "This is the built-in text.", "当前为内置文本。"))).to_be_visible()
    expect(back).to_have_count(0)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_link_to_a_new_password_is_asked_for_and_stands_alone(desk: Callable[..., Desk], locale: str) -> None:
    on = desk(locale).open()
    mail = on.page.get_by_label(text(locale, "Mail", "邮件"), exact=True)
    mail.select_option(text(locale, "Link to a new password", "密码重置链接"))
    expect(on.subject).to_have_value(
        text(locale, "Set a new password for {application}", "为 {application} 设置新密码")
    )
    expect(on.page.locator(".mail-sample").first).to_contain_text("#reset=this-is-a-sample")
    looks(on.page, "mail-texts-link")
    on.body.fill("Hi {email}")
    missing = text(locale, "The required variable is missing.", "缺少必需的变量。")
    expect(on.page.get_by_text(missing)).to_be_visible()
    on.body.fill("Hi {email}\n\n-> {link}")
    touched = "Put the link on a line of its own: what touches it would break it."
    expect(on.page.get_by_text(text(locale, touched, "链接须独占一行，紧邻的文字会使其失效。"))).to_be_visible()
    on.body.fill("Hi {email}\n\n{link}")
    on.button("Save", "保存").click()
    expect(on.page.get_by_text(text(locale, "Saved. Holds", "已保存，从下一封邮件起生效。"))).to_be_visible()


@pytest.mark.parametrize("locale", LOCALES)
def test_a_long_line_wraps_and_the_next_number_stands_at_the_next_line(desk: Callable[..., Desk], locale: str) -> None:
    on = desk(locale).open()
    line = text(
        locale, "Somebody signs in to {application} as {email} and wants a code. ", "有人正在登录 {application}。"
    )
    on.body.fill(f"{line * 9}\n{'x' * 120}\n\n{{code}}\n{{nam}}\n" + "and so on\n" * 20)
    numbers = on.page.locator(".lined-number")
    expect(numbers).to_have_count(26)
    for width in (1280, 320):
        on.page.set_viewport_size({"width": width, "height": 800})
        assert on.body.evaluate(MISFIT) == [0, 0]
    expect(on.page.locator(".lined-faulty")).to_have_text("5")
    looks(on.page, "mail-texts-long-line")


@pytest.mark.parametrize("locale", LOCALES)
def test_somebody_elses_save_is_told_and_either_text_can_win(desk: Callable[..., Desk], locale: str) -> None:
    on = desk(locale).open()
    on.body.fill("mine {code}")
    on.somebody_saves(version=0)
    on.button("Save", "保存").click()
    by = text(locale, "Changed by admin@example.com just now.", "刚刚由 admin@example.com 更改。")
    notice = on.page.get_by_role("alert").filter(has_text=by)
    expect(notice).to_be_visible()
    looks(on.page, "mail-texts-conflict")
    on.button("Reload", "重新加载").click()
    expect(on.body).to_have_value("{code}")
    expect(on.page.get_by_role("heading", level=1)).to_be_focused()

    on.body.fill("mine after all {code}")
    on.somebody_saves(version=1)
    on.button("Save", "保存").click()
    on.button("Overwrite", "覆盖").click()
    expect(notice).to_have_count(0)
    on.open()
    expect(on.body).to_have_value("mine after all {code}")


@pytest.mark.parametrize("locale", LOCALES)
def test_leaving_with_unsaved_changes_asks(desk: Callable[..., Desk], locale: str) -> None:
    on = desk(locale).open()
    on.body.fill("not saved {code}")
    on.page.get_by_role("link", name=text(locale, "Overview", "概览")).click()
    asking = on.page.get_by_role("alertdialog", name=text(locale, "Leave without saving?", "尚未保存，确定离开？"))
    expect(asking.get_by_role("button", name=text(locale, "Stay", "留在此页"))).to_be_focused()
    looks(on.page, "mail-texts-leave")
    on.page.keyboard.press("Escape")
    expect(asking).to_have_count(0)
    expect(on.body).to_have_value("not saved {code}")
    on.page.get_by_role("link", name=text(locale, "Overview", "概览")).click()
    on.page.get_by_role("alertdialog").get_by_role("button", name=text(locale, "Leave", "离开"), exact=True).click()
    expect(on.page.get_by_role("heading", level=1)).to_have_text(text(locale, "Overview", "概览"))
    on.open()
    expect(on.body).not_to_have_value("not saved {code}")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_test_mail_arrives_says_what_failed_and_needs_a_whole_text(
    desk: Callable[..., Desk], demo: DemoServer, locale: str
) -> None:
    on = desk(locale).open()
    on.body.fill("Ahoy {email}: {code}")
    send = on.button("Send test mail", "发送测试邮件")
    send.click()
    expect(on.page.locator(".announcement")).to_contain_text("admin@example.com")
    assert "Ahoy admin@example.com" in demo.read("/mailbox.json").decode()
    looks(on.page, "mail-texts-tested")
    refused = {"__typename": "MailUnavailable", "reference": "A1B2C3"}
    stand_in(on.page, {"SendTestMailText": {"data": {"sendTestMailText": refused}}})
    send.click()
    expect(on.page.get_by_role("alert")).to_contain_text("A1B2C3")
    looks(on.page, "mail-texts-test-failed")
    limited = {"__typename": "RateLimited", "retryAt": "2026-11-24T15:42:00+00:00"}
    stand_in(on.page, {"SendTestMailText": {"data": {"sendTestMailText": limited}}})
    send.click()
    expect(on.page.get_by_role("alert")).to_contain_text("42")


def test_a_variable_lands_at_the_cursor_of_either_field(desk: Callable[..., Desk]) -> None:
    on = desk().open()
    chip = on.page.get_by_role("button", name=re.compile(r"^\{application\}"))
    on.body.fill("one two {code}")
    on.body.evaluate("each => each.setSelectionRange(4, 7)")
    chip.click()
    expect(on.body).to_have_value("one {application} {code}")
    expect(on.body).to_be_focused()
    on.page.wait_for_function("() => document.activeElement.selectionStart === 17")
    on.subject.fill("from , now")
    on.subject.evaluate("each => each.setSelectionRange(5, 5)")
    chip.click()
    expect(on.subject).to_have_value("from {application}, now")
    expect(on.subject).to_be_focused()
    on.page.wait_for_function("() => document.activeElement.selectionStart === 18")


def test_it_is_written_by_keyboard_alone(desk: Callable[..., Desk]) -> None:
    on = desk().open()
    keys = on.page.keyboard
    on.page.get_by_label("Language", exact=True).focus()
    keys.press("Tab")
    expect(on.subject).to_be_focused()
    keys.press("Tab")
    expect(on.body).to_be_focused()
    keys.press("Control+a")
    keys.type("Hi {cod}, ")
    expect(on.page.get_by_role("button", name="Text, line 1, column 4")).to_be_visible()
    keys.press("Tab")
    keys.press("Enter")
    expect(on.body).to_be_focused()
    keys.press("Control+a")
    keys.type("Your code: ")
    fault = on.page.get_by_text("The required variable is missing.")
    expect(fault).to_be_visible()
    keys.press("Tab")
    while "{code}" not in on.page.evaluate("document.activeElement.textContent"):
        keys.press("Tab")
    keys.press("Enter")
    expect(on.body).to_be_focused()
    expect(on.body).to_have_value("Your code: {code}")
    expect(fault).to_have_count(0)
    keys.press("Control+s")
    expect(on.page.get_by_text("Saved. Holds from the next mail on.")).to_be_visible()
    expect(on.body).to_be_focused()


@pytest.mark.parametrize("locale", LOCALES)
def test_an_auditor_reads_and_is_told_why_nothing_can_be_changed(
    desk: Callable[..., Desk], visitors: Visitors, locale: str
) -> None:
    on = desk(locale)
    on.page = visitors()
    Console(on.page).enter(on.api.create_person(f"mails-{locale.lower()}", role="AUDITOR"))
    if locale == "zh-CN":
        on.page.get_by_role("button", name="简体中文").click()
    on.open()
    reason = text(locale, "Read-only: the role Auditor cannot change mail texts.", "只读：审计员角色不能更改邮件文本。")
    expect(on.page.get_by_text(reason)).to_be_visible()
    expect(on.body).not_to_be_editable()
    expect(on.subject).not_to_be_editable()
    expect(on.button("Send test mail", "发送测试邮件")).to_have_count(0)
    expect(on.page.locator(".mail-variables")).to_have_count(0)
    looks(on.page, "mail-texts-auditor")


@pytest.mark.parametrize("locale", LOCALES)
def test_loading_failing_and_closed(desk: Callable[..., Desk], locale: str) -> None:
    on = desk(locale)
    for name, answer in (
        ("loading", HELD),
        ("forbidden", failure("FORBIDDEN")),
        ("failed", failure("INTERNAL_SERVER_ERROR")),
    ):
        on.page.unroute_all()
        stand_in(on.page, {"MailTexts": answer})
        on.page.goto(f"/applications/{on.application}/mail-texts")
        expect(on.page.locator("main .skeleton" if answer is HELD else "main .empty")).to_be_visible()
        expect(on.page.get_by_role("heading", level=1)).to_be_visible()
        looks(on.page, f"mail-texts-{name}")
    on.page.unroute_all()
    on.button("Try again", "重试").click()
    expect(on.body).to_be_visible()
    stand_in(on.page, {"MailTextPreview": failure("INTERNAL_SERVER_ERROR")})
    on.body.fill("{code} and more")
    expect(on.page.locator(".stale")).to_be_visible()
    looks(on.page, "mail-texts-preview-failed")
    on.page.unroute_all()
    on.button("Try again", "重试").click()
    expect(on.page.locator(".stale")).to_have_count(0)
    expect(on.page.locator(".mail-sample").first).to_contain_text("and more")


def test_fingers_find_every_target(desk: Callable[..., Desk]) -> None:
    on = desk(**PHONE).open()
    on.body.fill("{cod}")
    expect(on.page.locator(".lined-faulty")).to_be_visible()
    # Links of the shell have tests of their own.
    assert [each for each in small_targets(on.page) if not each.startswith("<a ")] == []
