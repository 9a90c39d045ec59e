"""The dialog that asks for a fresh second step: over any page, in both languages, and the work goes on by itself."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from ostiary.clock import Clock
from tests.e2e.conftest import Visitors
from tests.e2e.inspection import looks
from tests.e2e.languages import LOCALES, text
from tests.e2e.step_up_server import CHALLENGE, DONE, ENDLESS, LIMITED, LOCKED, SENT, WRONG, StepUpServer

TITLE = {"en-US": "Confirm it’s you", "zh-CN": "验证您的身份"}
CODE = {"en-US": "Code from your authenticator app", "zh-CN": "验证器应用中的验证码"}
CONFIRM = {"en-US": "Confirm", "zh-CN": "确认"}

Begin = Callable[..., Page]


@pytest.fixture
def begin(session: Any, visitors: Visitors) -> Begin:
    """Fills the form for an API token and sends it, to a server that asks for a step-up."""

    def open_dialog(server: StepUpServer, locale: str = "en-US", device_is_off: timedelta | None = None) -> Page:
        page = visitors(locale, storage_state=session)
        if device_is_off:
            page.clock.install(time=Clock().now() + device_is_off)
        page.route("**/graphql", server)
        page.goto("/settings/tokens")
        zh = locale == "zh-CN"
        page.get_by_role("button", name="创建令牌" if zh else "Create token").click()
        page.locator("input[name=name]").fill("Nightly")
        page.get_by_role("button", name="创建" if zh else "Create", exact=True).click()
        expect(asking(page, locale)).to_be_visible()
        return page

    return open_dialog


def asking(page: Page, locale: str = "en-US") -> Locator:
    return page.get_by_role("dialog", name=TITLE[locale])


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_a_wrong_code_says_so_and_the_right_one_lets_the_work_go_on(begin: Begin, locale: str) -> None:
    server = StepUpServer(WRONG, DONE)
    page = begin(server, locale)
    dialog = asking(page, locale)
    field = dialog.get_by_label(CODE[locale])
    expect(field).to_have_attribute("autocomplete", "one-time-code")
    expect(field).to_be_focused()
    looks(page, "step-up")
    field.fill("Your code is １２３ 456!")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("123456")
    expect(field).to_be_focused()
    assert field.evaluate("each => each.value.slice(each.selectionStart, each.selectionEnd)") == "123456"
    looks(page, "step-up-wrong")
    # The first complete code went by itself; after an error none does.
    field.fill("123457")
    page.wait_for_timeout(300)
    assert server.codes == ["123456"]
    dialog.get_by_role("button", name=CONFIRM[locale], exact=True).click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_text("ost_").first).to_be_visible()
    assert server.codes == ["123456", "123457"]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_email_code_is_sent_and_every_wait_is_the_servers(begin: Begin, locale: str) -> None:
    """Also on a device whose clock is days off."""
    server = StepUpServer(DONE)
    page = begin(server, locale, device_is_off=timedelta(days=2))
    dialog = asking(page, locale)
    dialog.get_by_label(text(locale, "Second step", "验证方式")).select_option("EMAIL")
    server.mailed = LIMITED
    send = dialog.get_by_role("button", name=text(locale, "Email me a code", "发送邮件验证码"))
    send.click()
    too_many = "That’s too many requests. Wait until you can request the next code."
    expect(dialog.get_by_role("alert")).to_have_text(text(locale, too_many, "请求过于频繁，请稍后再获取验证码。"))
    waiting = dialog.get_by_role("button", name=re.compile(text(locale, r"^Resend in \d\d:\d\d$", "后可重新发送$")))
    expect(waiting).to_have_attribute("aria-disabled", "true")
    looks(page, "step-up-limited")
    page.clock.fast_forward("31:00")
    again = dialog.get_by_role("status").filter(has_text=text(locale, "You can request a new code.", "现在可以重新"))
    expect(again).to_have_count(1)

    server.mailed = SENT
    send.click()
    expect(dialog.get_by_role("alert")).to_have_count(0)
    field = dialog.get_by_label(text(locale, "Code from the email", "邮件中的验证码"))
    expect(field).to_be_focused()
    field.fill("123456")
    expect(page.get_by_text("ost_").first).to_be_visible()


@pytest.mark.parametrize("locale", LOCALES)
def test_few_attempts_are_told_on_entry_and_a_mailed_code_works_for_ten_minutes(begin: Begin, locale: str) -> None:
    server = StepUpServer(DONE, begun={**CHALLENGE, "attemptsRemaining": 2})
    page = begin(server, locale, device_is_off=timedelta(days=2))
    dialog = asking(page, locale)
    two = text(locale, "2 attempts left before a 1-hour lock.", "再错 2 次账号将锁定 1 小时。")
    expect(dialog.get_by_text(two)).to_be_visible()
    dialog.get_by_label(text(locale, "Second step", "验证方式")).select_option("EMAIL")
    dialog.get_by_role("button", name=text(locale, "Email me a code", "发送邮件验证码")).click()
    sent = "We sent a code to a•••@example.com. It works for 10 minutes."
    expect(dialog.get_by_text(text(locale, sent, "验证码已发送至 a•••@example.com，10 分钟内有效。"))).to_be_visible()
    again = re.compile(text(locale, r"^Resend in 0:\d\d$", r"^\d+ 秒后可重新发送$"))
    expect(dialog.get_by_role("button", name=again)).to_have_attribute("aria-disabled", "true")
    looks(page, "step-up-email")


@pytest.mark.parametrize(("way", "locale"), [("Escape", "en-US"), ("Cancel", "zh-CN")])
def test_leaving_it_loses_nothing_and_does_nothing(begin: Begin, way: str, locale: str) -> None:
    page = begin(StepUpServer(), locale)
    if way == "Escape":
        page.keyboard.press("Escape")
    else:
        asking(page, locale).get_by_role("button", name=text(locale, "Cancel", "取消")).click()
    expect(asking(page, locale)).to_have_count(0)
    form = page.get_by_role("dialog", name=text(locale, "Create token", "创建令牌"))
    expect(form.locator("input[name=name]")).to_have_value("Nightly")
    expect(form.get_by_role("alert")).to_contain_text(text(locale, "Nothing was done", "未执行"))
    assert form.evaluate("each => each.contains(document.activeElement)")
    looks(page, "step-up-left")
    form.get_by_role("button", name=text(locale, "Create", "创建"), exact=True).click()
    expect(asking(page, locale)).to_be_visible()


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("when", ["before", "at the sixth code"])
def test_a_locked_account_is_told_until_when(begin: Begin, when: str, locale: str) -> None:
    page = begin(StepUpServer(begun=LOCKED) if when == "before" else StepUpServer(LOCKED), locale)
    dialog = asking(page, locale)
    if when != "before":
        dialog.get_by_label(CODE[locale]).fill("123456")
    until = re.compile(text(locale, r"your account is locked until \d\d:\d\d\.", r"账号已锁定至 \d\d:\d\d。"))
    expect(dialog.get_by_role("alert")).to_have_text(until)
    # Nothing is left to enter, and the focus is on the way out.
    expect(dialog.get_by_role("textbox")).to_have_count(0)
    expect(dialog.get_by_role("button")).to_have_text([text(locale, "Cancel", "取消")])
    expect(dialog.get_by_role("button")).to_be_focused()
    looks(page, "step-up-locked" if when == "before" else "step-up-locked-now")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_lock_without_an_end_names_who_ends_it(begin: Begin, locale: str) -> None:
    page = begin(StepUpServer(ENDLESS), locale)
    dialog = asking(page, locale)
    dialog.get_by_label(CODE[locale]).fill("123456")
    told = "Too many wrong codes: your account is locked until an administrator unlocks it. You stay signed in."
    chinese = "错误次数过多，账号已锁定，须由管理员解锁。您仍保持登录。"
    expect(dialog.get_by_role("alert")).to_have_text(text(locale, told, chinese))
    expect(dialog).not_to_contain_text("9999")
    looks(page, "step-up-locked-for-good")
