"""Turning off the email factor, or both, where many have bound them, and a save that fails (ux.md 6; rule C3)."""

import pytest
from playwright.sync_api import Locator, Page, Route, StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.demo_api import DemoApi
from tests.e2e.demo_server import DemoServer
from tests.e2e.inspection import looks
from tests.e2e.languages import LOCALES, text
from tests.e2e.stand_in import failure, stand_in
from tests.e2e.user_pages import answering

NAME = "Removal Works"
BOUND = {"OTP": 12_344, "EMAIL": 1}


@pytest.fixture(scope="module")
def application(demo: DemoServer) -> str:
    """Both factors on. How many have bound them, the tests say in the server's place."""
    api = DemoApi(demo).enter(demo.person("admin"))
    made = api.create_application(NAME, "removal-works")
    for kind in ("OTP", "EMAIL"):
        api.save_factor(made, kind, enabled=True)
    return made


def bind_many(route: Route) -> None:
    answer = route.fetch().json()
    for factor in answer["data"]["application"]["factors"]:
        factor["bindingCount"] = BOUND[factor["kind"]]
    route.fulfill(json=answer)


def saving_removes(page: Page, count: int) -> None:
    """From now on saving would cost so many bindings."""
    unconfirmed = {"__typename": "BindingRemovalUnconfirmed", "bindingCount": count}
    stand_in(page, {"SaveFactors": {"data": {"saveFactors": unconfirmed}}})


def factor(page: Page, locale: str, kind: str) -> Locator:
    name = "OTP" if kind == "OTP" else text(locale, "Email", "邮箱验证码")
    return page.get_by_role("switch", name=name, exact=True)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_warning_names_what_goes_and_a_save_that_fails_says_so_where_it_was_asked(
    visitors: Visitors, session: StorageState, application: str, locale: str
) -> None:
    page = visitors(locale, storage_state=session)
    answering(page, "query Application(", bind_many)
    page.goto(f"/applications/{application}/configuration/security/mfa")
    save = page.get_by_role("button", name=text(locale, "Save", "保存"), exact=True)
    factor(page, locale, "EMAIL").click()
    expect(save).to_be_visible()

    stand_in(page, {"SaveFactors": failure("INTERNAL_SERVER_ERROR")})
    save.click()
    expect(page.get_by_role("alert")).to_contain_text("0f3a9c1e5b7d2468")
    expect(factor(page, locale, "EMAIL")).not_to_be_checked()
    expect(save).to_be_focused()
    looks(page, "mfa-save-failed")

    saving_removes(page, 1)
    save.click()
    warning = page.get_by_role(
        "alertdialog", name=text(locale, f"Turn off Email for {NAME}?", f"关闭 {NAME} 的邮箱验证码？")
    )
    one = "1 user has used email codes. Turning them off removes all their bindings. This can’t be undone."
    chinese = "已有 1 位用户使用邮箱验证码。关闭后将删除全部绑定且无法恢复。"
    expect(warning.get_by_text(text(locale, one, chinese))).to_be_visible()
    # What failed before is no news beside the question.
    expect(page.get_by_role("alert")).to_have_count(0)
    looks(page, "mfa-warning-email")
    page.keyboard.press("Escape")

    factor(page, locale, "OTP").click()
    expect(factor(page, locale, "OTP")).not_to_be_checked()
    saving_removes(page, 12_345)
    save.click()
    both = text(locale, f"Turn off OTP and Email for {NAME}?", f"关闭 {NAME} 的 OTP 和邮箱验证码？")
    warning = page.get_by_role("alertdialog", name=both)
    many = (
        "12,345 bindings exist for OTP and email. Turning both off removes all of them. "
        "This can’t be undone; if you turn OTP on again, users must bind again."
    )
    chinese = (
        "已有 12,345 个绑定（OTP 和邮箱验证码）。两者均关闭后将删除全部绑定且无法恢复；再次开启 OTP 后用户需重新绑定。"
    )
    expect(warning.get_by_text(text(locale, many, chinese))).to_be_visible()
    looks(page, "mfa-warning-both")

    stand_in(page, {"SaveFactors": failure("INTERNAL_SERVER_ERROR")})
    warning.get_by_role("textbox").fill(NAME)
    remove = text(locale, "Turn off and remove 12,345 bindings", "关闭并删除 12,345 个绑定")
    warning.get_by_role("button", name=remove).click()
    expect(warning.get_by_role("alert")).to_contain_text("0f3a9c1e5b7d2468")
    looks(page, "mfa-removal-failed")
    page.keyboard.press("Escape")
    page.get_by_role("button", name=text(locale, "Discard", "放弃")).click()
    expect(factor(page, locale, "OTP")).to_be_checked()
