"""Turning off the email factor, or both, where many have bound them, and a save that fails (ux.md 6; rule C3)."""

import pytest
from playwright.sync_api import StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.demo_api import DemoApi
from tests.e2e.demo_server import DemoServer
from tests.e2e.inspection import looks
from tests.e2e.languages import LOCALES, text
from tests.e2e.removal_scene import NAME, REFERENCE, RemovalScene

ONE = "1 user has used email codes. Turning them off removes all their bindings. This can’t be undone."
ONE_ZH = "已有 1 位用户使用邮箱验证码。关闭后将删除全部绑定且无法恢复。"
MANY = (
    "12,345 bindings exist for OTP and email. Turning both off removes all of them. "
    "This can’t be undone; if you turn OTP on again, users must bind again."
)
MANY_ZH = (
    "已有 12,345 个绑定（OTP 和邮箱验证码）。两者均关闭后将删除全部绑定且无法恢复；再次开启 OTP 后用户需重新绑定。"
)


@pytest.fixture
def application(demo: DemoServer, locale: str) -> str:
    """Both factors on, nothing staged."""
    api = DemoApi(demo).enter(demo.person("admin"))
    made = api.create_application(NAME, f"removal-{locale.lower()}")
    for kind in ("OTP", "EMAIL"):
        api.save_factor(made, kind, enabled=True)
    return made


@pytest.mark.parametrize("locale", LOCALES)
def test_the_warning_names_what_goes_and_a_save_that_fails_says_so_where_it_was_asked(
    visitors: Visitors, session: StorageState, application: str, locale: str
) -> None:
    page = visitors(locale, storage_state=session)
    at = RemovalScene(page, locale, application)
    at.factor("EMAIL").click()
    expect(at.save).to_be_visible()
    at.saving_fails()
    at.save.click()
    expect(page.get_by_role("alert")).to_contain_text(REFERENCE)
    expect(at.factor("EMAIL")).not_to_be_checked()
    expect(at.save).to_be_focused()
    looks(page, "mfa-save-failed")

    at.saving_removes(1)
    at.save.click()
    at.warning(f"Turn off Email for {NAME}?", f"关闭 {NAME} 的邮箱验证码？", text(locale, ONE, ONE_ZH))
    # What failed before is no news beside the question.
    expect(page.get_by_role("alert")).to_have_count(0)
    looks(page, "mfa-warning-email")
    page.keyboard.press("Escape")

    at.factor("OTP").click()
    expect(at.factor("OTP")).not_to_be_checked()
    at.saving_removes(12_345)
    at.save.click()
    both = (f"Turn off OTP and Email for {NAME}?", f"关闭 {NAME} 的 OTP 和邮箱验证码？")
    warning = at.warning(*both, text(locale, MANY, MANY_ZH))
    looks(page, "mfa-warning-both")
    at.saving_fails()
    warning.get_by_role("textbox").fill(NAME)
    remove = text(locale, "Turn off and remove 12,345 bindings", "关闭并删除 12,345 个绑定")
    warning.get_by_role("button", name=remove).click()
    expect(warning.get_by_role("alert")).to_contain_text(REFERENCE)
    looks(page, "mfa-removal-failed")
