"""Branding of an application: what is chosen, what is made of it, and what its users see (ux.md 1, 6)."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Route, StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.console_pages import Console
from tests.e2e.demo_api import DemoApi
from tests.e2e.demo_server import DemoServer
from tests.e2e.inspection import looks
from tests.support.pictures import SVG, svg_with

LOCALES = ("en-US", "zh-CN")
TITLE = {"en-US": "Branding", "zh-CN": "品牌"}


@pytest.fixture(scope="module")
def api(demo: DemoServer) -> DemoApi:
    return DemoApi(demo).enter(demo.person("admin"))


@pytest.fixture(scope="module")
def session(chromium: Browser, demo: DemoServer) -> StorageState:
    """Signed in once for all of these tests."""
    context = chromium.new_context(locale="en-US", base_url=demo.origin)
    Console(context.new_page()).enter(demo.person("admin"))
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def opened(session: StorageState, visitors: Visitors, api: DemoApi) -> Callable[..., Console]:
    """Opens the branding of a new application in a language."""

    def open_branding(client_id: str, locale: str = "en-US") -> Console:
        application = api.create_application("Harbour Tickets", client_id)
        console = Console(visitors(locale, storage_state=session))
        console.page.goto(f"/applications/{application}/branding")
        console.expect_heading(TITLE[locale])
        return console

    return open_branding


def picture(content: bytes) -> dict[str, object]:
    return {"name": "logo.svg", "mimeType": "image/svg+xml", "buffer": content}


@pytest.mark.parametrize("locale", LOCALES)
def test_a_brand_is_previewed_saved_and_worn_by_the_login_page(opened: Callable[..., Console], locale: str) -> None:
    client_id = f"brand-{locale.lower()}"
    page = opened(client_id, locale).page
    looks(page, "branding-plain")
    page.locator("input[type=file]").set_input_files(picture(SVG))  # type: ignore[arg-type]
    expect(page.locator(".logo-shown")).to_be_visible()
    page.get_by_label({"en-US": "Colour code", "zh-CN": "颜色代码"}[locale]).fill("#ffd400")
    page.get_by_label({"en-US": "Support link", "zh-CN": "支持链接"}[locale]).fill("mailto:help@harbour.example")
    expect(page.locator(".contrasts")).to_have_count(2)
    looks(page, "branding-edited")
    page.keyboard.press("Control+s")
    expect(page.locator(".save-bar")).to_have_count(0)
    page.goto(f"/login?client_id={client_id}")
    expect(page.locator("header img")).to_be_visible()
    looks(page, "login-branded")


def test_a_logo_that_is_more_than_a_picture_is_refused_by_name(opened: Callable[..., Console]) -> None:
    page = opened("brand-refused").page
    page.locator("input[type=file]").set_input_files(picture(svg_with("<script/>")))  # type: ignore[arg-type]
    expect(page.get_by_role("alert")).to_contain_text("<script>")
    expect(page.locator(".logo-shown")).to_have_count(0)


def test_a_support_link_that_leads_elsewhere_is_refused_at_its_field(opened: Callable[..., Console]) -> None:
    page = opened("brand-link").page
    page.get_by_label("Support link").fill("javascript:alert(1)")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("textbox", name="Support link")).to_have_attribute("aria-invalid", "true")


def test_who_saved_first_is_not_overwritten_unseen(opened: Callable[..., Console], api: DemoApi) -> None:
    page = opened("brand-conflict").page
    application = page.url.split("/")[-2]
    page.get_by_label("Name", exact=True).fill("Mine")
    api.call(
        "mutation ($input: SaveBrandingInput!) { saveBranding(input: $input) { __typename } }",
        input={"applicationId": application.replace("%3D", "="), "version": 1, "name": "Theirs"},
    )
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Theirs")
    looks(page, "branding-conflict")
    page.get_by_role("button", name="Overwrite").click()
    expect(page.locator(".application-name")).to_contain_text("Mine")


def test_leaving_with_unsaved_changes_asks(opened: Callable[..., Console]) -> None:
    console = opened("brand-leaving")
    console.page.get_by_label("Name", exact=True).fill("Another name")
    console.page.get_by_role("link", name="Overview").click()
    dialog = console.dialog("Leave without saving?")
    dialog.get_by_role("button", name="Leave", exact=True).click()
    console.expect_heading("Overview")


def test_an_auditor_reads_and_is_told_why_nothing_can_be_changed(opened: Callable[..., Console]) -> None:
    page = opened("brand-auditor").page

    def as_auditor(route: Route) -> None:
        answer = route.fetch()
        told = answer.text().replace('"role":"ADMIN"', '"role":"AUDITOR"')
        route.fulfill(response=answer, json=json.loads(told))

    page.route("**/graphql", as_auditor)
    page.reload()
    expect(page.get_by_text("Read-only: the role Auditor cannot change branding.")).to_be_visible()
    expect(page.get_by_role("button", name="Upload logo")).to_have_count(0)
    expect(page.get_by_label("Name", exact=True)).not_to_be_editable()
    looks(page, "branding-auditor")
