"""The second step as one visitor sees it whose answers are forced (ux.md 3)."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.forced import Answers, challenge
from tests.e2e.verify_words import Words

PAGE = "/login?client_id=demo"


class Scene:
    """One visitor before the second step, whose answers are forced."""

    def __init__(self, page: Page, words: Words, *methods: dict[str, object], attempts: int = 6) -> None:
        self.page, self.words = page, words
        self.answers = Answers(page)
        self.answers.force(startLogin=challenge(*methods, attempts=attempts))
        self.enter_password()

    def enter_password(self) -> None:
        self.page.goto(PAGE)
        self.page.get_by_label(self.words.email, exact=True).fill("ada@example.com")
        self.page.get_by_label(self.words.password, exact=True).fill("a password of hers")
        self.page.get_by_role("button", name=self.words.go_on).click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.words.title)

    @property
    def code(self) -> Locator:
        return self.page.get_by_role("textbox", name=self.words.code)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name)

    def confirm(self) -> None:
        self.button(self.words.confirm).click()

    def expect_alert(self, sentence: str) -> None:
        expect(self.page.get_by_role("alert").get_by_text(sentence, exact=True)).to_be_visible()

    def sent_codes(self) -> list[str]:
        return [sent["input"]["code"] for sent in self.answers.inputs("verifyFactor")]
