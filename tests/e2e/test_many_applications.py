"""More applications than one answer has: each can be found, kept as a filter, and assigned (ux.md 7 and 8; rule D1)."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.console_pages import Console
from tests.e2e.demo_api import DemoApi
from tests.e2e.demo_server import DemoServer
from tests.e2e.inspection import looks
from tests.e2e.log_pages import LogPage

OLDEST = "Oldest Works"
MORE = 105


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    """One of its own: no other test has to live with a hundred applications."""
    with DemoServer(tmp_path_factory.mktemp("many") / "data") as server:
        yield server


@pytest.fixture(scope="module")
def oldest(demo: DemoServer) -> str:
    """The id of an application that is older than the newest hundred."""
    api = DemoApi(demo).enter(demo.person("admin"))
    made = api.create_application(OLDEST, "oldest")
    for number in range(MORE):
        api.create_application(f"Branch {number}", f"branch-{number}")
    api.create_person("oldest-clerk", made)
    return made


@pytest.fixture(params=["en-US", "zh-CN"])
def log(request: pytest.FixtureRequest, session: StorageState, visitors: Visitors, oldest: str) -> LogPage:
    page = visitors(request.param, storage_state=session)
    page.goto("/applications")
    return LogPage(page)


def search(log: LogPage, within: Page | Locator) -> None:
    """Look for the oldest, and wait until it is the only one."""
    within.get_by_label(log.text("Find application", "查找应用")).fill("oldest")
    expect(within.get_by_text(log.text("1 application", "1 个应用"), exact=True)).to_be_visible()


def chosen(page: Page, label: str) -> None:
    field = page.get_by_label(label, exact=True)
    expect(field.locator("option:checked")).to_have_text(OLDEST)


def test_the_logs_filter_by_an_old_application_stays_and_is_found(log: LogPage, oldest: str) -> None:
    page, label = log.page, log.text("Application", "应用")
    log.open(f"?applicationId={oldest}", "administration")
    chosen(page, label)
    looks(page, "audit-old-application")
    page.get_by_label(log.text("Result", "结果"), exact=True).select_option("SUCCESS")
    log.button("Apply", "应用筛选").click()
    expect(page).to_have_url(re.compile("result=SUCCESS"))
    expect(page).to_have_url(re.compile(f"applicationId={re.escape(oldest)}"))
    chosen(page, label)
    expect(log.rows()).to_have_count(1)
    log.open(log="administration")
    search(log, page)
    page.get_by_label(label, exact=True).select_option(label=OLDEST)
    log.button("Apply", "应用筛选").click()
    expect(log.rows()).to_have_count(1)


def test_the_user_list_is_filtered_by_an_old_application(log: LogPage) -> None:
    page, label = log.page, log.text("Application", "应用")
    page.goto("/users")
    search(log, page)
    page.get_by_label(label, exact=True).select_option(label=OLDEST)
    expect(page.get_by_role("link", name="oldest-clerk@example.com")).to_be_visible()
    looks(page, "users-old-application")
    page.reload()
    chosen(page, label)
    expect(log.rows().first).to_be_visible()


def test_an_old_application_is_assigned(log: LogPage) -> None:
    page, email = log.page, f"assigned-{log.text('en', 'zh')}@example.com"
    page.goto("/users")
    log.button("Create user", "创建用户").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(log.text("Email", "邮箱"), exact=True).fill(email)
    dialog.get_by_label(log.text("Password", "密码"), exact=True).fill("correct horse battery")
    search(log, dialog)
    dialog.get_by_label(OLDEST, exact=True).check()
    dialog.get_by_label(log.text("Find application", "查找应用")).fill("branch-77")
    expect(dialog.get_by_label("Branch 77", exact=True)).to_be_visible()
    expect(dialog.get_by_label(OLDEST, exact=True)).to_be_checked()
    looks(page, "users-create-many-applications")
    page.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name=log.text("Create", "创建"), exact=True).click()
    Console(page).expect_heading(email)
    expect(page.get_by_role("main")).to_contain_text(OLDEST)
