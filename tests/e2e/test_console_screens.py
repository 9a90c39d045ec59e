"""Every screen and dialog of users and logs holds in every size and both schemes (ux.md 7, 8)."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.console_pages import Console
from tests.e2e.inspection import inspect

APPLICATION = "Demo Application"


def inspect_dialog(console: Console, opener: Locator, title: str) -> None:
    """Open it, look at it, and leave it with Escape."""
    opener.click()
    dialog = console.dialog(title)
    inspect(console.page)
    console.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name)


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
