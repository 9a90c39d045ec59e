"""The console's frame in both languages, every width and scheme, and the states that a demo never shows (ux.md 5)."""

import pytest
from playwright.sync_api import Page, Route, StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.inspection import looks
from tests.e2e.user_pages import answering, in_chinese

NOBODY = {"edges": [], "totalCount": 0, "totalIsExact": True, "pageInfo": {"hasNextPage": False, "endCursor": None}}


@pytest.fixture(params=["en-US", "zh-CN"])
def page(request: pytest.FixtureRequest, session: StorageState, visitors: Visitors) -> Page:
    """The administrator's console, in either language."""
    return visitors(request.param, storage_state=session)


def said(page: Page, english: str, chinese: str) -> str:
    return chinese if in_chinese(page) else english


def test_without_applications_the_list_says_how_to_begin(page: Page) -> None:
    def none(route: Route) -> None:
        answer = route.fetch().json()
        answer["data"]["applications"] |= {
            name: NOBODY[name] for name in answer["data"]["applications"] if name in NOBODY
        }
        route.fulfill(json=answer)

    answering(page, "query Applications", none)
    page.goto("/applications")
    expect(page.get_by_text(said(page, "No applications yet", "还没有应用"))).to_be_visible()
    expect(page.get_by_text("/login?client_id=…")).to_be_visible()
    create = page.get_by_role("button", name=said(page, "Create application", "创建应用"))
    expect(create.first).to_be_visible()
    looks(page, "applications-empty")
    create.last.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    looks(page, "applications-create")


def test_the_finder_says_that_it_searches_until_there_is_an_answer(page: Page) -> None:
    waiting: list[Route] = []
    answering(page, "query FindUsers", waiting.append)
    page.goto("/applications")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.keyboard.press("Control+k")
    looks(page, "finder-pages")
    page.get_by_role("combobox").fill("bound@")
    searching = page.get_by_role("status").filter(has_text=said(page, "Searching…", "正在查找…"))
    expect(searching).to_be_visible()
    looks(page, "finder-searching")
    for route in waiting:
        route.fallback()
    expect(page.get_by_role("option", name="bound@example.com")).to_be_visible()
    expect(searching).to_have_count(0)
    looks(page, "finder-user")


def test_who_lost_the_role_meanwhile_is_told_so_and_may_sign_in_as_somebody_else(page: Page) -> None:
    def take_the_role(route: Route) -> None:
        answer = route.fetch().json()
        answer["data"]["viewer"]["role"] = None
        route.fulfill(json=answer)

    answering(page, "query Session", take_the_role)
    page.goto("/applications")
    no_role = said(page, "No access to the console", "无法访问控制台")
    expect(page.get_by_role("heading", level=1)).to_have_text(no_role)
    expect(page.get_by_role("main")).to_contain_text("admin@example.com")
    looks(page, "entrance-no-role")
    answering(page, "mutation SignOut", lambda route: route.fulfill(status=200, body="<html>"))
    page.get_by_role("button", name=said(page, "Use a different account", "使用其他账号")).click()
    expect(page.get_by_role("alert")).to_contain_text(said(page, "Can’t reach the server.", "无法连接服务器"))
    looks(page, "entrance-no-way-out")


def test_a_server_that_is_out_of_reach_at_first_is_asked_again(page: Page) -> None:
    answering(page, "query Session", lambda route: route.fulfill(status=200, body="<html>"))
    page.goto("/applications")
    failed = said(page, "This could not be loaded", "加载失败")
    expect(page.get_by_role("heading", level=1)).to_have_text(failed)
    expect(page.get_by_role("alert")).to_contain_text(said(page, "Can’t reach the server.", "无法连接服务器"))
    looks(page, "entrance-unreachable")
    page.unroute_all()
    page.get_by_role("button", name=said(page, "Try again", "重试")).click()
    expect(page.get_by_role("link", name="Demo Application")).to_be_visible()


def test_the_finder_says_what_it_does_not_find_what_failed_and_what_was_opened_last(page: Page) -> None:
    page.goto("/applications")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.keyboard.press("Control+k")
    finder = page.get_by_role("combobox")
    finder.fill("nobody-at-all")
    nothing = said(page, "Nothing found for “nobody-at-all”.", "没有找到“nobody-at-all”。")
    expect(page.get_by_role("status").filter(has_text=nothing)).to_be_visible()
    looks(page, "finder-nothing")
    answering(page, "query FindUsers", lambda route: route.fulfill(status=200, body="<html>"))
    finder.fill("bound")
    expect(page.get_by_role("alert")).to_contain_text(said(page, "The search failed.", "查找失败。"))
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("")
    looks(page, "finder-failed")
    page.unroute("**/graphql")
    page.get_by_role("button", name=said(page, "Try again", "重试")).click()
    page.get_by_role("option", name="bound@example.com").click()
    for opened in ("demo", said(page, "Settings", "设置")):
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.keyboard.press("Control+k")
        finder.fill(opened)
        page.get_by_role("option").filter(has_text="Demo" if opened == "demo" else opened).first.click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("Control+k")
    recent = page.get_by_role("group", name=said(page, "Recent", "最近访问")).get_by_role("option")
    expect(recent).to_have_count(3)
    looks(page, "finder-recent")


def test_the_frame_around_pages_of_every_kind(page: Page) -> None:
    page.goto("/applications")
    expect(page.get_by_role("link", name="Demo Application")).to_be_visible()
    looks(page, "shell-applications")
    page.get_by_role("link", name="Demo Application").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(said(page, "Overview", "概览"))
    looks(page, "shell-overview")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    looks(page, "shell-shortcuts")
    page.keyboard.press("Escape")
    page.goto("/nothing/here")
    expect(page.get_by_role("heading", level=1)).to_have_text(said(page, "Nothing here", "页面不存在"))
    looks(page, "shell-not-found")
    page.set_viewport_size({"width": 390, "height": 800})
    page.get_by_role("button", name=said(page, "Menu", "菜单")).click()
    looks(page, "shell-menu")
