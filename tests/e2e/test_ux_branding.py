"""Branding of an application: what is chosen, what is made of it, and what its users see (ux.md 1, 6)."""

import re
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import StorageState, expect

from tests.e2e.branding_studio import Studio
from tests.e2e.conftest import Visitors
from tests.e2e.console_pages import Console
from tests.e2e.demo_api import DemoApi
from tests.e2e.demo_server import DemoServer
from tests.e2e.inspection import looks, small_targets
from tests.e2e.languages import LOCALES, PHONE, text
from tests.e2e.login_pages import Login
from tests.e2e.stand_in import HELD, failure, stand_in
from tests.support.pictures import SVG, svg_with

numbers = count(1)
SAVE = "mutation ($input: SaveBrandingInput!) { saveBranding(input: $input) { __typename } }"
# Yellow: readable on neither ground of the light mode, and on the dark one as it is.
YELLOW = "#ffd400"


@pytest.fixture(scope="module")
def api(demo: DemoServer) -> DemoApi:
    return DemoApi(demo).enter(demo.person("admin"))


@pytest.fixture
def studio(session: StorageState, visitors: Visitors, api: DemoApi) -> Callable[..., Studio]:
    """Makes an application; its page is not opened yet."""

    def move_in(locale: str = "en-US", **settings: Any) -> Studio:
        client_id = f"brand-{next(numbers)}"
        application = api.create_application("Harbour Tickets", client_id)
        return Studio(visitors(locale, storage_state=session, **settings), application, client_id, locale)

    return move_in


@pytest.mark.parametrize("locale", LOCALES)
def test_a_brand_is_previewed_saved_and_worn_by_the_login_page(
    studio: Callable[..., Studio], api: DemoApi, demo: DemoServer, visitors: Visitors, locale: str
) -> None:
    at = studio(locale).open()
    page = at.page
    looks(page, "branding-plain")
    at.upload(SVG)
    expect(page.locator(".logo-shown")).to_be_visible()
    at.field("Colour code", "颜色代码").fill(YELLOW)
    at.field("Support link", "支持链接").fill("mailto:help@harbour.example")
    light, dark = page.locator(".contrasts.mode-light"), page.locator(".contrasts.mode-dark")
    expect(light).to_contain_text(text(locale, "Adjusted to be readable (at least 4.5:1).", "已调整以保证可读"))
    expect(dark).to_contain_text(text(locale, "Readable as it is.", "无需调整，清晰可读。"))
    sketch = page.locator(".preview").first
    help_at_all = text(locale, "Get help", "获取帮助")
    expect(sketch).to_contain_text(help_at_all)
    looks(page, "branding-edited")
    page.keyboard.press("Control+s")
    expect(page.locator(".save-bar")).to_have_count(0)

    user = api.create_person(f"wears-{locale.lower()}", at.application)
    api.save_factor(at.application, "EMAIL", True)
    login = Login(visitors(locale), demo, at.client_id, user)
    login.page.goto(f"/login?client_id={at.client_id}")
    expect(login.page.locator("header img")).to_be_visible()
    shown = [each for each in sketch.locator(".preview-card").first.inner_text().splitlines() if each.strip()]
    card = login.page.locator("main").inner_text()
    assert [each for each in shown if each not in card] == []
    looks(login.page, "login-branded")
    login.page.locator("#email").fill(user.email)
    login.page.locator("#password").fill(user.password)
    login.page.locator("form button[type=submit]").click()
    link = login.page.get_by_role("link", name=help_at_all)
    expect(link).to_have_attribute("href", "mailto:help@harbour.example")
    looks(login.page, "login-branded-second")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_logo_that_is_refused_says_why_and_changes_nothing(studio: Callable[..., Studio], locale: str) -> None:
    at = studio(locale).open()
    told = at.page.get_by_role("alert")
    for content, english, chinese in (
        (b"x" * (32 * 1024 + 1), "The file is larger than 32 KiB.", "文件超过 32 KiB。"),
        (b"GIF89a", "The file is neither a PNG nor an SVG.", "文件既不是 PNG 也不是 SVG。"),
        (svg_with('<path onload="alert(1)"/>'), "onload", "onload"),
        (
            svg_with("<script/>"),
            "The picture holds what a logo may not: <script>",
            "图片包含徽标不允许的内容：<script>",
        ),
    ):
        at.upload(content)
        expect(told).to_contain_text(text(locale, english, chinese))
    looks(at.page, "branding-logo-refused")
    expect(at.page.locator(".logo-shown")).to_have_count(0)
    at.page.reload()
    expect(
        at.page.get_by_text(text(locale, "No logo: the login page shows Ostiary’s mark.", "未设置徽标"))
    ).to_be_visible()


def test_a_logo_is_saved_and_removed_at_once_and_the_focus_stays(studio: Callable[..., Studio]) -> None:
    at = studio().open()
    at.upload(SVG)
    remove = at.button("Remove logo", "移除徽标")
    expect(at.page.locator(".announcement")).to_contain_text("Logo saved.")
    remove.focus()
    at.page.keyboard.press("Enter")
    expect(at.page.locator(".logo-shown")).to_have_count(0)
    expect(at.button("Upload logo", "上传徽标")).to_be_focused()


@pytest.mark.parametrize("locale", LOCALES)
def test_a_value_is_refused_at_its_field(studio: Callable[..., Studio], locale: str) -> None:
    at = studio(locale).open()
    support, colour = at.field("Support link", "支持链接"), at.field("Colour code", "颜色代码")
    support.fill("javascript:alert(1)")
    at.button("Save", "保存").click()
    expect(support).to_have_attribute("aria-invalid", "true")
    expect(support).to_be_focused()
    looks(at.page, "branding-link-refused")
    support.fill("")
    colour.fill("red")
    at.button("Save", "保存").click()
    expect(colour).to_have_attribute("aria-invalid", "true")
    expect(colour).to_be_focused()


@pytest.mark.parametrize("locale", LOCALES)
def test_who_saved_first_is_not_overwritten_unseen(studio: Callable[..., Studio], api: DemoApi, locale: str) -> None:
    at = studio(locale).open()
    name = at.field("Name", "名称")
    name.fill("Mine")
    api.call(SAVE, input={"applicationId": at.application, "version": 1, "name": "Theirs"})
    at.button("Save", "保存").click()
    notice = at.page.get_by_role("alert")
    expect(notice).to_contain_text("Theirs")
    expect(notice).to_be_in_viewport(ratio=1)
    by = text(locale, "Changed by admin@example.com just now.", "刚刚由 admin@example.com 更改。")
    expect(notice.get_by_text(by)).to_be_visible()
    looks(at.page, "branding-conflict")
    at.button("Overwrite", "覆盖").click()
    expect(at.page.locator(".application-name")).to_contain_text("Mine")
    expect(at.page.get_by_role("heading", level=1)).to_be_focused()


@pytest.mark.parametrize("locale", LOCALES)
def test_leaving_with_unsaved_changes_asks(studio: Callable[..., Studio], locale: str) -> None:
    at = studio(locale).open()
    at.field("Name", "名称").fill("Another name")
    at.page.get_by_role("link", name=text(locale, "Overview", "概览")).click()
    asking = at.page.get_by_role("alertdialog", name=text(locale, "Leave without saving?", "尚未保存，确定离开？"))
    expect(asking.get_by_role("button", name=text(locale, "Stay", "留在此页"))).to_be_focused()
    looks(at.page, "branding-leave")
    asking.get_by_role("button", name=text(locale, "Leave", "离开"), exact=True).click()
    expect(at.page.get_by_role("heading", level=1)).to_have_text(text(locale, "Overview", "概览"))


def test_it_is_filled_in_by_keyboard_alone(studio: Callable[..., Studio]) -> None:
    at = studio().open()
    keys = at.page.keyboard
    at.field("Name", "名称").focus()
    keys.type(" Two")
    for expected in ("Upload logo", "Pick a colour", "Colour code"):
        keys.press("Tab")
        expect(at.page.get_by_label(expected, exact=True).or_(at.button(expected, "")).last).to_be_focused()
    keys.type(YELLOW)
    expect(at.page.locator(".contrasts")).to_have_count(2)
    keys.press("Tab")
    expect(at.field("Support link", "支持链接")).to_be_focused()
    keys.type("https://harbour.example/help")
    keys.press("Tab")
    keys.type("Eng")
    keys.press("Tab")
    expect(at.button("Discard", "放弃")).to_be_focused()
    keys.press("Tab")
    keys.press("Enter")
    expect(at.page.locator(".save-bar")).to_have_count(0)
    expect(at.page.get_by_role("heading", level=1)).to_be_focused()
    at.page.reload()
    expect(at.field("Name", "名称")).to_have_value(re.compile("Two"))
    expect(at.page.get_by_label("Default language")).to_have_value("en")


@pytest.mark.parametrize("locale", LOCALES)
def test_an_auditor_reads_and_is_told_why_nothing_can_be_changed(
    studio: Callable[..., Studio], api: DemoApi, visitors: Visitors, locale: str
) -> None:
    at = studio(locale)
    at.page = visitors()
    Console(at.page).enter(api.create_person(f"brand-{locale.lower()}", role="AUDITOR"))
    if locale == "zh-CN":
        at.page.get_by_role("button", name="简体中文").click()
    at.open()
    reason = text(locale, "Read-only: the role Auditor cannot change branding.", "只读：审计员角色不能修改品牌。")
    expect(at.page.get_by_text(reason)).to_be_visible()
    expect(at.button("Upload logo", "上传徽标")).to_have_count(0)
    expect(at.field("Name", "名称")).not_to_be_editable()
    looks(at.page, "branding-auditor")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_colour_whose_answer_waits_or_fails_holds_nothing_up(studio: Callable[..., Studio], locale: str) -> None:
    at = studio(locale).open()
    for answer in (HELD, failure("INTERNAL_SERVER_ERROR")):
        at.page.unroute_all()
        stand_in(at.page, {"AccentPreview": answer})
        at.field("Colour code", "颜色代码").fill(YELLOW if answer is HELD else "#00ff88")
        expect(at.page.locator(".contrasts")).to_have_count(0)
        expect(at.button("Save", "保存")).to_be_visible()
    expect(at.page.get_by_role("alert")).to_be_visible()
    looks(at.page, "branding-preview-failed")
    at.page.unroute_all()
    at.button("Try again", "重试").click()
    expect(at.page.locator(".contrasts")).to_have_count(2)


def test_fingers_find_every_target(studio: Callable[..., Studio]) -> None:
    at = studio(**PHONE).open()
    at.upload(SVG)
    expect(at.page.locator(".logo-shown")).to_be_visible()
    at.field("Name", "名称").fill("Another name")
    # Links of the shell have tests of their own.
    assert [each for each in small_targets(at.page) if not each.startswith("<a ")] == []
