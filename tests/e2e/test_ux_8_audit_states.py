"""The audit logs in every state, both languages, every width and scheme (ux.md 8)."""

import re

import pytest
from playwright.sync_api import Page, Route, StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.demo_server import DemoServer
from tests.e2e.inspection import looks
from tests.e2e.log_pages import BROKEN, FORBIDDEN, LogPage, answering


@pytest.fixture(params=["en-US", "zh-CN"])
def log(request: pytest.FixtureRequest, session: StorageState, visitors: Visitors) -> LogPage:
    """The administrator's console, in either language."""
    page = visitors(request.param, storage_state=session)
    page.goto("/applications")
    return LogPage(page)


def test_a_log_on_its_way_is_a_skeleton(log: LogPage) -> None:
    waiting: list[Route] = []
    for operation in ("AuditEvents", "AuditHistogram"):
        answering(log.page, operation, waiting.append)
    log.open()
    expect(log.page.locator(".skeleton")).to_be_visible()
    looks(log.page, "audit-loading")
    for route in waiting:
        route.fallback()
    expect(log.rows().first).to_be_visible()


def test_no_event_at_all_says_when_there_will_be_some(log: LogPage) -> None:
    def nothing(route: Route) -> None:
        answer = route.fetch().json()
        answer["data"]["auditEvents"].update(edges=[], totalCount=0)
        route.fulfill(json=answer)

    answering(log.page, "AuditEvents", nothing)
    log.open(log="administration")
    expect(log.page.get_by_text(log.text("No events yet", "还没有事件"))).to_be_visible()
    looks(log.page, "audit-none")


def test_a_range_several_types_and_whom_it_concerns_stand_in_the_address(log: LogPage) -> None:
    page = log.page
    log.open("?types=LOGIN&types=ACCOUNT_LOCKED&since=2020-01-01T00:00:00Z&until=2020-02-01T00:00:00Z&ip=::1")
    expect(page.get_by_text(log.text("Nothing matches.", "没有匹配的事件。"))).to_be_visible()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)
    looks(page, "audit-filtered")
    log.button("Clear filters", "清除筛选").last.click()
    expect(page).to_have_url(re.compile("/audit/behavior$"))
    expect(log.rows().first).to_be_visible()


def test_an_error_keeps_rows_and_chart_and_can_be_tried_again(log: LogPage) -> None:
    page, is_broken = log.page, True

    def fail(route: Route) -> None:
        if is_broken and '"FAILURE"' in (route.request.post_data or ""):
            route.fulfill(json={"data": None, "errors": [BROKEN]})
        else:
            route.fallback()

    log.open()
    expect(log.rows().first).to_be_visible()
    before = log.rows().count()
    for operation in ("AuditEvents", "AuditHistogram"):
        answering(page, operation, fail)
    page.get_by_label(log.text("Result", "结果"), exact=True).select_option("FAILURE")
    log.button("Apply", "应用筛选").click()
    expect(page.get_by_role("alert")).to_have_count(2)
    expect(page.get_by_role("alert").last).to_contain_text("AB12")
    expect(log.rows()).to_have_count(before)
    looks(page, "audit-error")
    is_broken = False
    for _ in range(2):
        log.button("Try again", "重试").first.click()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_role("cell", name=log.text("Success", "成功"))).to_have_count(0)


def test_a_role_that_was_taken_away_meanwhile_closes_the_log(log: LogPage) -> None:
    for operation in ("AuditEvents", "AuditHistogram"):
        answering(log.page, operation, lambda route: route.fulfill(json={"data": None, "errors": [FORBIDDEN]}))
    log.open()
    expect(log.page.get_by_text(log.text("Not open to your role", "您的角色无权访问")).first).to_be_visible()
    looks(log.page, "audit-forbidden")


def test_a_bar_that_is_a_lower_bound_says_so_in_all_three_places(log: LogPage) -> None:
    page = log.page

    def bounded(route: Route) -> None:
        answer = route.fetch().json()
        for number, bucket in enumerate(answer["data"]["auditHistogram"][20:30]):
            bucket.update(success=40_000 - number * 999, failure=9_000 + number * 700, isExact=number % 3 == 0)
        route.fulfill(json=answer)

    answering(page, "AuditHistogram", bounded)
    log.open()
    expect(page.locator(".chart-open")).to_have_count(6)
    expect(page.locator(".chart-note")).to_be_visible()
    page.locator(".chart-table summary").click()
    expect(page.get_by_role("cell", name=log.text("at least 39,001", "至少 39,001"))).to_be_visible()
    bar = page.get_by_role("group", name=log.text("Bars", "柱形")).get_by_role("button").nth(21)
    expect(bar).to_have_attribute("aria-label", re.compile(log.text("at least 39,001", "至少成功 39,001")))
    page.locator(".chart-table summary").click()
    looks(page, "audit-bounded")


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_user_and_application_lead_to_their_own_log(
    visitors: Visitors, session: StorageState, demo: DemoServer, locale: str
) -> None:
    page: Page = visitors(locale, storage_state=session)
    log = LogPage(page)
    page.goto("/users?search=locked@example.com")
    page.get_by_role("link", name="locked@example.com").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("locked@example.com")
    page.locator('a[href*="/audit/behavior?email="]').click()
    expect(log.rows().first).to_be_visible()
    expect(page.get_by_label(log.text("User’s email", "用户邮箱"))).to_have_value("locked@example.com")
    expect(log.rows().filter(has_not_text="locked")).to_have_count(0)
    page.goto("/applications")
    page.get_by_role("link", name="Demo Application", exact=True).click()
    page.locator('a[href*="applicationId="]').first.click()
    expect(page).to_have_url(re.compile("/audit/.*applicationId="))
    expect(log.rows().first).to_be_visible()
