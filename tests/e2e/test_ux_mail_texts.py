"""Mail texts of an application in the console: written, refused by line, previewed, saved, given up (L9)."""

import re

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.console_pages import Console
from tests.e2e.demo_server import DemoServer
from tests.e2e.inspection import looks


@pytest.fixture(scope="module")
def session(chromium: Browser, demo: DemoServer) -> StorageState:
    """Signed in once for all of these tests."""
    context = chromium.new_context(locale="en-US", base_url=demo.origin)
    console = Console(context.new_page())
    console.enter(demo.person("admin"))
    state = context.storage_state()
    context.close()
    return state


def opened(visitors: Visitors, session: StorageState, locale: str = "en-US") -> Page:
    page: Page = visitors(locale, storage_state=session)
    page.goto("/applications")
    page.locator("main table a").first.click()
    page.get_by_role("link", name=re.compile("^(Mail texts|邮件文本)$")).click()
    expect(page.locator(".mail-sample").first).to_be_visible()
    return page


def test_a_text_is_refused_at_its_line_then_saved_and_given_up(visitors: Visitors, session: StorageState) -> None:
    page = opened(visitors, session)
    body = page.get_by_label("Text", exact=True)
    body.fill("Hi\n\n{code}\n{nam}")
    jump = page.get_by_role("button", name="Text, line 4, column 1")
    jump.click()
    expect(body).to_be_focused()
    expect(page.locator(".lined-faulty")).to_have_text("4")
    body.fill("Hi {email}\n\n{code}")
    expect(page.locator(".mail-sample").first).to_contain_text("Hi ann@example.com")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Saved. Holds from the next mail on.")).to_be_visible()
    page.get_by_role("button", name="Back to the built-in text").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Back to the built-in text").click()
    expect(page.get_by_text("This is the built-in text.")).to_be_visible()


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_it_looks_right(visitors: Visitors, session: StorageState, locale: str) -> None:
    page = opened(visitors, session, locale)
    page.locator("textarea").fill("{code}\n\n{nam}")
    expect(page.locator(".lined-faulty")).to_be_visible()
    looks(page, f"mail-texts-{locale}")
