"""ux.md 2, "Bind OTP": each state in both languages, every width and both schemes, and on a phone."""

from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.authenticator_app import AuthenticatorApp
from tests.e2e.conftest import Visitors
from tests.e2e.demo_server import DemoServer
from tests.e2e.forced import ENROLLMENT, HELD, OTP_UNBOUND, SENT, Answers, challenge, wrong
from tests.e2e.inspection import looks, small_targets
from tests.e2e.login_pages import Login

PAGE = "/login?client_id=demo"
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SPACED = " ".join(ENROLLMENT["secret"])


@dataclass(frozen=True)
class Words:
    """What the screen says."""

    browser: str
    email: str
    password: str
    go_on: str
    title: str
    scan: str
    apps: str
    qr_code: str
    trouble: str
    copy: str
    copied: str
    from_app: str
    from_email: str
    open_in_app: str
    show_qr_code: str
    confirm: str
    no_mail: str
    wrong: str
    wrong_email: str
    last_attempts: str
    clock_off: str
    expired: str
    new_qr_code: str
    delete_earlier: str


ENGLISH = Words(
    browser="en-US",
    email="Email",
    password="Password",
    go_on="Continue",
    title="Set up your authenticator app",
    scan="Scan with your authenticator app",
    apps="Google, Microsoft or Tencent Authenticator",
    qr_code="QR code for Demo Application",
    trouble="Having trouble scanning?",
    copy="Copy key",
    copied="Copied",
    from_app="Enter the code from the app",
    from_email="Enter the code we emailed to a•••@example.com",
    open_in_app="Open in an authenticator app",
    show_qr_code="Show QR code",
    confirm="Confirm",
    no_mail="We couldn’t send the email. Contact your administrator. (ref ABC123)",
    wrong="That code didn’t work.",
    wrong_email="That code from the email didn’t work.",
    last_attempts="That code didn’t work. 2 attempts left before a 1-hour lock.",
    clock_off="Your code was right for a time 3 minutes from now. Set your phone’s clock to automatic.",
    expired="This setup expired. Get a new QR code.",
    new_qr_code="Get a new QR code",
    delete_earlier="Delete the earlier Demo Application entry in your app.",
)
CHINESE = Words(
    browser="zh-CN",
    email="邮箱",
    password="密码",
    go_on="继续",
    title="绑定身份验证器",
    scan="用身份验证器应用扫描",
    apps="Google Authenticator、Microsoft Authenticator 或腾讯身份验证器",
    qr_code="Demo Application 的二维码",
    trouble="无法扫描？",
    copy="复制密钥",
    copied="已复制",
    from_app="输入应用中显示的验证码",
    from_email="输入发送至 a•••@example.com 的验证码",
    open_in_app="在身份验证器应用中打开",
    show_qr_code="显示二维码",
    confirm="确认",
    no_mail="邮件发送失败，请联系管理员。（编号 ABC123）",
    wrong="验证码不正确。",
    wrong_email="邮件中的验证码不正确。",
    last_attempts="验证码不正确，再错 2 次账号将锁定 1 小时。",
    clock_off="您的手机时间与服务器相差约 3 分钟，请将手机时间设为自动。",
    expired="绑定已过期，请获取新的二维码。",
    new_qr_code="获取新的二维码",
    delete_earlier="请在应用中删除之前的 Demo Application 条目。",
)
both_languages = pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=["en", "zh"])


def begin(page: Page, words: Words, **forced: Any) -> Answers:
    """Somebody without a binding after the right password."""
    answers = Answers(page)
    answers.force(
        **{"startLogin": challenge(OTP_UNBOUND), "beginOtpBinding": ENROLLMENT, "sendEmailCode": SENT, **forced}
    )
    page.goto(PAGE)
    page.get_by_label(words.email, exact=True).fill("ada@example.com")
    page.get_by_label(words.password, exact=True).fill("a password of hers")
    page.get_by_role("button", name=words.go_on).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words.title)
    return answers


def expect_alert(page: Page, sentence: str) -> None:
    expect(page.get_by_role("alert").get_by_text(sentence, exact=True)).to_be_visible()


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
