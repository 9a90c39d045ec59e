"""The dialog that asks for a fresh second step: over any page, in both languages, and the work goes on by itself."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Visitors
from tests.e2e.inspection import looks
from tests.e2e.languages import LOCALES, text
from tests.e2e.step_up_server import DONE, LOCKED, WRONG, StepUpServer

TITLE = {"en-US": "Confirm it’s you", "zh-CN": "验证您的身份"}
CODE = {"en-US": "Code from your authenticator app", "zh-CN": "验证器应用中的验证码"}
CONFIRM = {"en-US": "Confirm", "zh-CN": "确认"}

Begin = Callable[..., Page]


@pytest.fixture
def begin(session: Any, visitors: Visitors) -> Begin:
    """Fills the form for an API token and sends it, to a server that asks for a step-up."""

    def open_dialog(server: StepUpServer, locale: str = "en-US") -> Page:
        page = visitors(locale, storage_state=session)
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
def test_the_email_code_is_sent_when_it_is_asked_for(begin: Begin, locale: str) -> None:
    page = begin(StepUpServer(DONE), locale)
    dialog = asking(page, locale)
    dialog.get_by_label(text(locale, "Second step", "验证方式")).select_option("EMAIL")
    dialog.get_by_role("button", name=text(locale, "Email me a code", "发送邮件验证码")).click()
    sent = "We sent a code to a•••@example.com. It works for 10 minutes."
    expect(dialog.get_by_text(text(locale, sent, "验证码已发送至 a•••@example.com，10 分钟内有效。"))).to_be_visible()
    again = re.compile(text(locale, r"^Resend in 0:\d\d$", r"^\d+ 秒后可重新发送$"))
    expect(dialog.get_by_role("button", name=again)).to_have_attribute("aria-disabled", "true")
    field = dialog.get_by_label(text(locale, "Code from the email", "邮件中的验证码"))
    expect(field).to_be_focused()
    looks(page, "step-up-email")
    field.fill("123456")
    expect(page.get_by_text("ost_").first).to_be_visible()


@pytest.mark.parametrize("way", ["Escape", "Cancel"])
def test_leaving_it_loses_nothing_and_does_nothing(begin: Begin, way: str) -> None:
    page = begin(StepUpServer())
    if way == "Escape":
        page.keyboard.press("Escape")
    else:
        asking(page).get_by_role("button", name="Cancel").click()
    expect(asking(page)).to_have_count(0)
    form = page.get_by_role("dialog", name="Create token")
    expect(form.locator("input[name=name]")).to_have_value("Nightly")
    expect(form.get_by_role("alert")).to_contain_text("Nothing was done")
    assert form.evaluate("each => each.contains(document.activeElement)")
    form.get_by_role("button", name="Create", exact=True).click()
    expect(asking(page)).to_be_visible()


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("when", ["before", "at the sixth code"])
def test_a_locked_account_is_told_until_when(begin: Begin, when: str, locale: str) -> None:
    page = begin(StepUpServer(begun=LOCKED) if when == "before" else StepUpServer(LOCKED), locale)
    dialog = asking(page, locale)
    if when != "before":
        dialog.get_by_label(CODE[locale]).fill("123456")
    expect(dialog.get_by_text(text(locale, "your account is locked until", "账号已锁定至"))).to_be_visible()
    looks(page, "step-up-locked" if when == "before" else "step-up-locked-now")
