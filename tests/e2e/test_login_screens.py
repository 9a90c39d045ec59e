"""Every screen of the login holds in every size and both schemes, in English and Chinese (ux.md 1 to 4)."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Visitors
from tests.e2e.demo_server import DemoServer
from tests.e2e.inspection import inspect
from tests.e2e.login_pages import Login

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def login(demo: DemoServer, visitors: Visitors) -> Callable[[str], Login]:
    """The demo application's login, with somebody's password entered."""

    def enter(name: str) -> Login:
        login = Login(visitors(), demo, "demo", demo.person(name))
        login.enter_password()
        return login

    return enter


def test_sign_in(visitors: Visitors) -> None:
    page = visitors()
    page.goto("/login?client_id=demo")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in to Demo Application")
    inspect(page)
    page.get_by_label("Email", exact=True).fill("nobody@example.com")
    page.get_by_label("Password", exact=True).fill("not the password")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Email or password is incorrect.")).to_be_visible()
    inspect(page)


@pytest.mark.parametrize(
    ("address", "title"),
    [("/login", "This address is incomplete"), ("/login?client_id=nobodys", "No such application")],
)
def test_an_address_that_leads_nowhere(visitors: Visitors, address: str, title: str) -> None:
    page = visitors()
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    inspect(page)


def test_binding(login: Callable[[str], Login]) -> None:
    page = login("new").page
    expect(page.get_by_role("img", name="QR code for Demo Application")).to_be_visible()
    page.get_by_role("button", name="Having trouble scanning?").click()
    expect(page.get_by_role("button", name="Copy key")).to_be_visible()
    inspect(page)


def test_binding_on_a_phone_begins_with_the_link_and_the_key(demo: DemoServer, visitors: Visitors) -> None:
    login = Login(visitors(**PHONE), demo, "demo", demo.person("new"))
    login.enter_password()
    link = login.page.get_by_role("link", name="Open in an authenticator app")
    expect(link).to_have_attribute("href", re.compile("^otpauth://totp/"))
    expect(login.page.get_by_role("button", name="Copy key")).to_be_visible()
    expect(login.page.get_by_role("img", name="QR code")).to_have_count(0)
    inspect(login.page)


def test_verification_tabs(login: Callable[[str], Login]) -> None:
    page = login("bound").page
    expect(page.get_by_label("6-digit code")).to_be_visible()
    inspect(page)
    page.get_by_role("tab", name="Authenticator app").press("ArrowRight")
    expect(page.get_by_role("tab", name="Email")).to_be_focused()
    page.get_by_role("button", name="Send code").click()
    expect(page.get_by_role("button", name="Resend in")).to_be_visible()
    inspect(page)


def test_a_wrong_code(login: Callable[[str], Login]) -> None:
    page = login("bound").page
    page.get_by_label("6-digit code").fill("000000")
    expect(page.get_by_text("That code didn’t work.")).to_be_visible()
    inspect(page)


def test_locked(login: Callable[[str], Login]) -> None:
    page = login("locked").page
    expect(page.get_by_role("heading", level=1)).to_have_text("Account locked")
    inspect(page)


def test_signed_in(login: Callable[[str], Login]) -> None:
    visit = login("bypassed")
    visit.expect_signed_in("Password")
    inspect(visit.page)


def test_chinese_browsers_are_answered_in_chinese(demo: DemoServer, visitors: Visitors) -> None:
    page = visitors("zh-CN")
    page.goto("/login?client_id=demo")
    expect(page.get_by_role("heading", level=1)).to_have_text("登录 Demo Application")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    person = demo.person("bound")
    page.get_by_label("邮箱", exact=True).fill(person.email)
    page.get_by_label("密码", exact=True).fill(person.password)
    page.get_by_role("button", name="继续").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("验证您的身份")
    inspect(page)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Verify it’s you")
