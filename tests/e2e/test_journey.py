"""The product document from its first click to its last, in a browser: 1.1 → 2.1 → 2.2 → 2.4 → 3.2 → 3.3 → 1.2 → 4."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.authenticator_app import AuthenticatorApp
from tests.e2e.conftest import Visitors
from tests.e2e.console_pages import Console
from tests.e2e.demo_server import DemoServer, Person
from tests.e2e.login_pages import Login

APPLICATION = "Acme Payroll"
LINDA = Person("linda@example.com", "a password of 24 letters")
OMAR = Person("omar@example.com", "another one of 24 letters")


@pytest.mark.slow
def test_an_administrator_turns_otp_on_and_its_users_live_with_it(demo: DemoServer, visitors: Visitors) -> None:
    console = Console(visitors())
    console.enter(demo.person("admin"))
    prepare(console)
    linda = Login(visitors(), demo, "acme", LINDA)
    omar = Login(visitors(), demo, "acme", OMAR)
    app = bind_both(linda, omar)
    verify_with_reload_and_second_tab(linda, app)
    lock_and_unlock(console, linda, app)
    reset_and_bind_again(console, linda)
    bypass(console, linda)
    turn_off(console, omar)
    read_logs(console)


def prepare(console: Console) -> None:
    """An application, two users, and OTP on: staged first, then saved (1.1)."""
    console.create_application(APPLICATION, "acme")
    console.create_user(LINDA, APPLICATION)
    console.create_user(OMAR, APPLICATION)
    console.open_factors(APPLICATION)
    console.factor("OTP").click()
    bar = console.page.get_by_role("region", name="Unsaved changes: OTP on")
    expect(bar).to_be_visible()
    bar.get_by_role("button", name="Save").click()
    expect(bar).to_have_count(0)
    expect(console.factor("OTP")).to_be_checked()


def bind_both(linda: Login, omar: Login) -> AuthenticatorApp:
    """Both are led through the binding at their first login (2.1)."""
    omar.enter_password()
    omar.bind()
    linda.enter_password()
    app = linda.bind()
    assert (app.entry.issuer, app.entry.account) == (APPLICATION, LINDA.email)
    linda.sign_out()
    return app


def verify_with_reload_and_second_tab(linda: Login, app: AuthenticatorApp) -> None:
    """The next login asks for the code alone (2.2); a reload and a second tab go on where it was (L3)."""
    linda.enter_password()
    expect(linda.code).to_be_visible()
    expect(linda.page.get_by_role("img", name="QR code")).to_have_count(0)
    linda.page.reload()
    expect(linda.code).to_be_visible()
    tab = linda.page.context.new_page()
    tab.goto("/login?client_id=acme")
    second = Login(tab, linda.demo, "acme", LINDA)
    second.enter_code(app.fresh_code())
    second.expect_signed_in("Password and authenticator app")
    tab.close()
    # The first tab has heard of it.
    linda.expect_signed_in("Password and authenticator app")
    linda.sign_out()


def lock_and_unlock(console: Console, linda: Login, app: AuthenticatorApp) -> None:
    """Six wrong codes lock for an hour (2.4); the administrator ends it; the user signs in again."""
    linda.enter_password()
    linda.enter_wrong_codes(app, 6)
    expect(linda.heading).to_have_text("Account locked")
    expect(linda.page.get_by_role("timer")).to_have_text(re.compile(r"Try again at .+ \(in 59:\d\d\)\."))
    console.open_user(LINDA.email)
    lock = console.page.get_by_text(re.compile(r"^Locked until .+ \(6 wrong codes\)$"))
    expect(lock).to_be_visible()
    console.page.get_by_role("button", name="Unlock").click()
    expect(lock).to_have_count(0)
    linda.page.get_by_role("button", name="Use a different account").click()
    linda.enter_password()
    linda.enter_code(app.fresh_code())
    linda.expect_signed_in("Password and authenticator app")
    linda.sign_out()


def reset_and_bind_again(console: Console, linda: Login) -> None:
    """Reset asks first; then the user binds anew (3.2)."""
    module = console.page.get_by_role("region", name="Multi-Factor Authentication")
    reset = module.get_by_role("button", name=f"Reset OTP in {APPLICATION}")
    reset.click()
    console.confirm(f"Reset OTP for {LINDA.email}?", "Cancel")
    expect(reset).to_be_visible()
    reset.click()
    console.confirm(f"Reset OTP for {LINDA.email}?", "Reset OTP")
    expect(reset).to_have_count(0)
    linda.enter_password()
    linda.bind()
    linda.sign_out()


def bypass(console: Console, linda: Login) -> None:
    """The switch asks first; then the password is enough, until it is turned back (3.3)."""
    require = console.page.get_by_role("switch", name="Require MFA for this user")
    require.click()
    console.confirm(f"Let {LINDA.email} skip MFA?", "Skip MFA for this user")
    expect(require).not_to_be_checked()
    expect(console.page.get_by_text("MFA bypassed by admin@example.com")).to_be_visible()
    linda.enter_password()
    linda.expect_signed_in("Password")
    linda.sign_out()
    require.click()
    expect(require).to_be_checked()
    linda.enter_password()
    expect(linda.code).to_be_visible()


def turn_off(console: Console, omar: Login) -> None:
    """The warning names the exact number; cancelled, nothing happened; confirmed, all bindings are gone (1.2)."""
    console.open_factors(APPLICATION)
    console.factor("OTP").click()
    save = console.page.get_by_role("button", name="Save")
    title = f"Turn off OTP for {APPLICATION}?"
    save.click()
    expect(console.dialog(title)).to_contain_text("2 users have bound OTP. Turning it off removes all their bindings.")
    console.confirm(title, "Cancel")
    expect(save).to_be_focused()
    save.click()
    console.confirm(title, "Turn off and remove 2 bindings", typed=APPLICATION)
    expect(console.page.get_by_text("OTP: codes from an authenticator app. No user has bound it.")).to_be_visible()
    expect(console.factor("OTP")).not_to_be_checked()
    omar.sign_out()
    omar.enter_password()
    omar.expect_signed_in("Password")


def read_logs(console: Console) -> None:
    """Every step of it is in the logs, with its result and reason (4)."""
    console.go("User Behavior Logs")
    filters = console.page
    filters.get_by_label("User’s email").fill(LINDA.email)
    filters.get_by_role("checkbox", name="Secondary authentication - OTP").check()
    filters.get_by_role("button", name="Apply").click()
    expect(console.page).to_have_url(re.compile("SECONDARY_AUTHENTICATION_OTP"))
    rows = console.events().filter(has_text="Secondary authentication - OTP")
    expect(rows.filter(has_text="Wrong code")).to_have_count(6)
    expect(rows.filter(has_text="Success")).to_have_count(4)
    wrong = rows.filter(has_text="Wrong code").first
    for shown in (LINDA.email, "127.0.0.1", "Failure"):
        expect(wrong).to_contain_text(shown)
    console.go("Administrative Events")
    rows = console.events().filter(has_text="admin@example.com")
    expect(rows.filter(has_text="OTP reset")).to_have_count(1)
    expect(rows.filter(has_text="User unlocked")).to_have_count(1)
    expect(rows.filter(has_text="MFA bypass set").filter(has_text=LINDA.email)).to_have_count(2)
    expect(rows.filter(has_text="Factors saved")).to_have_count(3)
