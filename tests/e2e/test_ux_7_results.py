"""What resetting and unlocking a user comes to: the rows, the sentences, the focus, and a failure (ux.md 7; M2, A3)."""

import pytest
from playwright.sync_api import StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.demo_api import DemoApi
from tests.e2e.demo_server import DemoServer, Person
from tests.e2e.inspection import looks
from tests.e2e.languages import LOCALES, text
from tests.e2e.stand_in import failure, stand_in
from tests.e2e.support_desk import Support
from tests.e2e.user_pages import open_user

NAME = "Results"


@pytest.fixture(scope="module")
def people(demo: DemoServer) -> dict[str, Person]:
    """For each language somebody who has bound both factors, and whose account was locked afterwards."""
    api = DemoApi(demo).enter(demo.person("admin"))
    application = api.create_application(NAME, "results")
    for kind in ("OTP", "EMAIL"):
        api.save_factor(application, kind, enabled=True)
    made = {locale: api.create_person(f"results-{locale.lower()}", application) for locale in LOCALES}
    for person in made.values():
        api.bind_otp("results", person)
        api.bind_email("results", person)
        api.lock("results", person)
    return made


@pytest.mark.parametrize("locale", LOCALES)
def test_an_unlock_that_fails_and_one_that_works_then_both_resets(
    visitors: Visitors, session: StorageState, people: dict[str, Person], locale: str
) -> None:
    page = visitors(locale, storage_state=session)
    at = Support(page, locale)
    open_user(page, people[locale].email)
    expect(at.rows).to_have_count(2)
    unlock = at.button("Unlock", "解锁")
    stand_in(page, {"UnlockUser": failure("INTERNAL_SERVER_ERROR")})
    unlock.click()
    expect(at.module.get_by_role("alert")).to_contain_text("0f3a9c1e5b7d2468")
    expect(unlock).to_be_focused()
    looks(page, "user-unlock-failed")
    page.unroute_all()
    unlock.click()
    at.expect_done("Unlocked. The count of wrong codes starts anew.", "已解锁，错误次数重新计算。")
    expect(at.module).to_contain_text(text(locale, "Not locked, no wrong codes.", "未锁定，没有错误验证码。"))
    looks(page, "user-unlocked")
    reset_both(at, people[locale])


def reset_both(at: Support, person: Person) -> None:
    """The email's row goes; the row of OTP stays where it was and says what comes next."""
    at.button(f"Reset Email in {NAME}", f"重置 {NAME} 的邮箱验证码").click()
    email = at.dialog(f"Reset Email for {person.email}?", f"重置 {person.email} 的邮箱验证码？")
    kept = "It is recorded again with the next accepted email code."
    expect(email).to_contain_text(text(at.locale, kept, "下次邮箱验证码通过时会重新记录。"))
    expect(email.get_by_role("button", name=text(at.locale, "Cancel", "取消"))).to_be_focused()
    looks(at.page, "dialog-reset-email")
    email.get_by_role("button", name=text(at.locale, "Reset Email", "重置邮箱验证码")).click()
    at.expect_done(f"Email in {NAME} was reset.", f"已重置 {NAME} 的邮箱验证码。")
    expect(at.rows.filter(has_text=text(at.locale, "Email", "邮箱验证码"))).to_have_count(0)

    at.button(f"Reset OTP in {NAME}", f"重置 {NAME} 的 OTP").click()
    otp = at.dialog(f"Reset OTP for {person.email}?", f"重置 {person.email} 的 OTP？")
    otp.get_by_role("button", name=text(at.locale, "Reset OTP", "重置 OTP")).click()
    at.expect_done(f"OTP in {NAME} was reset.", f"已重置 {NAME} 的 OTP。")
    unbound = "Not bound: the user will be asked at the next sign-in."
    expect(at.rows).to_contain_text([text(at.locale, unbound, "未绑定：下次登录时将引导绑定。")])
    expect(at.module.get_by_role("button")).to_have_count(0)
    looks(at.page, "user-after-reset")
