"""The page of mail texts as its tests work at it: by its labels, in either language."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.demo_api import DemoApi
from tests.e2e.languages import text

SAVE = "mutation ($input: SaveMailTextInput!) { saveMailText(input: $input) { __typename } }"


class Desk:
    """The mail texts of an application of its own, opened by its administrator or somebody else."""

    def __init__(self, page: Page, api: DemoApi, application: str, locale: str) -> None:
        self.page, self.api, self.application, self.locale = page, api, application, locale

    def open(self) -> "Desk":
        self.page.goto(f"/applications/{self.application}/mail-texts")
        expect(self.page.locator(".mail-sample").first).to_be_visible()
        return self

    @property
    def subject(self) -> Locator:
        return self.page.get_by_role("textbox", name=text(self.locale, "Subject", "主题"), exact=True)

    @property
    def body(self) -> Locator:
        return self.page.get_by_role("textbox", name=text(self.locale, "Text", "正文"), exact=True)

    def button(self, english: str, chinese: str) -> Locator:
        return self.page.get_by_role("button", name=text(self.locale, english, chinese), exact=True)

    def somebody_saves(self, version: int) -> None:
        saved = self.api.call(
            SAVE,
            input={
                "applicationId": self.application,
                "kind": "CODE",
                "language": text(self.locale, "EN", "ZH"),
                "version": version,
                "subject": "is theirs",
                "body": "{code}",
            },
        )
        assert saved == {"__typename": "MailTextSaved"}
