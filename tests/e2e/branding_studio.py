"""The page of branding as its tests work at it: by its labels, in either language."""

from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.e2e.languages import text


class Studio:
    """The branding of an application of its own."""

    def __init__(self, page: Page, application: str, client_id: str, locale: str) -> None:
        self.page, self.application, self.client_id, self.locale = page, application, client_id, locale

    def open(self) -> "Studio":
        self.page.goto(f"/applications/{self.application}/branding")
        expect(self.page.get_by_role("heading", level=1)).to_have_text(text(self.locale, "Branding", "品牌"))
        return self

    def field(self, english: str, chinese: str) -> Locator:
        return self.page.get_by_role("textbox", name=text(self.locale, english, chinese), exact=True)

    def button(self, english: str, chinese: str) -> Locator:
        return self.page.get_by_role("button", name=text(self.locale, english, chinese), exact=True)

    def upload(self, content: bytes, name: str = "logo.svg") -> None:
        files: list[FilePayload] = [{"name": name, "mimeType": "image/svg+xml", "buffer": content}]
        self.page.locator("input[type=file]").set_input_files(files)
