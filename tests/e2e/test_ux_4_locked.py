"""ux.md 4, "Locked", and the session step's end: each state in both languages, every width and both schemes."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visitors
from tests.e2e.demo_server import DemoServer
from tests.e2e.forced import OTP_BOUND, Answers, challenge, locked
from tests.e2e.inspection import looks, small_targets
from tests.e2e.login_pages import Login

PAGE = "/login?client_id=demo"
# 15:42 in the time zone that the visitors live in.
UNTIL = "2026-11-24T07:42:00+00:00"
ZONE = "Asia/Shanghai"


@dataclass(frozen=True)
class Words:
    """What the screen says."""

    browser: str
    email: str
    password: str
    go_on: str
    title: str
    until: str
    mail: str
    endless: str
    help: str
    ten_minutes: str
    one_minute: str
    over: str
    again: str
    other_account: str
    expired: str
    start_again: str
    sign_in: str


ENGLISH = Words(
    browser="en-US",
    email="Email",
    password="Password",
    go_on="Continue",
    title="Account locked",
    until="Too many incorrect codes. Try again at 15:42 (in 59:58).",
    mail="We emailed you about it. If that was not you, change your password.",
    endless="Too many incorrect codes. Ask your administrator to unlock the account.",
    help="Get help",
    ten_minutes="10 minutes left.",
    one_minute="1 minute left.",
    over="You can sign in again.",
    again="Sign in",
    other_account="Use a different account",
    expired="Your sign-in has expired. Start again.",
    start_again="Start again",
    sign_in="Sign in to Demo Application",
)
CHINESE = Words(
    browser="zh-CN",
    email="邮箱",
    password="密码",
    go_on="继续",
    title="账号已锁定",
    until="错误次数过多，请于 15:42（59:58 后）重试。",
    mail="我们已通过邮件通知您。如果不是您本人操作，请修改密码。",
    endless="错误次数过多，请联系管理员解锁账号。",
    help="获取帮助",
    ten_minutes="还剩 10 分钟。",
    one_minute="还剩 1 分钟。",
    over="现在可以重新登录。",
    again="登录",
    other_account="使用其他账号",
    expired="您的登录已过期，请重新开始。",
    start_again="重新开始",
    sign_in="登录 Demo Application",
)
both_languages = pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=["en", "zh"])


def enter(page: Page, words: Words) -> None:
    """A password, whose answer is forced."""
    page.goto(PAGE)
    page.get_by_label(words.email, exact=True).fill("ada@example.com")
    page.get_by_label(words.password, exact=True).fill("a password of hers")
    page.get_by_role("button", name=words.go_on).click()


@both_languages
def test_the_lock_counts_down_and_turns_itself_into_sign_in(visitors: Visitors, words: Words) -> None:
    page = visitors(words.browser, timezone_id=ZONE)
    page.clock.install(time="2026-11-24T06:42:02Z")
    Answers(page).force(startLogin=locked(3598, UNTIL))
    enter(page, words)
    heading, timer = page.get_by_role("heading", level=1), page.get_by_role("timer")
    expect(heading).to_have_text(words.title)
    # Entry: the title has the focus, and the sentence is read with it.
    expect(heading).to_be_focused()
    expect(heading).to_have_attribute("aria-describedby", "about")
    expect(page).to_have_title(f"{words.title} · Demo Application")
    page.clock.pause_at("2026-11-24T06:42:10Z")
    assert as_counted(timer.inner_text()) == as_counted(words.until)
    expect(timer).to_have_attribute("aria-live", "off")
    expect(timer).to_have_id("about")
    expect(page.get_by_text(words.mail)).to_be_visible()
    page.clock.resume()
    looks(page, "4-locked")
    assert small_targets(page) == []

    spoken = page.get_by_role("status")
    expect(spoken).to_have_text("")
    page.clock.fast_forward("50:00")
    expect(spoken).to_have_text(words.ten_minutes)
    page.clock.fast_forward("09:00")
    expect(spoken).to_have_text(words.one_minute)
    looks(page, "4-last-minute")
    page.clock.fast_forward("01:00")
    expect(heading).to_have_text(words.over)
    expect(spoken).to_have_text(words.over)
    expect(timer).to_have_count(0)
    again = page.get_by_role("button", name=words.again, exact=True)
    expect(again).to_be_focused()
    looks(page, "4-over")
    page.keyboard.press("Enter")
    expect(heading).to_have_text(words.sign_in)


def as_counted(sentence: str) -> str:
    """The sentence without the seconds that pass while a page is drawn."""
    return re.sub(r"59:\d\d", "59:–", sentence)


@both_languages
def test_a_lock_without_an_end_names_the_way_out(visitors: Visitors, words: Words) -> None:
    page = visitors(words.browser)
    Answers(page).force(startLogin=locked(2**31 - 1, "9999-12-31T00:00:00+00:00"))
    enter(page, words)
    expect(page.get_by_text(words.endless)).to_be_visible()
    expect(page.get_by_role("timer")).to_have_count(0)
    help_link = page.get_by_role("link", name=words.help)
    expect(help_link).to_have_attribute("href", "mailto:help@example.com")
    looks(page, "4-endless")
    page.get_by_role("button", name=words.other_account).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words.sign_in)


@both_languages
def test_a_sign_in_that_expired_says_so(visitors: Visitors, words: Words) -> None:
    page = visitors(words.browser)
    page.clock.install()
    Answers(page).force(startLogin=challenge(OTP_BOUND), loginChallenge={"__typename": "ChallengeExpired"})
    enter(page, words)
    expect(page.get_by_role("button", name=words.other_account)).to_be_visible()
    page.clock.fast_forward("10:01")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(words.expired)
    expect(heading).to_be_focused()
    looks(page, "4-expired")
    page.get_by_role("button", name=words.start_again).click()
    expect(heading).to_have_text(words.sign_in)


def test_a_reload_and_another_tab_show_the_same_time(demo: DemoServer, visitors: Visitors) -> None:
    login = Login(visitors(), demo, "demo", demo.person("locked"))
    login.enter_password()
    expect(login.heading).to_have_text("Account locked")
    until = login.page.get_by_role("timer").inner_text().partition(" (")[0]
    assert re.fullmatch(r"Too many incorrect codes\. Try again at \d\d:\d\d", until)
    login.page.reload()
    expect(login.page.get_by_role("timer")).to_contain_text(until)
    tab = login.page.context.new_page()
    tab.goto(PAGE)
    expect(tab.get_by_role("timer")).to_contain_text(until)


def test_a_stranger_with_a_wrong_password_is_not_told_of_the_lock(demo: DemoServer, visitors: Visitors) -> None:
    page = visitors()
    page.goto(PAGE)
    page.get_by_label("Email", exact=True).fill(demo.person("locked").email)
    page.get_by_label("Password", exact=True).fill("not the password")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert").filter(has_text="Email or password is incorrect.")).to_be_visible()
