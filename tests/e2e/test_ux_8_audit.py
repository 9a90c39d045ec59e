"""ux.md 8: the log as a chart, as a table, as it comes; by keyboard, in every width and scheme, in both languages."""

import re

import pytest
from playwright.sync_api import Page, StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.console_pages import Console
from tests.e2e.demo_server import DemoServer
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


def test_several_types_at_once_and_who_did_it_are_picked_by_hand(log: Console, demo: DemoServer) -> None:
    page = log.page
    for name in ("Login", "Account locked"):
        page.get_by_role("checkbox", name=name, exact=True).check()
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile("types=LOGIN&types=ACCOUNT_LOCKED"))
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)
    looks(page, "audit-types")
    page.goto("/audit/administration")
    page.get_by_label("By", exact=True).select_option(label=demo.person("admin").email)
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile("actorId="))
    expect(page.get_by_label("By", exact=True).locator("option:checked")).to_have_text(demo.person("admin").email)
    looks(page, "audit-actor")


def test_the_filters_and_the_chart_in_chinese(visitors: Visitors, session: StorageState) -> None:
    page = visitors("zh-CN", storage_state=session)
    page.goto("/audit/behavior")
    expect(page.get_by_role("heading", level=1)).to_have_text("用户行为日志")
    page.locator(".chart-table summary").click()
    looks(page, "audit-behavior")
    page.goto("/audit/administration?ip=192.0.2.99")
    expect(page.get_by_text("清除筛选").first).to_be_visible()
    looks(page, "audit-administration-nothing")
