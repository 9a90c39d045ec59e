"""What resetting and unlocking a user comes to: the rows, the sentences, the focus, and a failure (ux.md 7; M2, A3)."""

import pytest
from playwright.sync_api import Locator, Page, StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.demo_api import DemoApi
from tests.e2e.demo_server import DemoServer, Person
from tests.e2e.inspection import looks
from tests.e2e.languages import LOCALES, text
from tests.e2e.stand_in import failure, stand_in
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


class Support:
    """An administrator at the module of one user."""

    def __init__(self, page: Page, locale: str) -> None:
        self.page, self.locale = page, locale
        name = text(locale, "Multi-Factor Authentication", "多因素认证")
        self.module = page.get_by_role("region", name=name)
        self.heading = page.get_by_role("heading", name=name)

    def button(self, english: str, chinese: str) -> Locator:
        return self.module.get_by_role("button", name=text(self.locale, english, chinese), exact=True)

    def expect_done(self, english: str, chinese: str) -> None:
        """Said aloud, and the focus is in the module: what was pressed is gone."""
        done = text(self.locale, english, chinese)
        expect(self.page.get_by_role("status").filter(has_text=done)).to_be_visible()
        expect(self.heading).to_be_focused()


@pytest.mark.parametrize("locale", LOCALES)
def test_an_unlock_that_fails_and_one_that_works_then_both_resets(
    visitors: Visitors, session: StorageState, people: dict[str, Person], locale: str
) -> None:
    page, person = visitors(locale, storage_state=session), people[locale]
    at = Support(page, locale)
    open_user(page, person.email)
    rows = at.module.get_by_role("listitem")
    expect(rows).to_have_count(2)

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

    email = text(locale, "Email", "邮箱验证码")
    at.button(f"Reset Email in {NAME}", f"重置 {NAME} 的邮箱验证码").click()
    title = text(locale, f"Reset Email for {person.email}?", f"重置 {person.email} 的邮箱验证码？")
    dialog = page.get_by_role("alertdialog", name=title)
    kept = "It is recorded again with the next accepted email code."
    expect(dialog).to_contain_text(text(locale, kept, "下次邮箱验证码通过时会重新记录。"))
    expect(dialog.get_by_role("button", name=text(locale, "Cancel", "取消"))).to_be_focused()
    looks(page, "dialog-reset-email")
    dialog.get_by_role("button", name=text(locale, "Reset Email", "重置邮箱验证码")).click()
    at.expect_done(f"Email in {NAME} was reset.", f"已重置 {NAME} 的邮箱验证码。")
    expect(rows.filter(has_text=email)).to_have_count(0)

    at.button(f"Reset OTP in {NAME}", f"重置 {NAME} 的 OTP").click()
    page.get_by_role("alertdialog").get_by_role("button", name=text(locale, "Reset OTP", "重置 OTP")).click()
    at.expect_done(f"OTP in {NAME} was reset.", f"已重置 {NAME} 的 OTP。")
    # The row stays where it was, and says what comes next; there is nothing left to reset.
    unbound = text(locale, "Not bound: the user will be asked at the next sign-in.", "未绑定：下次登录时将引导绑定。")
    expect(rows).to_contain_text([unbound])
    expect(at.module.get_by_role("button")).to_have_count(0)
    looks(page, "user-after-reset")
