"""User details in every state, both languages, every width and scheme, and by keyboard alone (ux.md 7)."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.demo_server import DemoServer
from tests.e2e.inspection import looks, small_targets
from tests.e2e.stand_in import failure
from tests.e2e.user_pages import LOCK_END, Club, answering, enter, in_chinese, open_user, rows

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
NAMED = '{ auditEvents(first: 1, filter: { email: "%s" }) { totalCount } }'
DETAILS = "{ auditEvents(first: 1) { edges { node { type details { name value } } } } }"


@pytest.fixture(scope="module")
def guild(demo: DemoServer) -> Club:
    return Club(demo, "guild")


@pytest.fixture(params=["en-US", "zh-CN"])
def page(request: pytest.FixtureRequest, session: StorageState, visitors: Visitors) -> Page:
    """The administrator's console, in either language."""
    return visitors(request.param, storage_state=session)


@pytest.fixture
def english(session: StorageState, visitors: Visitors) -> Page:
    return visitors(storage_state=session)


@pytest.mark.parametrize("name", ["bound", "new", "bypassed", "locked", "admin"])
def test_details(page: Page, name: str) -> None:
    open_user(page, f"{name}@example.com")
    looks(page, f"user-{name}")


def test_details_on_their_way_and_details_that_do_not_come(guild: Club, page: Page) -> None:
    waiting: list[Route] = []
    page.goto(f"/users?search={guild.email('bound')}")
    answering(page, "query User(", waiting.append)
    page.get_by_role("link", name=guild.email("bound")).click()
    expect(page.locator(".outline")).to_be_visible()
    looks(page, "user-loading")
    for route in waiting:
        route.fulfill(json=failure("INTERNAL_SERVER_ERROR"))
    expect(page.get_by_role("alert")).to_contain_text("0f3a9c1e5b7d2468")
    looks(page, "user-failed")
    page.unroute_all()
    page.get_by_role("button", name="重试" if in_chinese(page) else "Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(guild.email("bound"))


def test_the_words_of_the_module(guild: Club, page: Page) -> None:
    def said(english: str, chinese: str) -> str:
        return chinese if in_chinese(page) else english

    open_user(page, guild.email("bound"))
    module = page.get_by_role("region", name=said("Multi-Factor Authentication", "多因素认证"))
    expect(module.get_by_role("switch")).to_have_accessible_name(
        said("Require MFA for this user", "要求该用户进行多因素认证")
    )
    english = rf"OTP {guild.name}Bound \d+ \w+ \d{{4}}, last used (just now|.* ago)Reset"
    chinese = rf"OTP {guild.name}已于 \d{{4}}年\d+月\d+日绑定，(刚刚|.*前)使用重置"
    expect(module.get_by_role("listitem")).to_have_count(1)
    expect(module.get_by_role("listitem")).to_have_text(re.compile(said(english, chinese)))
    open_user(page, guild.email("new"))
    unbound = said("Not bound: the user will be asked at the next sign-in.", "未绑定：下次登录时将引导绑定。")
    expect(module.get_by_role("listitem")).to_contain_text(unbound)
    expect(module.get_by_role("button", name=said("Reset", "重置"))).to_have_count(0)
    open_user(page, "locked@example.com")
    until = r"锁定至 (\d+年\d+月\d+日 )?\d\d:\d\d(:\d\d)?（6 次错误验证码）"
    expect(module).to_contain_text(re.compile(said(rf"{LOCK_END} \(6 wrong codes\)", until)))
    open_user(page, "admin@example.com")
    expect(module).to_contain_text(said("This is your own account.", "这是您自己的账号"))
    expect(module.get_by_role("switch")).to_have_attribute("aria-disabled", "true")


def test_dialogs(guild: Club, page: Page) -> None:
    chinese = in_chinese(page)
    open_user(page, guild.email("bound"))
    openers = {
        "reset": page.get_by_role("button", name=re.compile("^重置" if chinese else "^Reset OTP in")),
        "bypass": page.get_by_role("switch"),
        "sign-out": page.get_by_role("main").get_by_role(
            "button", name="退出所有登录" if chinese else "Sign out everywhere"
        ),
        "applications": page.get_by_role("button", name="分配应用" if chinese else "Assign applications"),
        "role": page.get_by_role("button", name="更改角色" if chinese else "Change role"),
        "delete": page.get_by_role("button", name="删除用户" if chinese else "Delete user"),
        "erase": page.get_by_role("button", name="抹除用户" if chinese else "Erase user"),
    }
    for name, opener in openers.items():
        opener.click()
        dialog = page.get_by_role("alertdialog").or_(page.get_by_role("dialog"))
        expect(dialog).to_be_visible()
        if name == "erase":
            dialog.get_by_role("textbox").fill("somebody.else@example.com")
            dialog.get_by_role("button", name="抹除用户" if chinese else "Erase user").click()
            expect(dialog.get_by_role("textbox")).to_be_focused()
        if name == "bypass":
            dialog.get_by_role("combobox").select_option("picked")
            dialog.get_by_role("button", name="为该用户" if chinese else "Skip MFA").click()
            expect(dialog.get_by_role("alert")).to_be_visible()
        looks(page, f"dialog-{name}")
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
        expect(opener).to_be_focused()


def test_a_bypass_with_reason_and_end_by_keyboard_alone(
    guild: Club, english: Page, session: StorageState, visitors: Visitors
) -> None:
    page = english
    open_user(page, guild.email("new"))
    switch = page.get_by_role("switch", name="Require MFA for this user")
    switch.focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Cancel")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("Phone at the repair shop")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Skip MFA for this user")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alertdialog")).to_have_count(0)
    expect(switch).not_to_be_checked()
    expect(switch).to_be_focused()
    line = page.get_by_text("MFA bypassed by admin@example.com since")
    expect(line).to_contain_text(re.compile(r", until .+\.Reason: Phone at the repair shop$"))
    looks(page, "user-bypassed-with-reason")
    chinese = visitors("zh-CN", storage_state=session)
    open_user(chinese, guild.email("new"))
    line_in_chinese = chinese.get_by_text("为其绕过多因素认证。")
    until = re.compile(r"起至(今天| \d{4}年\d+月\d+日) \d\d:\d\d(:\d\d)? 为其.*原因：Phone at the repair shop$")
    expect(line_in_chinese).to_contain_text(until)
    looks(chinese, "user-bypassed-with-reason")
    page.goto("/users?mfa=bypassed")
    expect(page.get_by_role("link", name=guild.email("new"))).to_be_visible()
    open_user(page, guild.email("new"))
    switch.focus()
    page.keyboard.press("Space")
    expect(switch).to_be_checked()
    expect(line).to_have_count(0)


def test_a_reset_with_a_reason_changes_the_row_in_place_and_is_in_the_log(
    demo: DemoServer, guild: Club, english: Page
) -> None:
    page = english
    open_user(page, guild.email("bound"))
    module = page.get_by_role("region", name="Multi-Factor Authentication")
    page.get_by_role("button", name=f"Reset OTP in {guild.name}").click()
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_contain_text("The user is told by email.")
    dialog.get_by_label("End now, in every application").check()
    dialog.get_by_label("Reason (optional)").fill("Lost phone")
    dialog.get_by_role("button", name="Reset OTP").click()
    expect(dialog).to_have_count(0)
    expect(module.get_by_role("listitem")).to_contain_text("Not bound")
    expect(page.get_by_role("heading", name="Multi-Factor Authentication")).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="was reset.")).to_be_visible()
    expect(page.get_by_role("region", name="Sessions")).to_contain_text("Not signed in anywhere.")
    [event] = guild.api.call(DETAILS)["edges"]
    assert event["node"]["type"] == "OTP_RESET"
    assert {"name": "reason", "value": "Lost phone"} in event["node"]["details"]
    mails: list[dict[str, str]] = json.loads(demo.read("/mailbox.json"))
    assert [mail["to"] for mail in mails][:1] == [guild.email("bound")]


@pytest.mark.parametrize("role", ["HELPDESK", "AUDITOR"])
@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_roles_see_what_they_may_and_why_the_rest_is_shut(
    visitors: Visitors, guild: Club, role: str, locale: str
) -> None:
    page = visitors(locale)
    chinese = locale == "zh-CN"
    enter(page, guild.people[role], ("邮箱", "密码", "继续") if chinese else ("Email", "Password", "Continue"))
    page.goto("/users")
    expect(rows(page).first).to_be_visible()
    expect(page.get_by_role("button", name="创建用户" if chinese else "Create user")).to_have_count(0)
    open_user(page, "locked@example.com")
    is_helper = role == "HELPDESK"
    expect(page.get_by_role("button", name="解锁" if chinese else "Unlock")).to_have_count(1 if is_helper else 0)
    shut = page.get_by_text("只读：" if chinese else "Read-only: the role Auditor")
    expect(shut).to_have_count(0 if is_helper else 1)
    everywhere = page.get_by_role("main").get_by_role(
        "button", name="退出所有登录" if chinese else "Sign out everywhere"
    )
    expect(everywhere).to_have_count(0)
    looks(page, f"user-for-{role.lower()}")


def test_fingers_find_every_target_of_the_details(visitors: Visitors, guild: Club, session: StorageState) -> None:
    page = visitors(storage_state=session, **PHONE)
    open_user(page, guild.email("new"))
    page.get_by_role("switch").click()
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_be_visible()
    assert [each for each in small_targets(page) if "radio" in each or "combobox" in each] == []


def test_one_signs_oneself_out_everywhere(visitors: Visitors, guild: Club) -> None:
    page, other = visitors(), visitors("zh-CN")
    enter(page, guild.people["HELPDESK"])
    enter(other, guild.people["HELPDESK"], ("邮箱", "密码", "继续"))
    other.get_by_role("button", name="退出所有登录").click()
    looks(other, "dialog-own-sign-out")
    other.keyboard.press("Escape")
    page.get_by_role("button", name="Sign out everywhere").click()
    dialog = page.get_by_role("alertdialog", name="Sign out everywhere?")
    looks(page, "dialog-own-sign-out")
    dialog.get_by_role("button", name="Sign out everywhere").click()
    expect(page).to_have_url(re.compile("/login"))
    other.reload()
    expect(other).to_have_url(re.compile("/login"))


def test_an_administrator_signs_a_user_out_everywhere(guild: Club, english: Page, visitors: Visitors) -> None:
    victim = visitors()
    enter(victim, guild.people["AUDITOR"])
    open_user(english, guild.email("AUDITOR"))
    sessions = english.get_by_role("region", name="Sessions")
    expect(sessions).to_contain_text("Ostiary Console")
    sessions.get_by_role("button", name="Sign out everywhere").click()
    english.get_by_role("alertdialog").get_by_role("button", name="Sign out everywhere").click()
    expect(sessions).to_contain_text("Not signed in anywhere.")
    expect(english.get_by_role("region", name="Sign-in history")).to_be_visible()
    victim.reload()
    expect(victim).to_have_url(re.compile("/login"))


def test_erasing_takes_the_typed_address_and_takes_the_user_out_of_the_log(guild: Club, english: Page) -> None:
    person = guild.api.create_person("guild-leaving", guild.application)
    open_user(english, person.email)
    english.get_by_role("button", name="Erase user").click()
    dialog = english.get_by_role("alertdialog", name=f"Erase {person.email}?")
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    dialog.get_by_role("button", name="Erase user").click()
    expect(dialog).to_contain_text(f"This is not {person.email}.")
    assert guild.api.call(NAMED % person.email)["totalCount"] >= 1
    dialog.get_by_label("Type the user’s email to confirm").fill(person.email.upper())
    english.keyboard.press("Enter")
    expect(english).to_have_url(re.compile(r"/users$"))
    expect(english.get_by_role("status").filter(has_text="The user was erased from")).to_be_visible()
    assert guild.api.call(NAMED % person.email)["totalCount"] == 0
