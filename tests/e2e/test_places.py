"""A reload loses nothing (L3, L5, A2, C1), and either factor is enough (L2, document 2.3)."""

from playwright.sync_api import expect

from tests.e2e.conftest import Visitors
from tests.e2e.console_pages import Console
from tests.e2e.demo_server import DemoServer
from tests.e2e.login_pages import Login


def test_a_reload_shows_the_same_secret_again(demo: DemoServer, visitors: Visitors) -> None:
    login = Login(visitors(), demo, "demo", demo.person("new"))
    login.enter_password()
    first = login.scan("Verify it’s you")
    login.page.reload()
    assert login.scan("Verify it’s you").entry == first.entry


def test_a_code_from_the_email_is_enough(demo: DemoServer, visitors: Visitors) -> None:
    login = Login(visitors(), demo, "demo", demo.person("bound"))
    login.enter_password()
    login.page.get_by_role("tab", name="Email").click()
    login.page.get_by_role("button", name="Send code").click()
    expect(login.page.get_by_text("It works for 10 minutes.")).to_be_visible()
    login.enter_code(demo.mailed_code(login.person.email))
    login.expect_signed_in("Password and email code")


def test_a_staged_toggle_survives_a_reload_and_is_discarded(demo: DemoServer, visitors: Visitors) -> None:
    console = Console(visitors())
    console.enter(demo.person("admin"))
    console.create_application("Staging", "staging")
    console.open_factors("Staging")
    console.factor("OTP").click()
    bar = console.page.get_by_role("region", name="Unsaved changes: OTP on")
    expect(bar).to_be_visible()
    console.page.reload()
    expect(bar).to_be_visible()
    expect(console.factor("OTP")).to_be_checked()
    bar.get_by_role("button", name="Discard").click()
    expect(bar).to_have_count(0)
    expect(console.factor("OTP")).not_to_be_checked()
