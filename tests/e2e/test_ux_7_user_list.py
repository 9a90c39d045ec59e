"""The User List in every state, both languages, every width and scheme (ux.md 7)."""

import re

import pytest
from playwright.sync_api import Page, Route, StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.demo_server import DemoServer
from tests.e2e.inspection import looks
from tests.e2e.stand_in import failure
from tests.e2e.user_pages import Club, answering, in_chinese, rows


@pytest.fixture(scope="module")
def club(demo: DemoServer) -> Club:
    return Club(demo, "club")


@pytest.fixture(params=["en-US", "zh-CN"])
def page(request: pytest.FixtureRequest, session: StorageState, visitors: Visitors) -> Page:
    """The administrator's console, in either language."""
    return visitors(request.param, storage_state=session)


@pytest.fixture
def english(session: StorageState, visitors: Visitors) -> Page:
    return visitors(storage_state=session)


def test_the_list_and_what_nothing_matches(page: Page) -> None:
    page.goto("/users")
    expect(rows(page).first).to_be_visible()
    looks(page, "users-list")
    page.get_by_role("button", name="创建用户" if in_chinese(page) else "Create user").click()
    dialog = page.get_by_role("dialog")
    looks(page, "users-create")
    dialog.get_by_role("button", name="创建" if in_chinese(page) else "Create", exact=True).click()
    expect(dialog.get_by_role("alert")).to_have_count(2)
    looks(page, "users-create-wrong")
    page.goto("/users?otp=bound&state=locked&search=nobody")
    expect(page.get_by_text("没有匹配的用户。" if in_chinese(page) else "Nothing matches.")).to_be_visible()
    looks(page, "users-nothing")
    page.get_by_role("button", name="清除筛选" if in_chinese(page) else "Clear filters").last.click()
    expect(rows(page).first).to_be_visible()
    expect(page).to_have_url(re.compile("/users$"))


def test_the_words_of_the_filters(page: Page) -> None:
    words = {
        "OTP": ["Any", "Bound", "Not bound"],
        "MFA": ["Any", "Required", "Bypassed"],
        "Status": ["Any", "Active", "Locked"],
        "Console role": ["Any", "Administrator", "Help desk", "Auditor"],
    }
    if in_chinese(page):
        words = {
            "OTP": ["全部", "已绑定", "未绑定"],
            "MFA": ["全部", "需要", "已绕过"],
            "状态": ["全部", "正常", "已锁定"],
            "控制台角色": ["全部", "管理员", "服务台", "审计员"],
        }
    page.goto("/users?otp=unbound&state=locked&mfa=bypassed&role=AUDITOR")
    for label, options in words.items():
        field = page.get_by_label(label, exact=True)
        expect(field.locator("option")).to_have_text(options)
        assert field.evaluate("each => each.selectedIndex") > 0
    looks(page, "users-filtered")


def test_filters_stand_in_the_address_beside_the_search_and_survive_a_reload(english: Page, club: Club) -> None:
    page = english
    page.goto("/users")
    found = {
        "OTP": ("Bound", club.email("bound"), club.email("new")),
        "MFA": ("Bypassed", "bypassed@example.com", club.email("new")),
        "Status": ("Locked", "locked@example.com", club.email("new")),
        "Console role": ("Auditor", club.email("AUDITOR"), club.email("HELPDESK")),
    }
    for label, (word, email, other) in found.items():
        page.get_by_label(label, exact=True).select_option(word)
        for _ in range(2):
            expect(page.get_by_role("link", name=other)).to_have_count(0)
            expect(page.get_by_role("link", name=email)).to_be_visible()
            page.reload()
            expect(page.get_by_label(label, exact=True).locator("option:checked")).to_have_text(word)
        page.get_by_role("button", name="Clear filters").click()
    page.get_by_label("Application", exact=True).select_option(club.name)
    expect(rows(page)).to_have_count(4)
    page.get_by_role("searchbox", name="Search by email").fill("-B")
    expect(rows(page)).to_have_count(1)
    expect(page).to_have_url(re.compile(r"search=-B&application="))
    page.reload()
    expect(page.get_by_role("searchbox", name="Search by email")).to_have_value("-B")
    expect(rows(page)).to_have_count(1)


def test_only_oneself_is_no_users_yet_and_tells_how_to_import(page: Page) -> None:
    def alone(route: Route) -> None:
        answer = route.fetch().json()
        users = answer["data"]["users"]
        users["edges"] = [each for each in users["edges"] if each["node"]["email"] == "admin@example.com"]
        users["totalCount"] = 1
        route.fulfill(json=answer)

    answering(page, "query Users", alone)
    page.goto("/users")
    expect(page.get_by_text("还没有用户" if in_chinese(page) else "No users yet")).to_be_visible()
    expect(page.get_by_text("createUser(input:")).to_be_visible()
    looks(page, "users-empty")


def test_a_list_on_its_way_is_a_skeleton(page: Page) -> None:
    waiting: list[Route] = []
    answering(page, "query Users", waiting.append)
    page.goto("/users")
    expect(page.locator(".skeleton")).to_be_visible()
    looks(page, "users-loading")
    for route in waiting:
        route.fallback()
    expect(rows(page).first).to_be_visible()


def test_a_list_that_is_closed_says_so_and_offers_nothing(page: Page) -> None:
    answering(page, "query Users", lambda route: route.fulfill(json=failure("FORBIDDEN")))
    page.goto("/users")
    closed = "您的角色无权访问" if in_chinese(page) else "Not open to your role"
    expect(page.get_by_text(closed)).to_be_visible()
    expect(page.locator("main .button-primary")).to_have_count(0)
    looks(page, "users-forbidden")


def test_an_error_keeps_the_rows_and_can_be_tried_again(page: Page) -> None:
    is_broken = True

    def fail(route: Route) -> None:
        if is_broken and "bypassed" in (route.request.post_data or ""):
            error = {"message": "masked", "extensions": {"code": "INTERNAL_SERVER_ERROR", "correlationId": "AB12"}}
            route.fulfill(json={"data": None, "errors": [error]})
        else:
            route.fallback()

    page.goto("/users")
    expect(rows(page).first).to_be_visible()
    before = rows(page).count()
    page.route("**/graphql", fail)
    page.get_by_label("MFA", exact=True).select_option("已绕过" if in_chinese(page) else "Bypassed")
    kept = "The list could not be loaded; below is what was shown before. Something"
    said = "列表加载失败，以下为之前显示的内容。服务器" if in_chinese(page) else kept
    expect(page.get_by_role("alert")).to_contain_text(re.compile(f"{said}.*AB12"))
    expect(rows(page)).to_have_count(before)
    looks(page, "users-error")
    is_broken = False
    page.get_by_role("button", name="重试" if in_chinese(page) else "Try again").click()
    expect(page.get_by_role("link", name="bypassed@example.com")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
