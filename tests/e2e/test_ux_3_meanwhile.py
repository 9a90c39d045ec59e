"""What another window, another login or an administrator did meanwhile, told when the next code is sent (L4, A1)."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Visitors
from tests.e2e.forced import EMAIL, ENROLLMENT, OTP_BOUND, OTP_UNBOUND, SENT, challenge
from tests.e2e.inspection import looks
from tests.e2e.languages import text
from tests.e2e.verify_scene import Scene
from tests.e2e.verify_words import CHINESE, ENGLISH, Words

both_languages = pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=["en", "zh"])


@both_languages
def test_few_attempts_are_told_on_entry_in_both_tabs(visitors: Visitors, words: Words) -> None:
    scene = Scene(visitors(words.browser), words, OTP_BOUND, EMAIL, attempts=2)
    english, chinese = "2 attempts left before a 1-hour lock.", "再错 2 次账号将锁定 1 小时。"
    warning = scene.page.get_by_text(text(words.browser, english, chinese), exact=True)
    expect(warning).to_be_visible()
    # Nothing is wrong yet: it warns beside the form, and no field is marked.
    expect(scene.page.locator("[aria-invalid=true]")).to_have_count(0)
    looks(scene.page, "3-few-attempts")
    scene.page.get_by_role("tab", name=words.email).click()
    scene.answers.force(sendEmailCode=SENT)
    scene.button(words.send).click()
    expect(warning.locator("visible=true")).to_have_count(1)
    looks(scene.page, "3-few-attempts-email")


@both_languages
def test_a_binding_that_was_reset_or_made_meanwhile_leads_to_the_other_form(visitors: Visitors, words: Words) -> None:
    scene = Scene(visitors(words.browser), words, OTP_BOUND)
    page, heading = scene.page, scene.page.get_by_role("heading", level=1)
    scene.answers.force(
        verifyFactor={"__typename": "BindingRequired"},
        loginChallenge=challenge(OTP_UNBOUND),
        beginOtpBinding=ENROLLMENT,
        sendEmailCode=SENT,
    )
    scene.code.fill("123456")
    english, chinese = "Your authenticator app has been reset. Set it up again.", "您的身份验证器已被重置，请重新绑定。"
    scene.expect_alert(text(words.browser, english, chinese))
    expect(heading).to_have_text(text(words.browser, "Set up your authenticator app", "绑定身份验证器"))
    expect(heading).to_be_focused()
    expect(page.get_by_role("img", name="Demo Application")).to_be_visible()
    looks(page, "3-now-unbound")

    scene.answers.force(confirmOtpBinding={"__typename": "AlreadyBound"}, loginChallenge=challenge(OTP_BOUND))
    for field in page.get_by_role("textbox").all():
        field.fill("123456")
    english, chinese = (
        "Your authenticator app is already set up. Enter a code from it.",
        "您已绑定身份验证器，请输入其中的验证码。",
    )
    scene.expect_alert(text(words.browser, english, chinese))
    expect(heading).to_have_text(words.title)
    expect(heading).to_be_focused()
    expect(scene.code).to_have_value("")
    looks(page, "2-now-bound")


@both_languages
def test_when_no_factor_is_left_the_login_begins_again(visitors: Visitors, words: Words) -> None:
    scene = Scene(visitors(words.browser), words, OTP_BOUND)
    page, heading = scene.page, scene.page.get_by_role("heading", level=1)
    scene.answers.force(verifyFactor={"__typename": "FactorUnavailable"}, loginChallenge=challenge())
    scene.code.fill("123456")
    english, chinese = "The way you sign in here has just changed.", "此应用的登录方式刚刚发生变化。"
    expect(page.get_by_text(text(words.browser, english, chinese), exact=True)).to_be_visible()
    over = text(words.browser, "Your sign-in has expired. Start again.", "您的登录已过期，请重新开始。")
    expect(heading).to_have_text(over)
    expect(heading).to_be_focused()
    looks(page, "3-no-factor-left")
    scene.button(text(words.browser, "Start again", "重新开始")).click()
    expect(page.get_by_label(words.password, exact=True)).to_be_visible()
