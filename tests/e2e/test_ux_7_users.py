"""User List and details, in every state, both languages, every width and scheme, and by keyboard alone (ux.md 7)."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.console_pages import Console
from tests.e2e.demo_server import DemoServer, Person
from tests.e2e.inspection import looks, small_targets

APPLICATION = "Demo Application"
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
ROLES = ("HELPDESK", "AUDITOR")


def person_of(role: str) -> Person:
    return Person(f"{role.lower()}@example.org", "correct horse battery staple")


def call(page: Page, document: str, **values: Any) -> Any:
    """Ask the API in the page's session."""
    sent = {"query": document, "variables": {"input": values} if values else {}}
    answer = page.request.post("/graphql", data=sent, headers={"X-Ostiary-Client": "console"}).json()
    assert "errors" not in answer, answer
    return answer["data"]


def enter(page: Page, person: Person, labels: tuple[str, str, str] = ("Email", "Password", "Continue")) -> None:
    """Through the console's login, to whatever page that role begins with."""
    email, password, go_on = labels
    page.goto("/")
    page.get_by_label(email, exact=True).fill(person.email)
    page.get_by_label(password, exact=True).fill(person.password)
    page.get_by_role("button", name=go_on).click()
    expect(page).to_have_url(re.compile("/(applications|users)$"))


@pytest.fixture(scope="module")
def session(chromium: Browser, demo: DemoServer) -> StorageState:
    """The administrator, signed in once; the other roles and somebody to change are made here."""
    context = chromium.new_context(locale="en-US", base_url=demo.origin)
    page = context.new_page()
    enter(page, demo.person("admin"))
    create = "mutation ($input: CreateUserInput!) { createUser(input: $input) { __typename } }"
    applications = call(page, "{ applications { edges { node { id clientId } } } }")["applications"]["edges"]
    [demo_id] = [each["node"]["id"] for each in applications if each["node"]["clientId"] == "demo"]
    for role in ROLES:
        who = person_of(role)
        call(page, create, email=who.email, password=who.password, role=role)
    for name in ("changed", "typed"):
        password = "correct horse battery staple"
        call(page, create, email=f"{name}@example.org", password=password, applicationIds=[demo_id])
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture(params=["en-US", "zh-CN"])
def page(request: pytest.FixtureRequest, session: StorageState, visitors: Visitors) -> Page:
    """The administrator's console, in either language."""
    return visitors(request.param, storage_state=session)


@pytest.fixture
def english(session: StorageState, visitors: Visitors) -> Page:
    return visitors(storage_state=session)


def in_chinese(page: Page) -> bool:
    return bool(page.evaluate("navigator.language === 'zh-CN'"))


def rows(page: Page) -> Locator:
    return Console(page).events()


def open_user(page: Page, email: str) -> None:
    page.goto(f"/users?search={email}")
    page.get_by_role("link", name=email).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(email)
    page.wait_for_load_state("networkidle")


def answering(page: Page, operation: str, answer: Callable[[Route], None]) -> None:
    """Stand between the page and the server for one operation."""

    def stand_between(route: Route) -> None:
        if operation in (route.request.post_data or ""):
            answer(route)
        else:
            route.fallback()

    page.route("**/graphql", stand_between)


def test_the_list_and_what_nothing_matches(page: Page) -> None:
    page.goto("/users")
    expect(rows(page)).to_have_count(9)
    looks(page, "users-list")
    page.goto("/users?otp=bound&state=locked&search=nobody")
    expect(page.get_by_text("没有匹配的用户。" if in_chinese(page) else "Nothing matches.")).to_be_visible()
    looks(page, "users-nothing")
    page.get_by_role("button", name="清除筛选" if in_chinese(page) else "Clear filters").last.click()
    expect(rows(page)).to_have_count(9)
    expect(page).to_have_url(re.compile("/users$"))


def test_filters_stand_in_the_address_beside_the_search_and_survive_a_reload(english: Page) -> None:
    page = english
    page.goto("/users")
    found = {
        "OTP": ("Bound", ["bound@example.com"]),
        "MFA": ("Bypassed", ["bypassed@example.com"]),
        "Status": ("Locked", ["locked@example.com"]),
        "Console role": ("Auditor", ["auditor@example.org"]),
    }
    for label, (word, emails) in found.items():
        page.get_by_label(label, exact=True).select_option(word)
        expect(rows(page)).to_have_count(len(emails))
        for email in emails:
            expect(page.get_by_role("link", name=email)).to_be_visible()
        page.reload()
        expect(page.get_by_label(label, exact=True).locator("option:checked")).to_have_text(word)
        expect(rows(page)).to_have_count(len(emails))
        page.get_by_role("button", name="Clear filters").click()
    page.get_by_label("Application", exact=True).select_option(APPLICATION)
    page.get_by_role("searchbox", name="Search by email").fill("B")
    expect(rows(page)).to_have_count(2)
    expect(page).to_have_url(re.compile(r"search=B&application="))
    page.reload()
    expect(page.get_by_role("searchbox", name="Search by email")).to_have_value("B")
    expect(rows(page)).to_have_count(2)


def test_only_oneself_is_no_users_yet_and_tells_how_to_import(page: Page) -> None:
    def alone(route: Route) -> None:
        answer = route.fetch().json()
        users = answer["data"]["users"]
        users["edges"] = [each for each in users["edges"] if each["node"]["email"] == "admin@example.com"]
        users["totalCount"] = 1
        route.fulfill(json=answer)

    answering(page, "query Users", alone)
    page.goto("/users")
    expect(page.get_by_text("还没有用户" if in_chinese(page) else "No users yet")).to_be_visible()
    expect(page.get_by_text("createUser(input:")).to_be_visible()
    looks(page, "users-empty")


def test_a_list_on_its_way_is_a_skeleton(page: Page) -> None:
    waiting: list[Route] = []
    answering(page, "query Users", waiting.append)
    page.goto("/users")
    expect(page.locator(".skeleton")).to_be_visible()
    looks(page, "users-loading")
    for route in waiting:
        route.fallback()
    expect(rows(page)).to_have_count(9)


def test_an_error_keeps_the_rows_and_can_be_tried_again(page: Page) -> None:
    is_broken = True

    def fail(route: Route) -> None:
        if is_broken and "bypassed" in (route.request.post_data or ""):
            error = {"message": "masked", "extensions": {"code": "INTERNAL_SERVER_ERROR", "correlationId": "AB12"}}
            route.fulfill(json={"data": None, "errors": [error]})
        else:
            route.fallback()

    page.goto("/users")
    expect(rows(page)).to_have_count(9)
    page.route("**/graphql", fail)
    page.get_by_label("MFA", exact=True).select_option("已绕过" if in_chinese(page) else "Bypassed")
    expect(page.get_by_role("alert")).to_contain_text("AB12")
    expect(rows(page)).to_have_count(9)
    looks(page, "users-error")
    is_broken = False
    page.get_by_role("button", name="重试" if in_chinese(page) else "Try again").click()
    expect(rows(page)).to_have_count(1)
    expect(page.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize("name", ["bound", "new", "bypassed", "locked", "admin"])
def test_details(page: Page, name: str) -> None:
    open_user(page, f"{name}@example.com")
    looks(page, f"user-{name}")


def test_the_words_of_the_module(english: Page) -> None:
    open_user(english, "bound@example.com")
    module = english.get_by_role("region", name="Multi-Factor Authentication")
    expect(module.get_by_role("listitem")).to_have_count(1)
    expect(module.get_by_role("listitem")).to_have_text(
        re.compile(rf"OTP {APPLICATION}Bound \w+ \d+, \d{{4}}, last used (just now|.* ago)Reset")
    )
    open_user(english, "new@example.com")
    expect(module.get_by_role("listitem")).to_contain_text("Not bound: the user will be asked at the next sign-in.")
    expect(module.get_by_role("button", name="Reset")).to_have_count(0)
    open_user(english, "locked@example.com")
    expect(module).to_contain_text(re.compile(r"Locked until [1-9]\d?:\d\d [AP]M \(6 wrong codes\)"))
    open_user(english, "admin@example.com")
    expect(module).to_contain_text("This is your own account.")
    expect(module.get_by_role("switch")).to_have_attribute("aria-disabled", "true")


def test_dialogs(page: Page) -> None:
    chinese = in_chinese(page)
    open_user(page, "bound@example.com")
    openers = {
        "reset": page.get_by_role("button", name=re.compile("^重置" if chinese else "^Reset OTP in")),
        "bypass": page.get_by_role("switch"),
        "sign-out": page.get_by_role("main").get_by_role(
            "button", name="退出所有登录" if chinese else "Sign out everywhere"
        ),
    }
    for name, opener in openers.items():
        opener.click()
        dialog = page.get_by_role("alertdialog")
        expect(dialog).to_be_visible()
        if name == "bypass":
            dialog.get_by_role("combobox").select_option("picked")
            dialog.get_by_role("button", name="为该用户" if chinese else "Skip MFA").click()
            expect(dialog.get_by_role("alert")).to_be_visible()
        looks(page, f"dialog-{name}")
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
        expect(opener).to_be_focused()


def test_a_bypass_with_reason_and_end_by_keyboard_alone(english: Page) -> None:
    page = english
    open_user(page, "typed@example.org")
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
    page.goto("/users?mfa=bypassed")
    expect(page.get_by_role("link", name="typed@example.org")).to_be_visible()
    open_user(page, "typed@example.org")
    switch.focus()
    page.keyboard.press("Space")
    expect(switch).to_be_checked()
    expect(line).to_have_count(0)


def test_a_reset_with_a_reason_changes_the_row_in_place_and_is_in_the_log(demo: DemoServer, english: Page) -> None:
    page = english
    open_user(page, "bound@example.com")
    module = page.get_by_role("region", name="Multi-Factor Authentication")
    page.get_by_role("button", name=f"Reset OTP in {APPLICATION}").click()
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
    [event] = call(page, "{ auditEvents(first: 1) { edges { node { type details { name value } } } } }")["auditEvents"][
        "edges"
    ]
    assert event["node"]["type"] == "OTP_RESET"
    assert {"name": "reason", "value": "Lost phone"} in event["node"]["details"]
    mails: list[dict[str, str]] = json.loads(demo.read("/mailbox.json"))
    assert [mail["to"] for mail in mails][:1] == ["bound@example.com"]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_roles_see_what_they_may_and_why_the_rest_is_shut(
    visitors: Visitors, session: StorageState, role: str, locale: str
) -> None:
    page = visitors(locale)
    chinese = locale == "zh-CN"
    enter(page, person_of(role), ("邮箱", "密码", "继续") if chinese else ("Email", "Password", "Continue"))
    page.goto("/users")
    expect(rows(page)).to_have_count(9)
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


def test_fingers_find_every_target_of_the_details(visitors: Visitors, session: StorageState) -> None:
    page = visitors(storage_state=session, **PHONE)
    open_user(page, "changed@example.org")
    page.get_by_role("switch").click()
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_be_visible()
    assert [each for each in small_targets(page) if "radio" in each or "combobox" in each] == []


def test_one_signs_oneself_out_everywhere(visitors: Visitors, session: StorageState) -> None:
    page, other = visitors(), visitors()
    for each in (page, other):
        enter(each, person_of("HELPDESK"))
    page.get_by_role("button", name="Sign out everywhere").click()
    dialog = page.get_by_role("alertdialog", name="Sign out everywhere?")
    looks(page, "dialog-own-sign-out")
    dialog.get_by_role("button", name="Sign out everywhere").click()
    expect(page).to_have_url(re.compile("/login"))
    other.reload()
    expect(other).to_have_url(re.compile("/login"))


def test_an_administrator_signs_a_user_out_everywhere(english: Page, visitors: Visitors) -> None:
    victim = visitors()
    enter(victim, person_of("AUDITOR"))
    open_user(english, person_of("AUDITOR").email)
    sessions = english.get_by_role("region", name="Sessions")
    expect(sessions).to_contain_text("Ostiary Console")
    sessions.get_by_role("button", name="Sign out everywhere").click()
    english.get_by_role("alertdialog").get_by_role("button", name="Sign out everywhere").click()
    expect(sessions).to_contain_text("Not signed in anywhere.")
    expect(english.get_by_role("region", name="Sign-in history")).to_be_visible()
    victim.reload()
    expect(victim).to_have_url(re.compile("/login"))
