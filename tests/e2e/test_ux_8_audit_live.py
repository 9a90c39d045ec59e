"""The live view: holds still by pointer and by keyboard, comes back without loss, and stops in time (ux.md 8)."""

import json

import pytest
from playwright.sync_api import Route, StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.demo_server import DemoServer
from tests.e2e.inspection import looks
from tests.e2e.log_pages import FORBIDDEN, LogPage, answering, attempt, cursor_now, made_events, stream

PATH = "?email=nobody-at-all@example.com"
"""A log without rows of its own: what comes stands alone."""


@pytest.fixture(params=["en-US", "zh-CN"])
def log(request: pytest.FixtureRequest, session: StorageState, visitors: Visitors) -> LogPage:
    page = visitors(request.param, storage_state=session)
    page.goto("/applications")
    return LogPage(page)


def test_it_is_paused_and_shown_by_keyboard_alone(log: LogPage, demo: DemoServer) -> None:
    page = log.page
    log.open("?result=FAILURE&last=hour")
    log.live().focus()
    page.keyboard.press("Space")
    log.phase("live")
    page.keyboard.press("Tab")
    expect(log.button("Pause", "暂停")).to_be_focused()
    page.keyboard.press("Enter")
    log.phase("held")
    attempt(demo, "keys1@example.com")
    waiting = log.button("1 new: show", "1 条新记录")
    expect(waiting).to_be_visible()
    looks(page, "audit-paused")
    waiting.focus()
    page.keyboard.press("Enter")
    expect(log.fresh().get_by_text("keys1@example.com")).to_be_visible()
    expect(page.locator(".tail")).to_be_focused()
    attempt(demo, "keys2@example.com")
    expect(waiting).to_be_visible()
    log.button("Resume", "继续").focus()
    page.keyboard.press("Enter")
    expect(log.fresh().get_by_text("keys2@example.com")).to_be_visible()
    log.phase("live")


def test_a_lost_connection_is_taken_up_where_it_ended(log: LogPage, demo: DemoServer) -> None:
    page, waiting, cursors = log.page, list[Route](), list[str | None]()
    before, meanwhile, after = (
        f"{word}-{log.text('en', 'zh')}@example.com" for word in ("before", "meanwhile", "after")
    )
    attempt(demo, before)
    cursor = cursor_now(demo)

    def lose(route: Route) -> None:
        cursors.append(json.loads(route.request.post_data or "")["variables"]["after"])
        if len(cursors) == 1:
            route.fulfill(content_type="text/event-stream; charset=utf-8", body=stream(cursor))
        else:
            waiting.append(route)

    answering(page, "AuditEventsAdded", lose)
    log.open("?result=FAILURE&last=hour")
    expect(log.rows().first).to_be_visible()
    log.live().click()
    log.phase("reconnecting")
    attempt(demo, meanwhile)
    page.wait_for_timeout(1_500)
    looks(page, "audit-reconnecting")
    page.mouse.move(1, 1)
    assert cursors == [None, cursor]
    waiting[0].continue_()
    log.phase("live")
    expect(log.fresh().get_by_text(meanwhile)).to_have_count(1)
    attempt(demo, after)
    expect(log.fresh().get_by_text(after)).to_have_count(1)
    expect(log.fresh().get_by_text(meanwhile)).to_have_count(1)
    expect(log.fresh().get_by_text(before)).to_have_count(0)


def test_it_stops_at_five_hundred_rows_and_says_how_to_go_on(log: LogPage) -> None:
    page, waiting, first = log.page, list[Route](), [True]

    def flood(route: Route) -> None:
        if first.pop() if first else False:
            route.fulfill(content_type="text/event-stream; charset=utf-8", body=stream("first"))
        else:
            waiting.append(route)

    answering(page, "AuditEventsAdded", flood)
    log.open(PATH)
    log.live().click()
    log.phase("reconnecting")
    log.button("Pause", "暂停").click()
    page.wait_for_timeout(1_500)
    body = stream("second", *made_events(300)) + stream("third", *made_events(700)[300:])
    waiting[0].fulfill(content_type="text/event-stream; charset=utf-8", body=body)
    log.phase("full")
    stopped = log.text("Stopped at 500 rows.", "已达 500 条，已停止。")
    expect(page.get_by_role("status").filter(has_text=stopped)).to_be_visible()
    show = log.button("500 new: show", "500 条新记录")
    looks(page, "audit-full")
    show.click()
    expect(log.fresh().get_by_role("rowheader")).to_have_count(500)
    expect(log.fresh().get_by_text("made499@example.com")).to_be_visible()
    page.wait_for_timeout(2_500)  # longer than a lost connection waits before it is made anew
    assert len(waiting) == 1
    expect(page.get_by_role("status").filter(has_text=log.text("new event", "条新事件"))).to_have_count(0)
    log.button("Resume", "继续").click()
    expect(log.fresh()).to_have_count(0)
    waiting[1].continue_()
    log.phase("live")


def test_too_many_live_views_are_told_so(log: LogPage) -> None:
    busy = {"data": None, "errors": [{"message": "no", "extensions": {"code": "TOO_MANY_SUBSCRIPTIONS"}}]}
    answering(log.page, "AuditEventsAdded", lambda route: route.fulfill(json=busy))
    log.open(PATH)
    log.live().click()
    log.phase("refused")
    said = log.text("Too many live views are open.", "打开的实时视图过多。")
    expect(log.page.locator('[data-phase="refused"]')).to_contain_text(said)
    looks(log.page, "audit-live-too-many")


def test_whoever_may_not_follow_any_more_is_told(log: LogPage) -> None:
    body = f"event: next\ndata: {json.dumps({'errors': [FORBIDDEN]})}\n\nevent: complete\ndata: \n\n"
    answering(
        log.page,
        "AuditEventsAdded",
        lambda route: route.fulfill(content_type="text/event-stream; charset=utf-8", body=stream("first") + body),
    )
    log.open(PATH)
    log.live().click()
    log.phase("refused")
    expect(log.page.get_by_text(log.text("Your role does not allow this.", "您的角色无权"))).to_be_visible()
    looks(log.page, "audit-live-refused")
