"""Configuration › Security Settings › Multi-Factor Authentication, sentence by sentence (ux.md 6; rules C1 to C5)."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.console_pages import Console
from tests.e2e.demo_api import DemoApi
from tests.e2e.demo_server import DemoServer
from tests.e2e.inspection import looks
from tests.e2e.languages import LOCALES, text

LIVE = "Bound Works"
EMPTY = "Empty Works"


@dataclass(frozen=True)
class Applications:
    """`live`: OTP on and bound once. `empty`: OTP on, bound by nobody."""

    live: str
    empty: str
    api: DemoApi


@pytest.fixture(scope="module")
def applications(demo: DemoServer) -> Applications:
    api = DemoApi(demo).enter(demo.person("admin"))
    live, empty = api.create_application(LIVE, "bound-works"), api.create_application(EMPTY, "empty-works")
    for application in (live, empty):
        api.save_factor(application, "OTP", enabled=True)
    api.bind_otp("bound-works", api.create_person("mfa-user", live))
    return Applications(live, empty, api)


@pytest.fixture(scope="module")
def auditor(chromium: Browser, demo: DemoServer, applications: Applications) -> StorageState:
    """Somebody who may look, signed in once."""
    context = chromium.new_context(locale="en-US", base_url=demo.origin)
    Console(context.new_page()).enter(applications.api.create_person("mfa-auditor", role="AUDITOR"))
    state = context.storage_state()
    context.close()
    return state


OpenSettings = Callable[..., Page]


@pytest.fixture
def open_settings(visitors: Visitors, session: StorageState) -> OpenSettings:
    """The page of one application, nothing staged."""

    def settings(application: str, locale: str = "en-US") -> Page:
        page = visitors(locale=locale, storage_state=session)
        page.goto(f"/applications/{application}/configuration/security/mfa")
        expect(page.get_by_role("switch").first).to_be_visible()
        discard = page.get_by_role("button", name=text(locale, "Discard", "放弃"))
        if discard.count():
            discard.click()
            expect(discard).to_have_count(0)
        return page

    return settings


def otp(page: Page) -> Locator:
    return page.get_by_role("switch", name="OTP", exact=True)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_way_there_and_the_words(applications: Applications, open_settings: OpenSettings, locale: str) -> None:
    page = open_settings(applications.live, locale)
    crumbs = page.get_by_role("navigation", name=text(locale, "Breadcrumb", "当前位置")).get_by_role("listitem")
    way = ["Applications", LIVE, "Configuration", "Security Settings", "Multi-Factor Authentication"]
    expect(crumbs).to_have_text(way if locale == "en-US" else ["应用", LIVE, "配置", "安全设置", "多因素认证"])
    expect(page.get_by_role("heading", level=2)).to_have_text(text(locale, "Factor Management", "认证因素管理"))
    for english, chinese in (
        (
            "OTP: codes from an authenticator app. 1 user has bound it.",
            "OTP：使用身份验证器应用的动态验证码。1 位用户已绑定。",
        ),
        ("Email: codes sent by email. No user has used it.", "邮箱验证码：通过邮件发送验证码。尚无用户使用。"),
    ):
        expect(page.get_by_text(text(locale, english, chinese), exact=True)).to_be_visible()
    expect(page.get_by_text(text(locale, "just now.", "刚刚由 admin@example.com 更改。"))).to_be_visible()
    looks(page, "mfa")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_bar_names_the_change_and_leaving_asks(
    applications: Applications, open_settings: OpenSettings, locale: str
) -> None:
    page = open_settings(applications.live, locale)
    otp(page).focus()
    page.keyboard.press("Space")
    bar = page.get_by_role("region", name=text(locale, "Unsaved changes: OTP off", "未保存的更改：关闭 OTP"))
    expect(bar).to_be_visible()
    expect(
        page.get_by_text(text(locale, "Users will sign in with a password only.", "用户将仅使用密码登录。"))
    ).to_be_visible()
    looks(page, "mfa-unsaved")
    here = page.url
    page.get_by_role("link", name=text(locale, "User List", "用户列表")).click()
    asking = page.get_by_role("alertdialog", name=text(locale, "Leave without saving?", "尚未保存，确定离开？"))
    expect(asking.get_by_role("button", name=text(locale, "Stay", "留在此页"))).to_be_focused()
    looks(page, "mfa-leave")
    page.keyboard.press("Escape")
    expect(asking).to_have_count(0)
    assert page.url == here
    page.evaluate("() => history.pushState(null, '', location.href)")
    page.go_back()
    page.keyboard.press("g")
    page.keyboard.press("u")
    asking.get_by_role("button", name=text(locale, "Discard and leave", "放弃更改并离开")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(text(locale, "User List", "用户列表"))
    page.goto(here)
    expect(otp(page)).to_be_checked()


def test_going_back_asks_and_leaving_keeps_what_is_staged(console: Console, applications: Applications) -> None:
    page = console.page
    console.open_factors(LIVE)
    if page.get_by_role("button", name="Discard").count():
        page.get_by_role("button", name="Discard").click()
    otp(page).click()
    expect(page.get_by_role("button", name="Discard")).to_be_visible()
    page.go_back()
    asking = console.dialog("Leave without saving?")
    asking.get_by_role("button", name="Leave", exact=True).click()
    console.expect_heading("Overview")
    page.get_by_role("navigation", name="Sections of the application").get_by_text("Configuration").click()
    expect(page.get_by_role("region", name="Unsaved changes: OTP off")).to_be_visible()
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_role("status").filter(has_text="Changes discarded.")).to_be_visible()
    expect(page.get_by_role("heading", name="Factor Management")).to_be_focused()


@pytest.mark.parametrize("locale", LOCALES)
def test_the_warning_counts_wants_the_name_and_cancels_with_escape(
    applications: Applications, open_settings: OpenSettings, locale: str
) -> None:
    page = open_settings(applications.live, locale)
    otp(page).click()
    save = page.get_by_role("button", name=text(locale, "Save", "保存"))
    expect(save).to_be_visible()
    page.keyboard.press("Control+s")
    warning = page.get_by_role("alertdialog", name=text(locale, f"Turn off OTP for {LIVE}?", f"关闭 {LIVE} 的 OTP？"))
    english = (
        "1 user has bound OTP. Turning it off removes all their bindings. "
        "This can’t be undone; if you turn OTP on again, they must bind again."
    )
    chinese = "已有 1 位用户绑定 OTP。关闭后将删除全部绑定且无法恢复；再次开启后用户需重新绑定。"
    expect(warning.get_by_text(text(locale, english, chinese))).to_be_visible()
    expect(warning.get_by_role("button", name=text(locale, "Cancel", "取消"))).to_be_focused()
    looks(page, "mfa-warning")
    warning.get_by_role("button", name=text(locale, "Turn off and remove 1 binding", "关闭并删除 1 个绑定")).click()
    expect(warning.get_by_role("textbox")).to_be_focused()
    expect(warning.get_by_role("alert")).to_contain_text(LIVE)
    looks(page, "mfa-warning-mistyped")
    page.keyboard.press("Escape")
    expect(warning).to_have_count(0)
    expect(save).to_be_focused()
    page.reload()
    expect(page.get_by_text(text(locale, "1 user has bound it.", "1 位用户已绑定。"))).to_be_visible()
    page.get_by_role("button", name=text(locale, "Discard", "放弃")).click()
    expect(otp(page)).to_be_checked()


@pytest.mark.parametrize("locale", LOCALES)
def test_with_nobody_bound_a_sentence_is_enough_and_saving_says_so(
    applications: Applications, open_settings: OpenSettings, locale: str
) -> None:
    page = open_settings(applications.empty, locale)
    otp(page).click()
    sentence = text(locale, "No user has bound OTP, so no binding is removed.", "尚无用户绑定 OTP，不会删除任何绑定。")
    expect(page.get_by_text(sentence)).to_be_visible()
    looks(page, "mfa-nobody-bound")
    page.keyboard.press("Control+s")
    said = text(locale, "Saved. Applies to the next sign-in.", "已保存，将在下次登录时生效。")
    expect(page.get_by_role("status").filter(has_text=said)).to_be_visible()
    expect(page.get_by_role("alertdialog")).to_have_count(0)
    expect(otp(page)).not_to_be_checked()
    looks(page, "mfa-saved")
    applications.api.save_factor(applications.empty, "OTP", enabled=True)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("way", "chinese", "is_on"), [("Reload", "重新加载", False), ("Overwrite", "覆盖", True)])
def test_somebody_elses_save_is_told_by_version_with_two_ways_on(
    demo: DemoServer,
    applications: Applications,
    open_settings: OpenSettings,
    locale: str,
    way: str,
    chinese: str,
    is_on: bool,
) -> None:
    page = open_settings(applications.empty, locale)
    email = page.get_by_role("switch", name=text(locale, "Email", "邮箱验证码"), exact=True)
    email.click()
    unsaved = text(locale, "Unsaved changes: Email on", "未保存的更改：开启邮箱验证码")
    expect(page.get_by_role("region", name=unsaved)).to_be_visible()
    li = applications.api.create_person(f"mfa-{way.lower()}-{locale.lower()}", role="ADMIN")
    other = DemoApi(demo).enter(li)
    for enabled in (True, False):
        other.save_factor(applications.empty, "EMAIL", enabled)
    page.get_by_role("button", name=text(locale, "Save", "保存")).click()
    notice = page.get_by_role("alert")
    by = text(locale, f"Changed by {li.email} just now.", f"刚刚由 {li.email} 更改。")
    expect(notice).to_contain_text(by)
    now = "Email is off now. Nothing of yours was applied."
    expect(notice).to_contain_text(text(locale, now, "邮箱验证码现为关闭状态。您的更改均未生效。"))
    looks(page, f"mfa-conflict-{way.lower()}")
    notice.get_by_role("button", name=text(locale, way, chinese)).click()
    expect(notice).to_have_count(0)
    expect(page.get_by_role("button", name=text(locale, "Save", "保存"))).to_have_count(0)
    expect(email).to_be_checked(checked=is_on)
    page.reload()
    expect(email).to_be_checked(checked=is_on)
    applications.api.save_factor(applications.empty, "EMAIL", enabled=False)


def test_overwriting_what_agrees_by_now_settles_it(
    demo: DemoServer, applications: Applications, open_settings: OpenSettings
) -> None:
    page = open_settings(applications.empty)
    otp(page).click()
    expect(page.get_by_role("region", name="Unsaved changes: OTP off")).to_be_visible()
    other = DemoApi(demo).enter(applications.api.create_person("mfa-agrees", role="ADMIN"))
    other.save_factor(applications.empty, "OTP", enabled=False)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Overwrite").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(otp(page)).not_to_be_checked()
    applications.api.save_factor(applications.empty, "OTP", enabled=True)


@pytest.mark.parametrize("locale", LOCALES)
def test_an_auditor_sees_the_switches_and_why_they_rest(
    visitors: Visitors, applications: Applications, auditor: StorageState, locale: str
) -> None:
    page = visitors(locale, storage_state=auditor)
    page.goto(f"/applications/{applications.live}/configuration/security/mfa")
    reason = text(locale, "Read-only: the role Auditor cannot change factors.", "只读：审计员不能更改认证因素。")
    expect(page.get_by_text(reason)).to_be_visible()
    expect(otp(page)).to_have_attribute("aria-disabled", "true")
    otp(page).focus()
    page.keyboard.press("Space")
    expect(otp(page)).to_be_checked()
    expect(page.get_by_role("button", name=text(locale, "Save", "保存"))).to_have_count(0)
    looks(page, "mfa-read-only")
