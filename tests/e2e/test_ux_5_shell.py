"""The frame around every page of the console (ux.md 5): navigation, keys, finder, and when all goes wrong."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.console_pages import Console
from tests.e2e.demo_api import DemoApi
from tests.e2e.demo_server import DemoServer
from tests.e2e.inspection import looks
from tests.e2e.languages import LOCALES, text

HAS_ICON = "() => performance.getEntriesByType('resource').some((each) => each.name.endsWith('/favicon.svg'))"
FINDER = "Find a user, an application or a page"
NAMES = {
    "en-US": ["Applications", "User List", "User Behavior Logs", "Administrative Events", "API Explorer"],
    "zh-CN": ["应用", "用户列表", "用户行为日志", "管理事件", "API Explorer"],
}


@pytest.fixture(scope="module")
def helper(chromium: Browser, demo: DemoServer) -> StorageState:
    """Somebody of the help desk, signed in once."""
    person = DemoApi(demo).enter(demo.person("admin")).create_person("shell-helpdesk", role="HELPDESK")
    context = chromium.new_context(locale="en-US", base_url=demo.origin)
    Console(context.new_page()).enter(person, "User List")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def page(console: Console) -> Page:
    return console.page


def finder(page: Page) -> Locator:
    return page.get_by_role("combobox", name=FINDER)


def unreachable(route: Route) -> None:
    """What no proxy in between should answer: nothing that can be read."""
    route.fulfill(status=200, body="<html>")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_navigation_names_every_page_in_both_languages(
    visitors: Visitors, session: StorageState, locale: str
) -> None:
    page = visitors(locale=locale, storage_state=session)
    page.goto("/users")
    links = page.get_by_role("navigation").first.get_by_role("link")
    expect(links.first).to_be_visible()
    assert [each for each in links.all_inner_texts() if each in NAMES[locale]] == NAMES[locale]
    expect(page.locator(".nav [aria-current=page]")).to_have_text(NAMES[locale][1])
    looks(page, "shell-users")


def test_the_first_tab_stop_skips_to_the_content(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


@pytest.mark.parametrize(
    ("keys", "heading"),
    [("gu", "User List"), ("gl", "User Behavior Logs"), ("ga", "Applications"), ("gs", "Administrators")],
)
def test_two_keys_lead_to_a_page_and_focus_its_heading(console: Console, keys: str, heading: str) -> None:
    for key in keys:
        console.page.keyboard.press(key)
    console.expect_heading(heading)
    expect(console.page).to_have_title(f"{heading} · Ostiary")
    if heading != "Applications":
        expect(console.page.get_by_role("heading", level=1)).to_be_focused()


def test_keys_are_letters_while_somebody_types_and_rest_in_dialogs_and_with_modifiers(console: Console) -> None:
    page = console.page
    search = page.get_by_label("Search applications")
    search.press_sequentially("gu?")
    expect(search).to_have_value("gu?")
    search.blur()
    page.keyboard.press("g")
    page.keyboard.press("Alt+u")
    page.get_by_role("button", name="Create application").click()
    console.dialog("Create application").get_by_role("button", name="Cancel").focus()
    page.keyboard.press("g")
    page.keyboard.press("u")
    expect(page.get_by_role("dialog")).to_have_count(1)
    page.keyboard.press("Escape")
    console.expect_heading("Applications")


def test_the_list_of_keys_opens_and_turns_single_keys_off_for_good(console: Console) -> None:
    page = console.page
    page.keyboard.press("?")
    dialog = console.dialog("Keyboard shortcuts")
    expect(dialog.get_by_role("button", name="Close")).to_be_focused()
    looks(page, "shell-shortcuts")
    dialog.get_by_role("switch", name="Single-key shortcuts").click()
    page.keyboard.press("Escape")
    page.reload()
    console.expect_heading("Applications")
    page.keyboard.press("g")
    page.keyboard.press("u")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_have_count(0)
    console.expect_heading("Applications")
    page.get_by_role("button", name="Keyboard shortcuts").click()
    console.dialog("Keyboard shortcuts").get_by_role("switch").click()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("u")
    console.expect_heading("User List")


def test_the_finder_opens_a_user_by_keys_alone_and_remembers_it(console: Console) -> None:
    page = console.page
    page.keyboard.press("Control+k")
    expect(finder(page)).to_be_focused()
    looks(page, "finder-pages")
    page.keyboard.type("bound@")
    option = page.get_by_role("option", name="bound@example.com")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(finder(page)).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "none")
    looks(page, "finder-user")
    page.keyboard.press("Enter")
    console.expect_heading("bound@example.com")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("group", name="Recent").get_by_role("option")).to_have_text(["bound@example.com"])
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_finder_opens_an_application_by_its_client_id_under_the_finger(console: Console) -> None:
    page = console.page
    page.set_viewport_size({"width": 390, "height": 800})
    page.get_by_role("button", name="Find…").click()
    finder(page).fill("demo")
    page.get_by_role("option", name="Demo Application").click()
    console.expect_heading("Overview")


def test_the_finder_says_what_it_does_not_find_and_tries_again_after_a_failure(console: Console) -> None:
    page = console.page
    page.keyboard.press("Control+k")
    finder(page).fill("nobody-at-all")
    expect(page.get_by_role("status").filter(has_text="Nothing found for “nobody-at-all”.")).to_be_visible()
    looks(page, "finder-nothing")
    page.route("**/graphql", unreachable)
    finder(page).fill("bound")
    expect(page.get_by_role("alert")).to_contain_text("The search failed.")
    looks(page, "finder-failed")
    page.unroute("**/graphql")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("option", name="bound@example.com")).to_be_visible()


def test_the_finder_asks_once_typing_pauses_and_drops_what_is_no_longer_asked(console: Console) -> None:
    page = console.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.post_data or "") if request.method == "POST" else None)
    page.keyboard.press("Control+k")
    finder(page).press_sequentially("bound@example.com", delay=20)
    expect(page.get_by_role("option", name="bound@example.com")).to_be_visible()
    searched = [re.findall(r'"search":"([^"]*)"', each) for each in asked if "FindUsers" in each]
    assert searched == [["bound@example.com"]]


def test_the_narrow_menu_opens_and_closes(console: Console) -> None:
    page = console.page
    page.set_viewport_size({"width": 390, "height": 800})
    menu = page.get_by_role("button", name="Menu")
    link = page.get_by_role("navigation", name="Main").get_by_role("link", name="User List")
    expect(link).to_be_hidden()
    menu.click()
    expect(menu).to_have_attribute("aria-expanded", "true")
    looks(page, "shell-menu")
    menu.focus()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    menu.click()
    link.click()
    console.expect_heading("User List")
    expect(link).to_be_hidden()


def test_an_address_of_nothing_leads_on(console: Console) -> None:
    page = console.page
    for address in ("/nothing/here", "/users/nobody", "/applications/nothing"):
        page.goto(address)
        console.expect_heading("Nothing here")
    looks(page, "shell-not-found")
    page.get_by_role("link", name="Go to Applications").click()
    console.expect_heading("Applications")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_session_that_ends_meanwhile_says_so_and_comes_back_to_the_same_place(
    demo: DemoServer, visitors: Visitors, session: StorageState, locale: str
) -> None:
    page = visitors(locale, storage_state=session)
    console, users = Console(page), text(locale, "User List", "用户列表")
    page.goto("/audit/behavior?result=FAILURE")
    console.expect_heading(text(locale, "User Behavior Logs", "用户行为日志"))
    page.context.clear_cookies()
    page.get_by_role("link", name=users).click()
    title = text(locale, "Your session has ended. Sign in again.", "您的会话已结束，请重新登录。")
    ended = page.get_by_role("alertdialog", name=title)
    expect(ended).to_be_visible()
    page.keyboard.press("Escape")
    expect(ended).to_be_visible()
    looks(page, "shell-session-ended")
    ended.get_by_role("button", name=text(locale, "Sign in again", "重新登录")).click()
    page.get_by_label(text(locale, "Email", "邮箱"), exact=True).fill(demo.person("admin").email)
    page.get_by_label(text(locale, "Password", "密码"), exact=True).fill(demo.person("admin").password)
    page.get_by_role("button", name=text(locale, "Continue", "继续")).click()
    console.expect_heading(users)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("address", ["/applications", "/audit/behavior", "/graphiql"])
def test_the_help_desk_is_told_why_a_page_is_closed_and_where_to_go(
    visitors: Visitors, helper: StorageState, address: str, locale: str
) -> None:
    page = visitors(locale, storage_state=helper)
    console, users = Console(page), text(locale, "User List", "用户列表")
    page.goto("/")
    console.expect_heading(users)
    expect(page.get_by_role("link", name="API Explorer")).to_have_count(0)
    page.goto(address)
    console.expect_heading(text(locale, "Not open to your role", "您的角色无权访问"))
    role = text(locale, "You are signed in as Help desk.", "您当前的角色是服务台。")
    expect(page.get_by_text(role)).to_be_visible()
    looks(page, f"shell-forbidden-{address.strip('/').replace('/', '-')}")
    page.get_by_role("link", name=text(locale, "Go to User List", "前往“用户列表”")).click()
    console.expect_heading(users)


@pytest.mark.parametrize("locale", LOCALES)
def test_without_a_network_the_page_stays_says_so_and_asks_again(
    visitors: Visitors, session: StorageState, locale: str
) -> None:
    page = visitors(locale, storage_state=session)
    away: list[bool] = []
    # Asked from the start: a page that just came back to its network may not hear of a new route in time.
    page.route("**/graphql", lambda route: unreachable(route) if away else route.fallback())
    page.goto("/")
    expect(page.get_by_role("link", name="Demo Application")).to_be_visible()
    # The browser asks for the page's icon by itself, at a time of its own.
    for _ in range(60):
        if page.evaluate(HAS_ICON):
            break
        page.wait_for_timeout(50)
    page.context.set_offline(True)
    offline = page.get_by_text(text(locale, "You are offline.", "您已离线。"))
    expect(offline).to_be_visible()
    expect(page.get_by_role("link", name="Demo Application")).to_be_visible()
    looks(page, "shell-offline")
    page.context.set_offline(False)
    expect(offline).to_have_count(0)
    away.append(True)
    page.keyboard.press("g")
    page.keyboard.press("u")
    expect(page.get_by_role("alert")).to_contain_text(text(locale, "Can’t reach the server.", "无法连接服务器"))
    looks(page, "shell-unreachable")
    page.unroute("**/graphql")
    page.get_by_role("button", name=text(locale, "Try again", "重试")).click()
    expect(Console(page).events().first).to_be_visible()
