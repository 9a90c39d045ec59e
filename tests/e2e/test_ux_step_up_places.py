"""Everywhere that takes a fresh second step: it is asked for over the page, and the very same work goes on (D2)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route, StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.demo_api import DemoApi
from tests.e2e.demo_server import DemoServer
from tests.e2e.step_up_server import DONE, REFUSED, StepUpServer
from tests.e2e.user_pages import open_user
from tests.e2e.watch import Watch

Place = Callable[[Page], None]
BOUND = "bound@example.com"
# Once proven, the browser hands the file over itself.
NO_PICKER = "delete window.showSaveFilePicker"


@pytest.fixture(scope="module")
def application(demo: DemoServer) -> str:
    api = DemoApi(demo).enter(demo.person("admin"))
    made = api.create_application("Step Works", "step-works")
    api.create_person("step-nobody", made, role="AUDITOR")
    return made


def save_factors(page: Page) -> None:
    page.get_by_role("switch", name="Email", exact=True).click()
    page.get_by_role("button", name="Save").click()


def reset_otp(page: Page) -> None:
    open_user(page, BOUND)
    page.get_by_role("button", name="Reset OTP in Demo Application").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Reset OTP").click()


def set_bypass(page: Page) -> None:
    open_user(page, BOUND)
    page.get_by_role("switch", name="Require MFA for this user").click()
    page.get_by_role("alertdialog").get_by_role("button").last.click()


def change_role_of_a_user(page: Page) -> None:
    open_user(page, BOUND)
    page.get_by_role("button", name="Change role").click()
    page.get_by_label("Console role").select_option("ADMIN")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()


def delete_user(page: Page) -> None:
    open_user(page, BOUND)
    page.get_by_role("button", name="Delete user").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Delete user").click()


def remove_administrator(page: Page) -> None:
    page.goto("/settings/administrators")
    page.get_by_role("button", name="Remove role of step-nobody@example.com").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Remove role").click()


def create_administrator(page: Page) -> None:
    page.goto("/settings/administrators")
    page.get_by_role("button", name="Add administrator").click()
    page.get_by_label("Email", exact=True).fill("step-new@example.com")
    page.keyboard.press("Enter")
    page.get_by_label("Password", exact=True).fill("long enough, and new")
    page.keyboard.press("Enter")


PLACES: dict[str, tuple[Place, str, dict[str, object]]] = {
    "saveFactors": (save_factors, "SaveFactors", {"__typename": "FactorsSaved", "removedBindings": 0}),
    "resetOtp": (reset_otp, "ResetOtp", {"__typename": "OtpReset"}),
    "setMfaBypass": (set_bypass, "SetMfaBypass", {"__typename": "MfaBypassSet"}),
    "setUserRole": (change_role_of_a_user, "SetUserRole", {"__typename": "UserRoleSet"}),
    "deleteUser": (delete_user, "DeleteUser", {"__typename": "UserDeleted"}),
    "setUserRole, settings": (remove_administrator, "SetUserRole", {"__typename": "UserRoleSet"}),
    "createUser": (
        create_administrator,
        "CreateUser",
        {"__typename": "UserCreated", "user": {"id": "VXNlcjox", "email": "step-new@example.com"}},
    ),
}


def prove(page: Page) -> None:
    dialog = page.get_by_role("dialog", name="Confirm it’s you")
    expect(dialog.get_by_role("textbox")).to_be_focused()
    page.keyboard.type("123456")
    expect(dialog).to_have_count(0)


@pytest.mark.parametrize("name", PLACES)
def test_it_is_asked_for_and_the_same_work_goes_on(
    visitors: Visitors, session: StorageState, application: str, name: str
) -> None:
    act, guarded, done = PLACES[name]
    server = StepUpServer(DONE, guarded=guarded, done={name.partition(",")[0]: done})
    page = visitors(storage_state=session)
    page.route("**/graphql", server)
    page.goto(f"/applications/{application}/configuration/security/mfa")
    act(page)
    prove(page)
    expect(page.get_by_role("dialog").or_(page.get_by_role("alertdialog"))).to_have_count(0)
    expect(page.locator(".announcement")).to_be_visible()
    first, second = server.sent
    assert first == second


@pytest.mark.parametrize("label", ["Export CSV", "Export JSON Lines"])
def test_an_export_waits_for_it_and_then_comes_down(
    chromium: Browser, demo: DemoServer, session: StorageState, label: str
) -> None:
    server, watch = StepUpServer(DONE), Watch(demo.origin)
    context = watch.over(chromium.new_context(locale="en-US", base_url=demo.origin, storage_state=session))
    page = context.new_page()
    page.add_init_script(NO_PICKER)
    asked: list[str] = []

    def export(route: Route) -> None:
        asked.append(route.request.url)
        if server.is_proven:
            route.continue_()
        else:
            route.fulfill(status=403, json=REFUSED)

    page.route("**/graphql", server)
    page.route("**/export/**", export)
    page.goto("/audit/behavior")
    page.get_by_role("button", name=label).click()
    with page.expect_download() as downloading:
        prove(page)
    assert downloading.value.suggested_filename == ("audit.csv" if "CSV" in label else "audit.jsonl")
    first, second = asked
    assert first == second
    context.close()
    # The browser itself tells of the refusal.
    assert [each for each in watch.complaints if "403" not in each] == []
