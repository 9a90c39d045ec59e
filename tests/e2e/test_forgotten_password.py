"""A forgotten password, from the link below the form to the login with its second step; the console's own change."""

import json
import re
import time
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.console_pages import Console
from tests.e2e.demo_server import DemoServer, Person
from tests.e2e.forced import HELD, OFFLINE, Answers
from tests.e2e.inspection import looks, small_targets
from tests.e2e.languages import LOCALES, text
from tests.e2e.login_pages import Login

PAGE = "/login?client_id=demo"
LINK = re.compile(r"/login\?client_id=demo#reset=[\w-]{43}")
FORGED = f"{PAGE}#reset={'a' * 43}"
FAULT = {"errors": [{"message": "no", "extensions": {"code": "INTERNAL_SERVER_ERROR", "correlationId": "0123abcd"}}]}
NEW = "a new one of many letters"


@dataclass(frozen=True)
class Words:
    """What the screens say."""

    browser: str
    forgot: str
    email: str
    email_missing: str
    send: str
    limited: str
    network: str
    fault: str
    sent: str
    back: str
    sign_in_title: str
    reset_title: str
    new_password: str
    set: str
    too_short: str
    well_known: str
    done: str
    sign_in: str
    expired: str
    again: str


ENGLISH = Words(
    browser="en-US",
    forgot="Forgot your password?",
    email="Email",
    email_missing="Enter your email.",
    send="Send link",
    limited="Too many attempts. Try again in 1:30.",
    network="Can’t reach the server. Your entries are kept. Try again.",
    fault="Something went wrong on our side. Your entries are kept. Try again. (ref 0123abcd)",
    sent="If there is an account for this address, we have mailed a link.",
    back="Back to sign-in",
    sign_in_title="Sign in to Demo Application",
    reset_title="Set a new password",
    new_password="New password",
    set="Set password",
    too_short="Use 8 to 256 characters.",
    well_known="Many people use this password. Choose another one.",
    done="Your password is set",
    sign_in="Sign in",
    expired="This link does not work any more",
    again="Ask for a new link",
)
CHINESE = Words(
    browser="zh-CN",
    forgot="忘记密码？",
    email="邮箱",
    email_missing="请输入邮箱。",
    send="发送链接",
    limited="尝试次数过多，请在 1:30 后重试。",
    network="无法连接服务器，已保留您的输入，请重试。",
    fault="服务器出现问题，已保留您的输入，请重试。（编号 0123abcd）",
    sent="如果该邮箱有账号，我们已发送链接。",
    back="返回登录",
    sign_in_title="登录 Demo Application",
    reset_title="设置新密码",
    new_password="新密码",
    set="设置密码",
    too_short="请使用 8 到 256 个字符。",
    well_known="很多人使用此密码，请另选一个。",
    done="密码已设置",
    sign_in="登录",
    expired="链接已失效",
    again="重新获取链接",
)
both_languages = pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=["en", "zh"])


def mailed_link(demo: DemoServer, email: str) -> str:
    """The address in the newest mail to `email` that has one, without its origin."""
    patience = time.monotonic() + 10
    while time.monotonic() < patience:
        mails: list[dict[str, str]] = json.loads(demo.read("/mailbox.json"))
        found = [LINK.findall(json.dumps(mail)) for mail in mails if mail["to"] == email]
        links = [link[0] for link in found if link]
        if links:
            return str(links[0])
        time.sleep(0.1)
    raise AssertionError(f"no link was mailed to {email}")


def ask(page: Page, words: Words, email: str) -> None:
    page.goto(PAGE)
    page.get_by_role("button", name=words.forgot).click()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.get_by_label(words.email, exact=True).fill(email)
    page.get_by_role("button", name=words.send).click()


def test_the_whole_way_ends_at_the_second_step(demo: DemoServer, visitors: Visitors) -> None:
    person = demo.person("new")
    login = Login(visitors(), demo, "demo", person)
    ask(login.page, ENGLISH, person.email)
    expect(login.page.get_by_text(ENGLISH.sent)).to_be_visible()
    link = mailed_link(demo, person.email)

    page = visitors()
    page.goto(link)
    page.get_by_label(ENGLISH.new_password, exact=True).fill("password1")
    page.get_by_role("button", name=ENGLISH.set).click()
    expect(page.get_by_role("alert").filter(has_text=ENGLISH.well_known)).to_be_visible()
    page.get_by_label(ENGLISH.new_password, exact=True).fill(NEW)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(ENGLISH.done)
    assert "#" not in page.url
    page.get_by_role("button", name=ENGLISH.sign_in).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ENGLISH.sign_in_title)

    renewed = Login(page, demo, "demo", Person(person.email, NEW))
    renewed.enter_password()
    expect(renewed.heading).to_have_text("Verify it’s you")
    again = visitors()
    again.goto(link)
    again.get_by_label(ENGLISH.new_password, exact=True).fill("yet another password")
    again.keyboard.press("Enter")
    expect(again.get_by_role("heading", level=1)).to_have_text(ENGLISH.expired)


@both_languages
def test_asking_for_a_link(visitors: Visitors, words: Words) -> None:
    page = visitors(words.browser)
    answers = Answers(page)
    page.goto(PAGE)
    page.get_by_role("button", name=words.forgot).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words.forgot)
    looks(page, "forgotten-request")
    assert small_targets(page) == []
    send = page.get_by_role("button", name=words.send)
    send.click()
    expect(page.get_by_role("alert").filter(has_text=words.email_missing)).to_be_visible()
    expect(page.get_by_label(words.email, exact=True)).to_be_focused()
    page.get_by_label(words.email, exact=True).fill("ada@example.com")
    for answer, sentence in ((OFFLINE, words.network), (FAULT, words.fault)):
        answers.force(requestPasswordReset=answer)
        send.click()
        expect(page.get_by_role("alert").filter(has_text=sentence)).to_be_visible()
        expect(page.get_by_label(words.email, exact=True)).to_have_value("ada@example.com")
    answers.force(requestPasswordReset={"__typename": "RateLimited", "retryAfter": 90})
    send.click()
    expect(page.get_by_role("alert").filter(has_text=words.limited)).to_have_count(1)
    looks(page, "forgotten-limited")
    answers.force(requestPasswordReset={"__typename": "PasswordResetRequested"})
    send.click()
    expect(page.get_by_text(words.sent)).to_be_visible()
    looks(page, "forgotten-sent")
    page.get_by_role("button", name=words.back).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words.sign_in_title)


@both_languages
def test_the_page_of_a_link(visitors: Visitors, words: Words) -> None:
    page = visitors(words.browser)
    answers = Answers(page)
    page.goto(FORGED)
    expect(page.get_by_role("heading", level=1)).to_have_text(words.reset_title)
    field = page.get_by_label(words.new_password, exact=True)
    expect(field).to_have_attribute("autocomplete", "new-password")
    looks(page, "forgotten-reset")
    assert small_targets(page) == []
    field.fill("1234567")
    page.get_by_role("button", name=words.set).click()
    expect(page.get_by_role("alert").filter(has_text=words.too_short)).to_be_visible()
    field.fill(NEW)
    answers.force(resetPassword={"__typename": "PasswordRefused", "reason": "WELL_KNOWN"})
    page.get_by_role("button", name=words.set).click()
    expect(page.get_by_role("alert").filter(has_text=words.well_known)).to_be_visible()
    expect(field).to_be_focused()
    looks(page, "forgotten-refused")
    answers.force(resetPassword=HELD)
    page.keyboard.press("Enter")
    answers.release(resetPassword={"__typename": "PasswordReset"})
    expect(page.get_by_role("heading", level=1)).to_have_text(words.done)
    looks(page, "forgotten-done")


@both_languages
def test_a_link_that_is_over_leads_to_a_new_one(visitors: Visitors, words: Words) -> None:
    page = visitors(words.browser)
    page.goto(FORGED)
    page.get_by_label(words.new_password, exact=True).fill(NEW)
    page.get_by_role("button", name=words.set).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words.expired)
    looks(page, "forgotten-expired")
    page.get_by_role("button", name=words.again).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words.forgot)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_wrong_password_changes_nothing_and_says_so(visitors: Visitors, session: StorageState, locale: str) -> None:
    page, change = visitors(locale, storage_state=session), text(locale, "Change password", "修改密码")
    page.goto("/users")
    page.get_by_role("button", name=change).click()
    dialog = page.get_by_role("dialog", name=change)
    current = dialog.get_by_label(text(locale, "Current password", "当前密码"))
    expect(current).to_be_focused()
    looks(page, "change-password")
    current.fill("not the password")
    dialog.get_by_label(text(locale, "New password", "新密码")).fill(NEW)
    dialog.get_by_role("button", name=change).click()
    wrong = text(locale, "The current password is incorrect.", "当前密码不正确。")
    expect(dialog.get_by_role("alert")).to_have_text(wrong)
    expect(current).to_be_focused()
    looks(page, "change-password-wrong")


def test_an_administrator_changes_their_own_password(demo: DemoServer, console: Console) -> None:
    page = console.page
    page.get_by_role("button", name="Change password").click()
    dialog = page.get_by_role("dialog", name="Change password")
    submit = dialog.get_by_role("button", name="Change password")
    dialog.get_by_label("Current password").fill(demo.person("admin").password)
    dialog.get_by_label("New password").fill("password1")
    submit.click()
    expect(dialog.get_by_text("Many people use this password. Choose another one.")).to_be_visible()
    dialog.get_by_label("New password").fill(NEW)
    submit.click()
    expect(dialog).to_have_count(0)
    # Back to what the other tests of this run know.
    page.get_by_role("button", name="Change password").click()
    dialog.get_by_label("Current password").fill(NEW)
    dialog.get_by_label("New password").fill(demo.person("admin").password)
    submit.click()
    expect(dialog).to_have_count(0)
