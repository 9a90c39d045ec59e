"""One user's module "Multi-Factor Authentication" as an administrator works at it, in either language (ux.md 7)."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.languages import text


class Support:
    """An administrator at the module of one user."""

    def __init__(self, page: Page, locale: str) -> None:
        self.page, self.locale = page, locale
        name = text(locale, "Multi-Factor Authentication", "多因素认证")
        self.module = page.get_by_role("region", name=name)
        self.heading = page.get_by_role("heading", name=name)

    def button(self, english: str, chinese: str) -> Locator:
        return self.module.get_by_role("button", name=text(self.locale, english, chinese), exact=True)

    @property
    def rows(self) -> Locator:
        return self.module.get_by_role("listitem")

    def dialog(self, english: str, chinese: str) -> Locator:
        return self.page.get_by_role("alertdialog", name=text(self.locale, english, chinese))

    def expect_done(self, english: str, chinese: str) -> None:
        """Said aloud, and the focus is in the module: what was pressed is gone."""
        done = text(self.locale, english, chinese)
        expect(self.page.get_by_role("status").filter(has_text=done)).to_be_visible()
        expect(self.heading).to_be_focused()
