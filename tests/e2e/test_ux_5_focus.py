"""Fingers find every target, the focus never gets lost, and an error keeps what is shown (ux.md "Common", 5 to 8)."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.demo_server import DemoServer
from tests.e2e.inspection import small_targets
from tests.e2e.log_pages import LogPage, answering, stream
from tests.e2e.user_pages import LOCK_END, open_user

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
# A tick box is as large as its label; a link within a sentence is as large as its words.
EXEMPT = re.compile(r'type="checkbox"|href="/mailbox"|href="http')
UNAUTHENTICATED = {"message": "masked", "extensions": {"code": "UNAUTHENTICATED"}}


@pytest.fixture
def page(session: StorageState, visitors: Visitors) -> Page:
    return visitors(storage_state=session)


def press(page: Page, name: str) -> None:
    """By keyboard, whichever stands last of those with the name."""
    button = page.get_by_role("button", name=name, exact=True).last
    button.focus()
    page.keyboard.press("Enter")


def expect_heading_focused(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_fingers_find_every_target_of_every_page(session: StorageState, visitors: Visitors) -> None:
    page = visitors(storage_state=session, **PHONE)
    page.goto("/applications")
    application = page.get_by_role("link", name="Demo Application").get_attribute("href") or ""
    sections = [application + each for each in ("", "/configuration/security/mfa", "/mail-texts")]
    page.goto("/users?search=bound@example.com")
    user = page.get_by_role("link", name="bound@example.com").get_attribute("href") or ""
    small: list[str] = []
    for path in ("/applications", *sections, "/users", user, "/audit/behavior", "/settings/administrators"):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.wait_for_load_state("networkidle")
        small += [f"{path}: {each}" for each in small_targets(page) if not EXEMPT.search(each)]
    page.get_by_role("button", name="Menu").click()
    small += small_targets(page)
    assert small == []


def test_whoever_presses_what_goes_away_keeps_a_place(page: Page) -> None:
    page.goto("/users?otp=bound")
    press(page, "Clear filters")
    expect_heading_focused(page)

    page.goto("/audit/behavior?result=FAILURE")
    page.get_by_label("IP", exact=True).fill("192.0.2.99")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("ip=192"))
    expect(page.get_by_role("button", name="Apply")).to_be_focused()
    expect(page.get_by_text("Nothing matches.")).to_be_visible()
    press(page, "Clear filters")
    expect_heading_focused(page)

    bars = page.get_by_role("group", name="Bars").get_by_role("button")
    bars.last.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("since="))
    expect(bars.last).to_be_focused()
    press(page, "Clear range")
    expect_heading_focused(page)


def test_an_unlock_that_fails_says_so_in_its_place_and_one_that_works_leaves_the_focus_in_the_module(
    page: Page,
) -> None:
    open_user(page, "locked@example.com")
    module = page.get_by_role("region", name="Multi-Factor Authentication")
    page.route("**/graphql", lambda route: route.fulfill(status=200, body="<html>"))
    press(page, "Unlock")
    expect(module.get_by_role("alert")).to_contain_text("Can’t reach the server.")
    expect(module).to_contain_text(re.compile(rf"{LOCK_END} \(6 wrong codes\)"))
    # Everything was asked for again as well, and in vain: what is shown stays, and says so.
    expect(page.get_by_role("alert").filter(has_text="may be out of date")).to_be_visible()
    page.unroute_all()
    press(page, "Try again")
    expect(page.get_by_role("alert").filter(has_text="may be out of date")).to_have_count(0)
    expect_heading_focused(page)
    press(page, "Unlock")
    expect(page.get_by_role("status").filter(has_text="Unlocked.")).to_be_visible()
    expect(module.get_by_role("heading", name="Multi-Factor Authentication")).to_be_focused()
    expect(module.get_by_role("alert")).to_have_count(0)


def test_a_search_that_fails_keeps_the_applications_in_sight(page: Page) -> None:
    is_broken = True

    def fail(route: Route) -> None:
        if is_broken and '"nothing"' in (route.request.post_data or ""):
            route.fulfill(status=200, body="<html>")
        else:
            route.fallback()

    page.goto("/applications")
    link = page.get_by_role("link", name="Demo Application")
    expect(link).to_be_visible()
    page.route("**/graphql", fail)
    page.get_by_label("Search applications").fill("nothing")
    expect(page.get_by_role("alert")).to_contain_text("may be out of date")
    expect(link).to_be_visible()
    is_broken = False
    press(page, "Try again")
    expect(page.get_by_text("No application matches “nothing”.")).to_be_visible()


def test_a_session_that_is_ended_while_the_log_is_followed_says_so_over_the_page(page: Page, demo: DemoServer) -> None:
    body = f"event: next\ndata: {json.dumps({'errors': [UNAUTHENTICATED]})}\n\nevent: complete\ndata: \n\n"
    page.goto("/audit/behavior")
    log = LogPage(page)
    expect(log.rows().first).to_be_visible()
    answering(
        page,
        "AuditEventsAdded",
        lambda route: route.fulfill(content_type="text/event-stream; charset=utf-8", body=stream("first") + body),
    )
    log.live().click()
    dialog = page.get_by_role("alertdialog", name="Your session has ended. Sign in again.")
    expect(dialog).to_be_visible()
    expect(page).to_have_url(f"{demo.origin}/audit/behavior")
    dialog.get_by_role("button", name="Sign in again").click()
    expect(page).to_have_url(re.compile("/login"))
