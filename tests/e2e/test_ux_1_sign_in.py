"""ux.md 1, "Sign in", and what is common to all: each state in both languages, every width and both schemes."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.conftest import Visitors
from tests.e2e.demo_server import DemoServer
from tests.e2e.forced import EMAIL, HELD, OFFLINE, Answers, challenge
from tests.e2e.inspection import looks, small_targets
from tests.e2e.sign_in_words import CHINESE, ENGLISH, Words

PAGE = "/login?client_id=demo"


both_languages = pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=["en", "zh"])
FAULT = {"errors": [{"message": "no", "extensions": {"code": "INTERNAL_SERVER_ERROR", "correlationId": "0123abcd"}}]}


def heading_is(page: Page, text: str) -> None:
    """The one h1 says it, and so does the window."""
    expect(page.get_by_role("heading", level=1)).to_have_text(text)
    expect(page).to_have_title(text if "Demo Application" in text else f"{text} · Demo Application")


@both_languages
def test_the_form_before_it_is_sent(visitors: Visitors, words: Words) -> None:
    page = visitors(words.browser)
    page.goto(PAGE)
    heading_is(page, words.title)
    expect(page.locator("html")).to_have_attribute("lang", words.lang)
    email, password = page.get_by_label(words.email, exact=True), page.get_by_label(words.password, exact=True)
    for field, kind, autocomplete in ((email, "email", "username"), (password, "password", "current-password")):
        expect(field).to_have_attribute("type", kind)
        expect(field).to_have_attribute("autocomplete", autocomplete)
    expect(email).to_be_focused()
    looks(page, "1-form")
    assert small_targets(page) == []

    submit_too_early(page, words)


def submit_too_early(page: Page, words: Words) -> None:
    """What is missing is told, and has the focus; shown or hidden, the password stays."""
    email, password = page.get_by_label(words.email, exact=True), page.get_by_label(words.password, exact=True)
    go_on = page.get_by_role("button", name=words.go_on)
    go_on.click()
    expect(page.get_by_role("alert").filter(has_text=words.email_missing)).to_be_visible()
    expect(email).to_be_focused()
    email.fill("ada@example.com")
    go_on.click()
    expect(page.get_by_role("alert").filter(has_text=words.password_missing)).to_be_visible()
    expect(password).to_be_focused()
    looks(page, "1-password-missing")

    password.fill("not the password")
    expect(page.get_by_text(words.password_missing)).to_have_count(0)
    show = page.get_by_role("button", name=words.show)
    expect(show).to_have_attribute("aria-pressed", "false")
    show.click()
    expect(show).to_have_attribute("aria-pressed", "true")
    expect(password).to_have_attribute("type", "text")
    looks(page, "1-password-shown")


@both_languages
def test_every_answer_to_a_password(visitors: Visitors, words: Words) -> None:
    page = visitors(words.browser)
    answers = Answers(page)
    page.goto(PAGE)
    email, password = page.get_by_label(words.email, exact=True), page.get_by_label(words.password, exact=True)
    expect(email).to_be_focused()
    email.fill("ada@example.com")
    password.fill("not the password")
    go_on = page.get_by_role("button", name=words.go_on)
    answers.force(startLogin=HELD)
    go_on.click()
    busy = page.get_by_role("button", name=words.checking)
    expect(busy).to_have_attribute("aria-disabled", "true")
    expect(busy).to_be_focused()
    looks(page, "1-checking")
    answers.release(startLogin={"__typename": "InvalidCredentials"})
    expect(page.get_by_role("alert").filter(has_text=words.incorrect)).to_be_visible()
    expect(password).to_have_attribute("aria-invalid", "true")
    expect(password).to_have_attribute("aria-describedby", "password-error")
    expect(password).to_be_focused()
    looks(page, "1-incorrect")

    for answer, sentence, name in ((OFFLINE, words.network, "network"), (FAULT, words.fault, "fault")):
        answers.force(startLogin=answer)
        go_on.click()
        expect(page.get_by_role("alert").filter(has_text=sentence)).to_be_visible()
        expect(email).to_have_value("ada@example.com")
        expect(password).to_have_value("not the password")
        looks(page, f"1-{name}")

    answers.force(startLogin={"__typename": "RateLimited", "retryAfter": 90})
    go_on.click()
    expect(page.get_by_role("alert").filter(has_text=words.limited)).to_have_count(1)
    looks(page, "1-limited")


def without_entrance(route: Route) -> None:
    """The page as the server sends it while its database is away: without the first answer."""
    answer = route.fetch()
    body = re.sub(r'<script id="entrance".*?</script>', "", answer.text())
    assert body != answer.text() or "client_id=demo" not in route.request.url
    route.fulfill(response=answer, body=body)


@both_languages
def test_the_form_takes_one_round_trip_after_the_page(visitors: Visitors, words: Words) -> None:
    page = visitors(words.browser)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition("/assets/")[2] or request.url))
    page.goto(PAGE)
    heading_is(page, words.title)
    assert not [address for address in asked if "/graphql" in address]
    chunks = [name for name in asked if re.match(r"login-(en|zh)-", name)]
    assert [name[:8] for name in chunks] == [f"login-{words.lang[:2]}"]


@both_languages
def test_loading_and_the_ways_that_lead_nowhere(visitors: Visitors, words: Words) -> None:
    page = visitors(words.browser)
    page.route("**/login?*", without_entrance)
    answers = Answers(page)
    answers.force(loginApplication=HELD)
    page.goto(PAGE)
    expect(page.locator(".waiting")).to_be_visible()
    expect(page.get_by_role("button", name=words.other_language)).to_be_visible()
    looks(page, "1-loading")
    height = page.locator(".card").bounding_box()
    answers.release(loginApplication=OFFLINE)
    expect(page.get_by_role("heading", level=1)).to_have_text(words.unreachable)
    looks(page, "1-unreachable")
    answers.pass_on("loginApplication")
    page.get_by_role("button", name=words.retry).click()
    heading_is(page, words.title)
    if words is CHINESE:
        # A title of one line has its place already, and so has the rest.
        assert page.locator(".card").bounding_box() == height
    for address, title, name in (
        ("/login", words.no_address, "1-no-address"),
        ("/login?client_id=nobodys", words.no_application, "1-no-application"),
    ):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        looks(page, name)


@pytest.mark.parametrize(
    ("address", "cookie", "browser", "spoken"),
    [
        ("&ui_locales=fr%20zh-Hans", "en", "en-US", "zh-CN"),
        ("", "zh", "en-US", "zh-CN"),
        ("&ui_locales=fr", "en", "zh-CN", "en"),
        ("", None, "zh-TW", "zh-CN"),
        ("", None, "fr-FR", "en"),
    ],
    ids=["the address first", "then the cookie", "a language we lack counts for nothing", "then the browser", "else"],
)
def test_whose_language_is_spoken(
    demo: DemoServer, visitors: Visitors, address: str, cookie: str | None, browser: str, spoken: str
) -> None:
    page = visitors(browser)
    if cookie:
        page.context.add_cookies([{"name": "ostiary_locale", "value": cookie, "url": demo.origin}])
    page.goto(PAGE + address)
    heading_is(page, (CHINESE if spoken == "zh-CN" else ENGLISH).title)
    expect(page.locator("html")).to_have_attribute("lang", spoken)


def test_a_chosen_language_stays_and_costs_no_entry(visitors: Visitors) -> None:
    page = visitors()
    page.goto(f"{PAGE}&ui_locales=en")
    page.get_by_label("Email", exact=True).fill("ada@example.com")
    switch = page.get_by_role("button", name="简体中文")
    expect(switch).to_have_attribute("lang", "zh-CN")
    switch.click()
    heading_is(page, CHINESE.title)
    expect(page.get_by_label("邮箱", exact=True)).to_have_value("ada@example.com")
    page.reload()
    heading_is(page, CHINESE.title)


def test_the_keyboard_is_enough(visitors: Visitors) -> None:
    page = visitors()
    answers = Answers(page)
    answers.force(startLogin=challenge(EMAIL))
    page.goto(PAGE)
    expect(page.get_by_label("Email", exact=True)).to_be_focused()
    page.keyboard.type("ada@example.com")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Password", exact=True)).to_be_focused()
    page.keyboard.type("a password of hers")
    page.keyboard.press("Tab")
    show = page.get_by_role("button", name="Show password")
    expect(show).to_be_focused()
    page.keyboard.press("Space")
    expect(show).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Continue")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Forgot your password?")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="简体中文")).to_be_focused()
    page.get_by_label("Password", exact=True).focus()
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Verify it’s you")
    # A new stage: the focus is on its title, and the window is named after it.
    expect(heading).to_be_focused()
    heading_is(page, "Verify it’s you")
    [sent] = answers.inputs("startLogin")
    assert (sent["input"]["email"], sent["input"]["password"]) == ("ada@example.com", "a password of hers")


def test_without_javascript_one_sentence_says_so(visitors: Visitors) -> None:
    page = visitors(java_script_enabled=False)
    page.goto(PAGE)
    # By tag: Playwright's own words for what is shown leave <noscript> out.
    expect(page.locator("noscript h1")).to_be_visible()
    expect(page.locator("noscript h1")).to_have_text("Please turn on JavaScript to sign in.")
    expect(page.locator("noscript [lang=zh-CN]")).to_have_text("请启用 JavaScript 后登录。")
    expect(page.locator(".waiting")).to_be_hidden()

    # axe is a script itself: it looks at the same elements in a page that has no others to run.
    page = visitors()
    page.route("**/login?*", as_without_javascript)
    page.goto(PAGE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Please turn on JavaScript to sign in.")
    looks(page, "1-no-script")


def as_without_javascript(route: Route) -> None:
    answer = route.fetch()
    body = re.sub(r"<script.*?</script>", "", answer.text(), flags=re.DOTALL)
    body = body.replace('class="waiting lines"', "hidden").replace("noscript>", "div>")
    route.fulfill(response=answer, body=body)
