"""ux.md 8: the log as a chart, as a table, as it comes; by keyboard, in every width and scheme, in both languages."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.demo_server import DemoServer
from tests.e2e.inspection import looks
from tests.e2e.log_pages import LogPage, attempt


@pytest.fixture(params=["en-US", "zh-CN"])
def log(request: pytest.FixtureRequest, session: StorageState, visitors: Visitors) -> LogPage:
    found = LogPage(visitors(request.param, storage_state=session))
    found.open()
    expect(found.rows().first).to_be_visible()
    return found


def bars(log: LogPage) -> Locator:
    return log.page.get_by_role("group", name=log.text("Bars", "柱形")).get_by_role("button")


def narrow(log: LogPage) -> dict[str, list[str]]:
    """By the last bar, by keyboard; what the address says then."""
    bars(log).first.focus()
    log.page.keyboard.press("End")
    expect(bars(log).last).to_be_focused()
    log.page.keyboard.press("Enter")
    expect(log.page).to_have_url(re.compile("since=.*until="))
    return said(log)


def said(log: LogPage) -> dict[str, list[str]]:
    return parse_qs(urlsplit(log.page.url).query)


def test_a_bar_narrows_the_range_by_keyboard_and_there_is_a_way_back(log: LogPage) -> None:
    page = log.page
    expect(bars(log)).to_have_count(40)
    narrow(log)
    page.locator(".chart-table summary").click()
    numbers = page.get_by_role("table", name=log.text("Events over time", "各时段的事件"))
    expect(numbers.get_by_role("row")).to_have_count(41)
    looks(page, "audit-narrowed")
    log.button("Clear range", "清除时间范围").click()
    expect(page).not_to_have_url(re.compile("since="))


def test_the_form_leaves_a_narrowed_range_as_it_is_until_another_is_chosen(log: LogPage) -> None:
    page = log.page
    range_ = narrow(log)
    for _ in range(5):  # a bar of a fortieth of a week's fortieth: seconds, which no field of minutes shows
        bars(log).last.focus()
        page.keyboard.press("Enter")
        expect(page).not_to_have_url(re.compile(re.escape(range_["since"][0].replace(":", "%3A"))))
        range_ = said(log)
        if not range_["since"][0].endswith(":00.000Z"):
            break
    page.get_by_label(log.text("Result", "结果"), exact=True).select_option("SUCCESS")
    log.button("Apply", "应用筛选").click()
    expect(page).to_have_url(re.compile("result=SUCCESS"))
    assert said(log) == {**range_, "result": ["SUCCESS"]}
    page.get_by_label(log.text("Time", "时间"), exact=True).select_option("hour")
    expect(page.get_by_label(log.text("From", "从"), exact=True)).to_have_value("")
    expect(page.get_by_label(log.text("Before", "早于"), exact=True)).to_have_value("")
    log.button("Apply", "应用筛选").click()
    expect(page).to_have_url(re.compile("last=hour"))
    assert said(log) == {"result": ["SUCCESS"], "last": ["hour"]}


def test_what_is_written_comes_while_live_is_on_and_waits_under_the_pointer(log: LogPage, demo: DemoServer) -> None:
    page, fresh = log.page, log.fresh()
    first, second = (f"{word}-{log.text('en', 'zh')}@example.com" for word in ("first", "second"))
    log.live().click()
    log.phase("live")
    attempt(demo, first)
    expect(fresh.get_by_text(first)).to_be_visible()
    page.mouse.move(1, 1)
    looks(page, "audit-live")
    fresh.hover()
    log.phase("paused")
    attempt(demo, second)
    waiting = log.button("1 new: show", "1 条新记录")
    expect(waiting).to_be_visible()
    expect(page.get_by_text(second)).to_have_count(0)
    waiting.click()
    expect(fresh.get_by_text(second)).to_be_visible()
    log.live().click()
    expect(fresh).to_have_count(0)
    expect(log.rows().filter(has_text=second)).to_have_count(1)


def test_a_filter_that_matches_nothing_offers_to_clear_it(log: LogPage) -> None:
    page = log.page
    log.open("?ip=192.0.2.99&last=hour")
    expect(page.get_by_text(log.text("Nothing matches.", "没有匹配的事件。"))).to_be_visible()
    looks(page, "audit-nothing")
    log.button("Clear filters", "清除筛选").last.click()
    expect(log.rows().first).to_be_visible()


def test_several_types_at_once_and_who_did_it_are_picked_by_hand(log: LogPage, demo: DemoServer) -> None:
    page, admin = log.page, demo.person("admin").email
    for name in (log.text("Login", "登录"), log.text("Account locked", "账号锁定")):
        page.get_by_role("checkbox", name=name, exact=True).check()
    log.button("Apply", "应用筛选").click()
    expect(page).to_have_url(re.compile("types=LOGIN&types=ACCOUNT_LOCKED"))
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)
    expect(log.rows().filter(has_text=log.text("Account locked", "账号锁定")).first).to_be_visible()
    looks(page, "audit-types")
    log.open(log="administration")
    by = page.get_by_label(log.text("By", "操作者"), exact=True)
    by.select_option(label=admin)
    log.button("Apply", "应用筛选").click()
    expect(page).to_have_url(re.compile("actorId="))
    expect(by.locator("option:checked")).to_have_text(admin)
    expect(log.rows().first).to_be_visible()
    looks(page, "audit-actor")


def test_filters_and_chart_of_a_whole_log(log: LogPage) -> None:
    page = log.page
    page.locator(".chart-table summary").click()
    looks(page, "audit-behavior")
    log.open("?ip=192.0.2.99", "administration")
    expect(log.button("Clear filters", "清除筛选").first).to_be_visible()
    looks(page, "audit-administration-nothing")
