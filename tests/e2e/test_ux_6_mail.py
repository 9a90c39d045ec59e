"""What the page of the factors says of mail that cannot be sent (ux.md 6; rule C5)."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, StorageState, expect

from ostiary.clock import Clock
from tests.e2e.conftest import Visitors
from tests.e2e.demo_api import DemoApi
from tests.e2e.demo_server import DemoServer
from tests.e2e.inspection import looks
from tests.e2e.user_pages import answering, in_chinese


@pytest.fixture(scope="module")
def application(demo: DemoServer) -> str:
    return DemoApi(demo).enter(demo.person("admin")).create_application("Mail Works", "mail-works")


@pytest.fixture(params=["en-US", "zh-CN"])
def page(request: pytest.FixtureRequest, session: StorageState, visitors: Visitors) -> Page:
    """The administrator's console, in either language."""
    return visitors(request.param, storage_state=session)


def open_factors(page: Page, application: str, **delivery: object) -> None:
    """With the server's word on mail replaced."""
    answering(page, "query MailDelivery", lambda route: route.fulfill(json={"data": {"mailDelivery": delivery}}))
    page.goto(f"/applications/{application}/configuration/security/mfa")


def test_both_cards_warn_while_no_mail_server_is_set_up(page: Page, application: str) -> None:
    open_factors(page, application, isConfigured=False, isWorking=False, lastFailedAt=None)
    english = "Email can’t be sent yet: set up a mail server first"
    expect(page.get_by_text("尚未配置邮件服务器" if in_chinese(page) else english)).to_have_count(2)
    looks(page, "mfa-no-mail")


def test_both_cards_warn_while_the_last_mail_could_not_be_delivered(page: Page, application: str) -> None:
    failed_at = Clock().now() - timedelta(hours=3, minutes=5)
    open_factors(page, application, isConfigured=True, isWorking=False, lastFailedAt=failed_at.isoformat())
    warning = "The last email could not be delivered (3 hours ago). Check the mail server."
    needed = "Setting up OTP for the first time also needs a mailed code."
    if in_chinese(page):
        warning = "最近一封邮件发送失败（3小时前），请检查邮件服务器。"
        needed = "首次绑定 OTP 还需要邮件验证码。"
    expect(page.get_by_text(warning)).to_have_count(2)
    expect(page.get_by_text(needed)).to_have_count(1)
    looks(page, "mfa-mail-failing")
