"""Why something failed: a column and a filter of both logs (ux.md 8; rule E5)."""

import re

import pytest
from playwright.sync_api import Route, StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.inspection import looks
from tests.e2e.log_pages import LogPage, answering


@pytest.fixture(params=["en-US", "zh-CN"])
def log(request: pytest.FixtureRequest, session: StorageState, visitors: Visitors) -> LogPage:
    page = visitors(request.param, storage_state=session)
    page.goto("/applications")
    return LogPage(page)


def test_why_an_act_failed_stands_in_its_column_and_is_a_filter(log: LogPage) -> None:
    page = log.page

    def fail(route: Route) -> None:
        answer = route.fetch().json()
        answer["data"]["auditEvents"]["edges"][0]["node"] |= {
            "type": "MAIL_CHECKED",
            "label": "Mail checked",
            "result": "FAILURE",
            "failureReason": "MAIL_UNAVAILABLE",
        }
        route.fulfill(json=answer)

    log.open(log="administration")
    field = page.get_by_label(log.text("Failure reason", "失败原因"))
    field.select_option(label=log.text("Mail not sent", "邮件未发送"))
    log.button("Apply", "应用筛选").click()
    expect(page).to_have_url(re.compile("failureReason=MAIL_UNAVAILABLE"))
    expect(page.get_by_text(log.text("Nothing matches.", "没有匹配的事件。"))).to_be_visible()
    answering(page, "AuditEvents", fail)
    log.open(log="administration")
    expect(page.get_by_role("columnheader", name=log.text("Failure reason", "失败原因"))).to_be_visible()
    expect(log.rows().first.get_by_role("cell", name=log.text("Mail not sent", "邮件未发送"))).to_be_visible()
    looks(page, "audit-administration-failure")


def test_not_bound_is_one_of_the_reasons(log: LogPage) -> None:
    log.open()
    reasons = log.page.get_by_label(log.text("Failure reason", "失败原因")).locator("option")
    expect(reasons.filter(has_text=log.text("Not bound", "未绑定"))).to_have_count(1)
