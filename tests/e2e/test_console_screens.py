"""Every screen and dialog of the console holds in every size and both schemes (ux.md 5 to 8)."""

import pytest
from playwright.sync_api import Browser, Locator, Page, StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.console_pages import Console
from tests.e2e.demo_server import DemoServer
from tests.e2e.inspection import inspect

APPLICATION = "Demo Application"


@pytest.fixture(scope="module")
def session(chromium: Browser, demo: DemoServer) -> StorageState:
    """Signed in once for all of these tests."""
    context = chromium.new_context(locale="en-US", base_url=demo.origin)
    console = Console(context.new_page())
    console.enter(demo.person("admin"))
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def console(session: StorageState, visitors: Visitors) -> Console:
    """At the console's first page."""
    console = Console(visitors(storage_state=session))
    console.page.goto("/")
    console.expect_heading("Applications")
    return console


def inspect_dialog(console: Console, opener: Locator, title: str) -> None:
    """Open it, look at it, and leave it with Escape."""
    opener.click()
    dialog = console.dialog(title)
    inspect(console.page)
    console.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name)


def test_applications(console: Console) -> None:
    inspect(console.page)
    inspect_dialog(console, button(console.page, "Create application"), "Create application")
    console.page.get_by_role("link", name=APPLICATION).click()
    console.expect_heading("Overview")
    inspect(console.page)


def test_factor_management(console: Console) -> None:
    console.open_factors(APPLICATION)
    console.factor("OTP").click()
    expect(button(console.page, "Discard")).to_be_visible()
    inspect(console.page)
    inspect_dialog(console, button(console.page, "Save"), f"Turn off OTP for {APPLICATION}?")
    button(console.page, "Discard").click()
    expect(button(console.page, "Discard")).to_have_count(0)
    expect(console.factor("OTP")).to_be_checked()


def test_users(console: Console) -> None:
    console.go("User List")
    expect(console.events().first).to_be_visible()
    inspect(console.page)
    inspect_dialog(console, button(console.page, "Create user"), "Create user")


@pytest.mark.parametrize("name", ["bound", "bypassed", "locked"])
def test_user_details(console: Console, name: str) -> None:
    console.open_user(f"{name}@example.com")
    console.page.wait_for_load_state("networkidle")
    inspect(console.page)


def test_the_dialogs_of_user_details(console: Console) -> None:
    email = "bound@example.com"
    console.open_user(email)
    page = console.page
    inspect_dialog(console, button(page, f"Reset OTP in {APPLICATION}"), f"Reset OTP for {email}?")
    require = page.get_by_role("switch", name="Require MFA for this user")
    inspect_dialog(console, require, f"Let {email} skip MFA?")
    inspect_dialog(console, button(page, "Assign applications"), "Assign applications")
    inspect_dialog(console, button(page, "Change role"), "Change role")
    inspect_dialog(console, button(page, "Delete user"), f"Delete {email}?")


@pytest.mark.parametrize("log", ["User Behavior Logs", "Administrative Events"])
def test_logs(console: Console, log: str) -> None:
    console.go(log)
    expect(console.events().first).to_be_visible()
    inspect(console.page)


def test_a_log_that_nothing_matches(console: Console) -> None:
    console.page.goto("/audit/behavior?email=nobody@example.com")
    expect(console.page.get_by_text("Nothing matches.")).to_be_visible()
    inspect(console.page)


def test_an_address_of_nothing(console: Console) -> None:
    console.page.goto("/users/nobody")
    console.expect_heading("Nothing here")
    inspect(console.page)
