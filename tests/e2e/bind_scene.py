"""The way to the binding as one visitor goes it whose answers are forced (ux.md 2)."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.bind_words import Words
from tests.e2e.forced import ENROLLMENT, OTP_UNBOUND, SENT, Answers, challenge

PAGE = "/login?client_id=demo"


def begin(page: Page, words: Words, *others: Any, **forced: Any) -> Answers:
    """Somebody without a binding after the right password; with `others` there are tabs."""
    answers = Answers(page)
    pending = challenge(OTP_UNBOUND, *others)
    answers.force(**{"startLogin": pending, "beginOtpBinding": ENROLLMENT, "sendEmailCode": SENT, **forced})
    page.goto(PAGE)
    page.get_by_label(words.email, exact=True).fill("ada@example.com")
    page.get_by_label(words.password, exact=True).fill("a password of hers")
    page.get_by_role("button", name=words.go_on).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words.tabbed_title if others else words.title)
    return answers


def expect_alert(page: Page, sentence: str) -> None:
    expect(page.get_by_role("alert").get_by_text(sentence, exact=True)).to_be_visible()
