"""Why something was done and what it changed, in plain words; the rest behind a button of each row (ux.md 8; E2)."""

import re

import pytest
from playwright.sync_api import Locator, StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.demo_server import DemoServer
from tests.e2e.inspection import looks, small_targets
from tests.e2e.languages import PHONE
from tests.e2e.log_acts import PROGRAM, REASON, Acts
from tests.e2e.log_pages import LogPage


@pytest.fixture(scope="module")
def acts(demo: DemoServer) -> Acts:
    done = Acts(demo)
    done.do_all()
    return done


@pytest.fixture(params=["en-US", "zh-CN"])
def log(request: pytest.FixtureRequest, session: StorageState, visitors: Visitors, acts: Acts) -> LogPage:
    page = visitors(request.param, storage_state=session)
    page.goto("/applications")
    return LogPage(page)


def row(log: LogPage, text: str) -> Locator:
    return log.rows().filter(has_text=text).first


def test_the_administrative_log_says_what_was_changed_and_why(log: LogPage) -> None:
    log.open(log="administration")
    expect(row(log, REASON)).to_contain_text(log.text("OTP reset", "重置 OTP"))
    expect(row(log, REASON)).to_contain_text(log.text(f"Reason: {REASON}", f"原因：{REASON}"))
    for said in (
        log.text("OTP: off; Bindings removed: 1", "OTP：关闭；已删除绑定：1"),
        log.text("Role: Help desk", "角色：服务台"),
        log.text("Role: None", "角色：无"),
        log.text("Changed: name, accent colour", "更改项：名称、主题色"),
        log.text("MFA bypass: off", "绕过 MFA：关闭"),
        log.text("API token: nightly export; Role: Auditor; Ends: ", "API 令牌：nightly export；角色：审计员；到期"),
        log.text("Operation: query users", "操作：query users"),
    ):
        expect(row(log, said)).to_be_visible()
    bypass = row(log, "Travels without a phone")
    expect(bypass).to_contain_text(log.text("MFA bypass: on; Until: ", "绕过 MFA：开启；截止时间："))
    looks(log.page, "audit-administration")


def test_a_row_opens_by_keyboard_and_shows_all_that_was_recorded(log: LogPage) -> None:
    page = log.page
    log.open("?types=API_TOKEN_USED", "administration")
    opener = log.rows().first.get_by_role("button")
    expect(opener).to_have_attribute("aria-expanded", "false")
    name = log.text("^Details of API token used, ", "“使用 API 令牌”的详情$")
    expect(opener).to_have_accessible_name(re.compile(name))
    opener.focus()
    page.keyboard.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    opened = page.locator(f"[id='{opener.get_attribute('aria-controls')}']")
    expect(opened.get_by_role("definition")).to_have_text(["query users", re.compile(r"^\d{4}-.* UTC$"), PROGRAM])
    expect(opened.get_by_role("term").last).to_have_text(log.text("User agent", "用户代理"))
    looks(page, "audit-details-token")
    page.keyboard.press("Space")
    expect(opened).to_have_count(0)
    expect(opener).to_be_focused()


def test_a_browser_and_its_clock_are_behind_the_button_in_both_logs(log: LogPage) -> None:
    page = log.page
    # Signed in by browser before anything was done over the API.
    log.open("?types=LOGIN&email=admin@example.com")
    log.rows().last.get_by_role("button").click()
    expect(page.get_by_role("definition").last).to_contain_text("Mozilla/5.0")
    looks(page, "audit-details")
    log.open("?types=OTP_RESET", "administration")
    row(log, REASON).get_by_role("button").click()
    expect(page.get_by_role("definition").filter(has_text=REASON)).to_be_visible()
    looks(page, "audit-details-reset")


def test_a_finger_finds_the_button_of_a_row(visitors: Visitors, session: StorageState, acts: Acts) -> None:
    page = visitors(storage_state=session, **PHONE)
    page.goto("/audit/administration?types=OTP_RESET&types=MFA_BYPASS_SET")
    opener = page.get_by_role("button", name="Details of OTP reset")
    opener.tap()
    expect(page.get_by_role("definition").filter(has_text=REASON)).to_be_visible()
    assert [each for each in small_targets(page) if "row-opener" in each] == []
