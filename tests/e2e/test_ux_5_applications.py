"""The list of applications and the page of one: found, not found, made, waited for, failed (ux.md 5)."""

import pytest
from playwright.sync_api import Page, Route, StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.inspection import looks
from tests.e2e.languages import LOCALES, text
from tests.e2e.user_pages import answering

DEMO = "Demo Application"


@pytest.fixture(params=LOCALES)
def locale(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(locale: str, session: StorageState, visitors: Visitors) -> Page:
    """The administrator's list of applications, in either language."""
    page = visitors(locale, storage_state=session)
    page.goto("/applications")
    expect(page.get_by_role("link", name=DEMO)).to_be_visible()
    return page


def test_applications_are_listed_searched_and_opened(page: Page, locale: str) -> None:
    looks(page, "applications")
    page.get_by_label(text(locale, "Search applications", "搜索应用")).fill("no such thing")
    nothing = text(locale, "No application matches “no such thing”.", "没有与“no such thing”匹配的应用。")
    expect(page.get_by_text(nothing)).to_be_visible()
    looks(page, "applications-nothing")
    page.get_by_role("button", name=text(locale, "Clear search", "清除搜索")).click()
    page.get_by_role("link", name=DEMO).click()
    overview = text(locale, "Overview", "概览")
    expect(page.get_by_role("heading", level=1)).to_have_text(overview)
    expect(page).to_have_title(f"{overview} · {DEMO} · Ostiary")
    looks(page, "applications-overview")


def test_what_a_new_application_lacks_is_said_at_its_field(page: Page, locale: str) -> None:
    page.get_by_role("button", name=text(locale, "Create application", "创建应用")).click()
    dialog = page.get_by_role("dialog", name=text(locale, "Create application", "创建应用"))
    name = dialog.get_by_label(text(locale, "Name", "名称"), exact=True)
    client_id = dialog.get_by_label(text(locale, "Client ID", "客户端 ID"))
    create = dialog.get_by_role("button", name=text(locale, "Create", "创建"), exact=True)
    create.click()
    expect(dialog.get_by_role("alert")).to_have_text(text(locale, "Enter a name.", "请输入名称。"))
    expect(name).to_be_focused()
    looks(page, "applications-create-no-name")
    name.fill("Second demo")
    client_id.fill("demo")
    create.click()
    taken = text(locale, "Another application has this client ID.", "该客户端 ID 已被其他应用使用。")
    expect(dialog.get_by_role("alert")).to_have_text(taken)
    expect(client_id).to_be_focused()
    looks(page, "applications-create-taken")


def test_while_it_loads_an_outline_stands_there_and_a_failure_offers_to_retry(page: Page, locale: str) -> None:
    held: list[Route] = []
    is_failing = False

    def hold_or_fail(route: Route) -> None:
        if is_failing:
            route.fulfill(status=200, body="<html>")
        else:
            held.append(route)

    answering(page, "query Application(", hold_or_fail)
    page.get_by_role("link", name=DEMO).click()
    expect(page.locator(".outline")).to_be_visible()
    looks(page, "application-loading")
    is_failing = True
    for route in held:
        route.fulfill(status=200, body="<html>")
    failed = text(locale, "This could not be loaded", "加载失败")
    expect(page.get_by_role("heading", level=1)).to_have_text(failed)
    looks(page, "application-failed")
    page.unroute_all()
    page.get_by_role("button", name=text(locale, "Try again", "重试")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(text(locale, "Overview", "概览"))
