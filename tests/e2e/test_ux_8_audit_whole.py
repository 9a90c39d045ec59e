"""Live view and list are one log: nothing missing, nothing twice, and both hold still while looked at (ux.md 8)."""

import pytest
from playwright.sync_api import StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.demo_server import DemoServer
from tests.e2e.inspection import looks
from tests.e2e.log_pages import LogPage, attempt


@pytest.fixture(params=["en-US", "zh-CN"])
def log(request: pytest.FixtureRequest, session: StorageState, visitors: Visitors) -> LogPage:
    page = visitors(request.param, storage_state=session)
    page.goto("/applications")
    return LogPage(page)


def test_what_was_written_before_it_was_on_is_in_the_list_and_nothing_stands_twice(
    log: LogPage, demo: DemoServer
) -> None:
    page, listed = log.page, log.page.get_by_role("table", name=log.text("Events, newest first", "事件，最新的在前"))
    between, later = (f"{word}-{log.text('en', 'zh')}@example.com" for word in ("between", "later"))
    log.open("?result=FAILURE&last=hour")
    expect(log.rows().first).to_be_visible()
    attempt(demo, between)
    log.live().click()
    expect(listed.get_by_text(between)).to_have_count(1)
    attempt(demo, later)
    expect(log.fresh().get_by_text(later)).to_have_count(1)
    page.wait_for_timeout(5_500)  # until what the list knows counts as old
    page.evaluate("() => { dispatchEvent(new Event('visibilitychange')); dispatchEvent(new Event('focus')); }")
    page.wait_for_timeout(1_000)
    for email in (between, later):
        expect(page.get_by_text(email)).to_have_count(1)
    log.live().click()
    for email in (later, between):
        expect(listed.get_by_text(email)).to_have_count(1)


def test_it_waits_while_older_rows_are_looked_at_by_pointer_or_by_keyboard(log: LogPage) -> None:
    page = log.page
    log.open("?email=bound@example.com")
    opener = log.rows().first.get_by_role("button")
    expect(opener).to_be_visible()
    log.live().click()
    log.phase("live")
    opener.focus()
    log.phase("paused")
    looks(page, "audit-live-looked-at")
    log.rows().last.hover()
    log.live().focus()
    log.phase("paused")
    opener.focus()
    page.mouse.move(1, 1)
    page.wait_for_timeout(200)
    log.phase("paused")
    log.live().focus()
    log.phase("live")
