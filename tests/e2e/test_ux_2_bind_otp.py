"""ux.md 2, "Bind OTP": each state in both languages, every width and both schemes, and on a phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.authenticator_app import AuthenticatorApp
from tests.e2e.bind_scene import begin, expect_alert
from tests.e2e.bind_words import CHINESE, ENGLISH, Words
from tests.e2e.conftest import Visitors
from tests.e2e.demo_server import DemoServer
from tests.e2e.forced import COMPLETED, EMAIL, ENROLLMENT, HELD, SENT, wrong
from tests.e2e.inspection import looks, small_targets
from tests.e2e.languages import PHONE
from tests.e2e.login_pages import Login

SPACED = " ".join(ENROLLMENT["secret"])
both_languages = pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=["en", "zh"])


@both_languages
def test_the_three_steps(visitors: Visitors, words: Words) -> None:
    page = visitors(words.browser, permissions=["clipboard-read", "clipboard-write"])
    answers = begin(page, words, beginOtpBinding=HELD)
    expect(page.get_by_text(words.scan)).to_be_visible()
    looks(page, "2-loading")
    before = page.locator(".qr").bounding_box()
    answers.release(beginOtpBinding=ENROLLMENT)
    picture = page.get_by_role("img", name=words.qr_code)
    expect(picture).to_be_visible()
    # What comes has its place already.
    assert page.locator(".qr").bounding_box() == before
    expect(page.get_by_text(words.apps)).to_be_visible()
    expect(page.get_by_label(words.from_app)).to_be_visible()
    expect(page.get_by_label(words.from_email)).to_be_visible()
    looks(page, "2-qr-code")
    assert small_targets(page) == []

    trouble = page.get_by_role("button", name=words.trouble)
    expect(trouble).to_have_attribute("aria-expanded", "false")
    trouble.click()
    expect(trouble).to_have_attribute("aria-expanded", "true")
    key = page.locator(".secret")
    expect(key).to_have_attribute("translate", "no")
    expect(key.locator(".unseen")).to_have_text(SPACED)
    expect(key.locator("[aria-hidden] > span")).to_have_text(["JBSW", "Y3DP", "EHPK", "3PXP"] * 2)
    page.get_by_role("button", name=words.copy).click()
    expect(page.get_by_role("status").filter(has_text=words.copied)).to_be_visible()
    assert page.evaluate("() => navigator.clipboard.readText()") == ENROLLMENT["secret"]
    looks(page, "2-key")


@both_languages
def test_which_code_failed_and_why(visitors: Visitors, words: Words) -> None:
    page = visitors(words.browser)
    answers = begin(page, words, sendEmailCode={"__typename": "MailUnavailable", "reference": "ABC123"})
    expect_alert(page, words.no_mail)
    looks(page, "2-no-mail")
    answers.force(sendEmailCode=SENT)
    page.locator(".mailing button").click()
    code, emailed = page.get_by_label(words.from_app), page.get_by_label(words.from_email)
    answers.force(confirmOtpBinding=wrong(5))
    code.fill("123456")
    emailed.fill("654321")
    for answer, told, name in (
        (wrong(5), {code: words.wrong}, "app"),
        (wrong(5, codes=("EMAIL_CODE",)), {emailed: words.wrong_email}, "email"),
        (wrong(2, codes=("CODE", "EMAIL_CODE")), {code: words.last_attempts, emailed: words.wrong_email}, "both"),
        (wrong(5, "CLOCK_OFF", minutes=3), {code: words.clock_off}, "clock"),
    ):
        answers.force(confirmOtpBinding=answer)
        page.get_by_role("button", name=words.confirm).click()
        for sentence in told.values():
            expect_alert(page, sentence)
        for field in (code, emailed):
            expect(field).to_have_attribute("aria-invalid", str(field in told).lower())
        expect(code).to_have_value("123456")
        expect(emailed).to_have_value("654321")
        looks(page, f"2-refused-{name}")


@both_languages
def test_a_setup_that_expired(visitors: Visitors, words: Words) -> None:
    page = visitors(words.browser)
    answers = begin(page, words, confirmOtpBinding={"__typename": "BindingRequired"})
    page.get_by_label(words.from_app).fill("123456")
    page.get_by_label(words.from_email).fill("654321")
    expect_alert(page, words.expired)
    looks(page, "2-expired")
    answers.force(beginOtpBinding={**ENROLLMENT, "secret": "A" * 32})
    page.get_by_role("button", name=words.new_qr_code).click()
    expect(page.get_by_text(words.delete_earlier)).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    looks(page, "2-new-qr-code")


@both_languages
def test_a_phone_begins_with_the_link_and_the_key(visitors: Visitors, words: Words) -> None:
    page = visitors(words.browser, **PHONE)
    begin(page, words)
    link = page.get_by_role("link", name=words.open_in_app)
    expect(link).to_have_attribute("href", ENROLLMENT["otpauthUri"])
    expect(page.get_by_role("button", name=words.copy)).to_be_visible()
    expect(page.get_by_role("img", name=words.qr_code)).to_have_count(0)
    looks(page, "2-phone")
    assert small_targets(page) == []
    page.get_by_role("button", name=words.show_qr_code).click()
    expect(page.get_by_role("img", name=words.qr_code)).to_be_visible()
    looks(page, "2-phone-qr-code")


@both_languages
def test_the_keyboard_is_enough(visitors: Visitors, words: Words) -> None:
    page = visitors(words.browser, permissions=["clipboard-read", "clipboard-write"])
    page.clock.install()
    answers = begin(page, words, confirmOtpBinding=wrong(5))
    heading, keys = page.get_by_role("heading", level=1), page.keyboard
    expect(heading).to_be_focused()
    expect(page.get_by_role("img", name=words.qr_code)).to_be_visible()
    copy_the_key(page, words)
    keys.press("Tab")
    code = page.get_by_label(words.from_app)
    expect(code).to_be_focused()
    keys.type("123456")
    wait_and_send_again(page, words)
    assert len(answers.inputs("sendEmailCode")) == 2
    keys.press("Tab")
    expect(page.locator("a[href='/mailbox']")).to_be_focused()
    keys.press("Tab")
    expect(page.get_by_label(words.from_email)).to_be_focused()
    keys.type("654321")

    # The pair went by itself; the wrong one is selected, and Confirm sends the next.
    expect_alert(page, words.wrong)
    expect(code).to_be_focused()
    keys.type("234567")
    expect(code).to_have_value("234567")
    answers.force(confirmOtpBinding=COMPLETED)
    for _ in range(4):
        keys.press("Tab")
    expect(page.get_by_role("button", name=words.confirm)).to_be_focused()
    keys.press("Enter")
    expect(page.locator("time")).to_be_visible()
    expect(heading).to_be_focused()
    sent = [(each["input"]["code"], each["input"]["emailCode"]) for each in answers.inputs("confirmOtpBinding")]
    assert sent == [("123456", "654321"), ("234567", "654321")]


def copy_the_key(page: Page, words: Words) -> None:
    """From the title over the disclosure to Copy."""
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=words.trouble)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=words.copy)).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("status").filter(has_text=words.copied)).to_be_visible()
    assert page.evaluate("() => navigator.clipboard.readText()") == ENROLLMENT["secret"]


def wait_and_send_again(page: Page, words: Words) -> None:
    """The wait keeps its place among the stops, does nothing when pressed, and its end does not move the focus."""
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=words.resend_in)).to_be_focused()
    page.keyboard.press("Enter")
    page.clock.fast_forward(61_000)
    expect(page.get_by_role("button", name=words.resend)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=words.resend_in)).to_be_focused()


@both_languages
def test_with_the_email_factor_on_too_it_is_one_of_two_tabs(visitors: Visitors, words: Words) -> None:
    """What the demo's new@example.com sees first."""
    page = visitors(words.browser)
    answers = begin(page, words, EMAIL)
    tabs = page.get_by_role("tab")
    expect(tabs.first).to_have_attribute("aria-selected", "true")
    # The page's title is the tabs'; the binding has one of its own.
    expect(page.get_by_role("heading", level=2)).to_have_text(words.title)
    expect(page.get_by_role("img", name=words.qr_code)).to_be_visible()
    looks(page, "2-tabs")
    assert small_targets(page) == []
    page.get_by_label(words.from_app).fill("123")
    tabs.last.click()
    # The code that was mailed for the binding is good here as well: no second mail.
    expect(page.get_by_role("button", name=words.resend_in)).to_be_visible()
    looks(page, "2-tabs-email")
    assert len(answers.inputs("sendEmailCode")) == 1
    tabs.first.click()
    expect(page.get_by_label(words.from_app)).to_have_value("123")


def test_the_key_is_copied_also_where_a_page_has_no_clipboard(visitors: Visitors) -> None:
    """Without TLS, and in older webviews."""
    page = visitors(**PHONE)
    page.add_init_script("delete Navigator.prototype.clipboard")
    page.add_init_script("addEventListener('copy', () => { window.taken = getSelection().toString(); })")
    begin(page, ENGLISH)
    page.get_by_role("button", name="Copy key").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert page.evaluate("() => window.taken") == ENROLLMENT["secret"]


def test_the_qr_code_is_black_on_white_in_the_dark_and_the_same_after_a_reload(
    demo: DemoServer, visitors: Visitors
) -> None:
    login = Login(visitors(color_scheme="dark"), demo, "demo", demo.person("new"))
    login.enter_password()
    first = login.scan("Verify it’s you")
    expect(login.page.locator(".qr")).to_have_css("background-color", "rgb(255, 255, 255)")
    login.page.reload()
    again: AuthenticatorApp = login.scan("Verify it’s you")
    assert again.entry == first.entry
