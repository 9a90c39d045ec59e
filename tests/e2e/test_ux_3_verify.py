"""ux.md 3, "Verify", and the one code field: each state in both languages, every width and both schemes."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.authenticator_app import AuthenticatorApp
from tests.e2e.conftest import Visitors
from tests.e2e.demo_server import DemoServer
from tests.e2e.forced import COMPLETED, EMAIL, HELD, OFFLINE, OTP_BOUND, SENT, challenge, wrong
from tests.e2e.inspection import looks, small_targets
from tests.e2e.login_pages import Login
from tests.e2e.verify_scene import Scene
from tests.e2e.verify_words import CHINESE, ENGLISH, Words

both_languages = pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=["en", "zh"])


@both_languages
def test_a_code_from_the_app(visitors: Visitors, words: Words) -> None:
    scene = Scene(visitors(words.browser), words, OTP_BOUND)
    page = scene.page
    expect(page.get_by_text(words.open_app, exact=True)).to_be_visible()
    expect(page.get_by_text(words.hint, exact=True)).to_be_visible()
    expect(page.get_by_text(words.cannot)).to_be_visible()
    expect(page.get_by_role("tablist")).to_have_count(0)
    expect(page).to_have_title(f"{words.title} · Demo Application")
    expect(scene.code).to_be_focused()
    looks(page, "3-otp")
    assert small_targets(page) == []

    scene.code.fill("123")
    scene.confirm()
    scene.expect_alert(words.incomplete)
    assert scene.sent_codes() == []
    looks(page, "3-incomplete")

    scene.answers.force(verifyFactor=HELD)
    scene.code.fill("123456")
    busy = scene.button(words.checking)
    expect(busy).to_have_attribute("aria-disabled", "true")
    looks(page, "3-checking")
    scene.answers.release(verifyFactor=wrong(5))
    scene.expect_alert(words.wrong)
    expect(scene.code).to_have_attribute("aria-invalid", "true")
    expect(scene.code).to_be_focused()
    # Selected, not erased.
    assert page.evaluate("() => getSelection().toString()") == "123456"
    looks(page, "3-wrong")


@both_languages
def test_why_a_code_failed_and_the_way_in_and_out(visitors: Visitors, words: Words) -> None:
    scene = Scene(visitors(words.browser), words, OTP_BOUND)
    page = scene.page
    scene.answers.force(verifyFactor=wrong(5))
    scene.code.fill("123456")
    scene.expect_alert(words.wrong)
    refusals = [(wrong(left), sentence, str(left)) for left, sentence in zip((3, 2, 1), words.attempts, strict=True)]
    refusals += [
        (wrong(5, "JUST_EXPIRED"), words.just_expired, "expired"),
        (wrong(5, "ALREADY_USED"), words.already_used, "used"),
        (wrong(4), words.wrong, "four"),
        (OFFLINE, words.network, "network"),
    ]
    for answer, sentence, name in refusals:
        scene.answers.force(verifyFactor=answer)
        scene.confirm()
        scene.expect_alert(sentence)
        expect(scene.code).to_have_value("123456")
        looks(page, f"3-refused-{name}")

    scene.answers.force(verifyFactor=COMPLETED, signOut={"ok": True})
    scene.confirm()
    expect(page.get_by_role("heading", level=1)).to_have_text(words.signed_in)
    expect(page.locator("time")).to_have_text(re.compile(words.ends))
    looks(page, "3-signed-in")
    scene.button(words.sign_out).click()
    expect(page.get_by_text(words.signed_out)).to_be_visible()
    looks(page, "3-signed-out")


@both_languages
def test_a_code_by_email_and_the_wait_for_the_next(visitors: Visitors, words: Words) -> None:
    page = visitors(words.browser)
    page.clock.install()
    scene = Scene(page, words, OTP_BOUND, EMAIL)
    expect(page.get_by_text(words.cannot_either)).to_be_visible()
    looks(page, "3-tabs")
    assert small_targets(page) == []
    scene.code.fill("12")
    page.get_by_role("tab", name=words.email).click()
    expect(scene.button(words.send)).to_be_visible()
    looks(page, "3-email")
    scene.answers.force(sendEmailCode={"__typename": "MailUnavailable", "reference": "ABC123"})
    scene.button(words.send).click()
    scene.expect_alert(words.no_mail)
    looks(page, "3-no-mail")

    scene.answers.force(sendEmailCode=SENT)
    scene.button(words.send).click()
    expect(page.get_by_role("status").filter(has_text=words.sent)).to_be_visible()
    waiting = scene.button(words.resend_in)
    expect(waiting).to_have_attribute("aria-disabled", "true")
    expect(page.locator("[role=status] button, [aria-live] button")).to_have_count(0)
    expect(scene.code).to_be_focused()
    looks(page, "3-sent")
    watch_the_wait(scene, waiting)


def watch_the_wait(scene: Scene, waiting: Locator) -> None:
    """The other tab keeps what was typed, and the wait goes on meanwhile to its end."""
    page, words = scene.page, scene.words
    first = waiting.inner_text()
    page.clock.fast_forward(10_000)
    expect(waiting).not_to_have_text(first)
    page.get_by_role("tab", name="OTP").click()
    expect(scene.code).to_have_value("12")
    page.get_by_role("tab", name=words.email).click()
    expect(waiting).to_be_visible()
    page.clock.fast_forward(60_000)
    expect(scene.button(words.resend)).to_have_attribute("aria-disabled", "false")
    expect(page.get_by_role("status").filter(has_text=words.can_resend)).to_have_count(1)
    looks(page, "3-resend")


@both_languages
def test_why_a_mailed_code_failed_and_what_changed_meanwhile(visitors: Visitors, words: Words) -> None:
    scene = Scene(visitors(words.browser), words, EMAIL)
    page = scene.page
    scene.answers.force(sendEmailCode={**SENT, "resendAfter": 0})
    scene.button(words.send).click()
    expect(scene.button(words.resend)).to_be_visible()
    scene.answers.force(sendEmailCode={"__typename": "RateLimited", "retryAfter": 1800})
    scene.button(words.resend).click()
    scene.expect_alert(words.limited)
    looks(page, "3-mail-limited")
    scene.answers.force(verifyFactor=wrong(5, "JUST_EXPIRED"))
    scene.code.fill("000000")
    scene.expect_alert(words.email_expired)
    scene.answers.force(verifyFactor=wrong(5, "ALREADY_USED"))
    scene.confirm()
    scene.expect_alert(words.email_used)
    looks(page, "3-email-expired")

    scene.answers.force(verifyFactor={"__typename": "FactorUnavailable"}, loginChallenge=challenge(OTP_BOUND))
    scene.confirm()
    expect(page.get_by_role("alert").filter(has_text=words.turned_off)).to_be_visible()
    expect(page.get_by_role("tablist")).to_have_count(0)
    looks(page, "3-factor-off")
    scene.button(words.other_account).click()
    expect(page.get_by_label(words.password, exact=True)).to_have_value("")


def test_both_tabs_tell_the_same_attempts_and_every_sentence_follows_the_language(visitors: Visitors) -> None:
    scene = Scene(visitors(), ENGLISH, OTP_BOUND, EMAIL)
    page = scene.page
    scene.answers.force(verifyFactor=wrong(3))
    scene.code.fill("111111")
    scene.expect_alert(ENGLISH.attempts[0])
    page.get_by_role("tab", name="Email").click()
    scene.answers.force(sendEmailCode={"__typename": "MailUnavailable", "reference": "ABC123"})
    scene.button("Send code").click()
    scene.expect_alert(ENGLISH.no_mail)
    page.get_by_role("button", name="简体中文").click()
    scene.expect_alert(CHINESE.no_mail)
    page.get_by_role("button", name="English").click()
    scene.answers.force(sendEmailCode=SENT, verifyFactor=wrong(2))
    scene.button("Send code").click()
    scene.code.fill("222222")
    scene.expect_alert(ENGLISH.attempts[1])
    page.get_by_role("tab", name="OTP").click()
    scene.expect_alert(ENGLISH.attempts[1])
    # An incomplete code costs nothing, and hides nothing.
    scene.code.fill("12")
    scene.confirm()
    scene.expect_alert(ENGLISH.incomplete)
    expect(page.get_by_text("2 attempts left before a 1-hour lock.", exact=True)).to_be_visible()


def test_the_code_field_is_one_real_input(visitors: Visitors) -> None:
    scene = Scene(visitors(), ENGLISH, OTP_BOUND)
    for name, value in {
        "type": "text",
        "inputmode": "numeric",
        "autocomplete": "one-time-code",
        "autocapitalize": "off",
        "spellcheck": "false",
        "enterkeyhint": "done",
        "aria-describedby": "code-otp-error code-otp-hint",
    }.items():
        expect(scene.code).to_have_attribute(name, value)
    assert scene.code.get_attribute("maxlength") is None
    assert scene.page.locator("input").count() == 1


@pytest.mark.parametrize(
    ("pasted", "sent"),
    [
        ("Your code is 123 456!", "123456"),
        ("１２３４５６", "123456"),
        ("001234", "001234"),
        ("您的验证码是 654-321，10 分钟内有效。", "654321"),
    ],
)
def test_whatever_holds_a_code_can_be_pasted(visitors: Visitors, pasted: str, sent: str) -> None:
    scene = Scene(visitors(permissions=["clipboard-read", "clipboard-write"]), ENGLISH, OTP_BOUND)
    scene.answers.force(verifyFactor=COMPLETED)
    scene.page.evaluate("(text) => navigator.clipboard.writeText(text)", pasted)
    expect(scene.code).to_be_focused()
    scene.page.keyboard.press("Control+V")
    expect(scene.page.get_by_role("heading", level=1)).to_have_text(ENGLISH.signed_in)
    assert scene.sent_codes() == [sent]


def test_after_an_error_nothing_is_sent_before_confirm(visitors: Visitors) -> None:
    scene = Scene(visitors(), ENGLISH, OTP_BOUND)
    scene.answers.force(verifyFactor=wrong(5))
    scene.code.press_sequentially("111111")
    scene.expect_alert(ENGLISH.wrong)
    # The old code is selected: typing replaces it.
    scene.page.keyboard.type("222222")
    expect(scene.code).to_have_value("222222")
    assert scene.sent_codes() == ["111111"]
    scene.page.keyboard.press("Enter")
    expect(scene.button(ENGLISH.confirm)).to_be_visible()
    assert scene.sent_codes() == ["111111", "222222"]


def test_the_tabs_by_keyboard(visitors: Visitors) -> None:
    scene = Scene(visitors(), ENGLISH, OTP_BOUND, EMAIL)
    otp, email = scene.page.get_by_role("tab", name="OTP"), scene.page.get_by_role("tab", name="Email")
    expect(scene.code).to_be_focused()
    otp.focus()
    for key, chosen, other in (
        ("ArrowRight", email, otp),
        ("ArrowRight", otp, email),
        ("ArrowLeft", email, otp),
        ("Home", otp, email),
        ("End", email, otp),
    ):
        scene.page.keyboard.press(key)
        expect(chosen).to_be_focused()
        expect(chosen).to_have_attribute("aria-selected", "true")
        expect(other).to_have_attribute("tabindex", "-1")
    scene.page.keyboard.press("Tab")
    expect(scene.button("Send code")).to_be_focused()


def test_the_factor_last_used_here_comes_first(visitors: Visitors) -> None:
    scene = Scene(visitors(), ENGLISH, OTP_BOUND, EMAIL)
    expect(scene.page.get_by_role("tab", name="OTP")).to_have_attribute("aria-selected", "true")
    scene.answers.force(sendEmailCode=SENT, verifyFactor=COMPLETED, signOut={"ok": True})
    scene.page.get_by_role("tab", name="Email").click()
    scene.button("Send code").click()
    scene.code.fill("123456")
    scene.button("Sign out").click()
    scene.enter_password()
    expect(scene.page.get_by_role("tab", name="Email")).to_have_attribute("aria-selected", "true")


def test_the_server_knows_why_a_code_fails(demo: DemoServer, visitors: Visitors) -> None:
    """Without forced answers: just expired, wrong, right, and then used already."""
    login = Login(visitors(), demo, "demo", demo.person("bound"))
    app = AuthenticatorApp.typing(login.person.otp_key or "")
    login.enter_password()
    login.enter_code(app.expired_code())
    expect(login.page.get_by_text(ENGLISH.just_expired)).to_be_visible()
    login.code.fill(app.wrong_code(0))
    login.page.get_by_role("button", name="Confirm").click()
    expect(login.page.get_by_text(ENGLISH.wrong)).to_be_visible()
    code = app.fresh_code()
    login.code.fill(code)
    login.page.get_by_role("button", name="Confirm").click()
    login.expect_signed_in("Password and authenticator app")
    login.sign_out()
    login.enter_password()
    login.enter_code(code)
    expect(login.page.get_by_text(ENGLISH.already_used)).to_be_visible()
    login.code.fill(app.fresh_code())
    login.page.get_by_role("button", name="Confirm").click()
    login.expect_signed_in("Password and authenticator app")
