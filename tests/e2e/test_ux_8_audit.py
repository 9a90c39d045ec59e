"""ux.md 8: the log as a chart, as a table, as it comes; by keyboard, in every width and scheme, in both languages."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visitors
from tests.e2e.console_pages import Console
from tests.e2e.inspection import looks


@pytest.fixture
def log(console: Console) -> Console:
    console.go("User Behavior Logs")
    expect(console.events().first).to_be_visible()
    return console


def fail_to_sign_in(page: Page, email: str) -> None:
    page.goto("/login?client_id=console")
    page.get_by_label("Email", exact=True).fill(email)
    page.get_by_label("Password", exact=True).fill("a wrong password")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("incorrect").or_(page.get_by_text("wrong")).first).to_be_visible()


def test_a_bar_narrows_the_range_by_keyboard_and_there_is_a_way_back(log: Console) -> None:
    page = log.page
    bars = page.get_by_role("group", name="Bars").get_by_role("button")
    expect(bars).to_have_count(40)
    bars.first.focus()
    page.keyboard.press("End")
    expect(bars.last).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("since=.*until="))
    page.get_by_text("Show as table").click()
    expect(page.get_by_role("table", name="Events over time").get_by_role("row")).to_have_count(41)
    looks(page, "audit-narrowed")
    page.get_by_role("button", name="Clear range").click()
    expect(page).not_to_have_url(re.compile("since="))


def test_what_is_written_comes_while_live_is_on_and_waits_under_the_pointer(log: Console, visitors: Visitors) -> None:
    page, stranger = log.page, visitors()
    page.get_by_role("switch", name="Live").click()
    expect(page.locator('[data-phase="live"]')).to_be_visible()
    fail_to_sign_in(stranger, "first@example.com")
    fresh = page.get_by_role("table", name="New events")
    expect(fresh.get_by_text("first@example.com")).to_be_visible()
    looks(page, "audit-live")
    fresh.hover()
    fail_to_sign_in(stranger, "second@example.com")
    expect(page.get_by_role("button", name="1 new: show")).to_be_visible()
    expect(fresh.get_by_text("second@example.com")).to_have_count(0)
    page.get_by_role("button", name="1 new: show").click()
    expect(fresh.get_by_text("second@example.com")).to_be_visible()
    page.get_by_role("switch", name="Live").click()
    expect(page.get_by_role("table", name="New events")).to_have_count(0)


def test_a_filter_that_matches_nothing_offers_to_clear_it(log: Console) -> None:
    page = log.page
    page.goto("/audit/behavior?ip=192.0.2.99&last=hour")
    expect(page.get_by_text("Nothing matches.")).to_be_visible()
    looks(page, "audit-nothing")
    page.get_by_role("button", name="Clear filters").last.click()
    expect(log.events().first).to_be_visible()
