"""The README's pictures are what the product shows: each is made again and compared. `make pictures` renews them."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.authenticator_app import AuthenticatorApp
from tests.e2e.conftest import Visitors
from tests.e2e.console_pages import Console
from tests.e2e.demo_server import DemoServer
from tests.e2e.likeness import difference
from tests.e2e.login_pages import Login

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
MOST_BYTES = 200_000

Take = Callable[[Page, str], None]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    """One of their own: what other tests did to the shared one would be in the pictures."""
    with DemoServer(tmp_path_factory.mktemp("pictures") / "data") as server:
        yield server


@pytest.fixture
def take(tmp_path: Path) -> Take:
    """Photographs the window when it is at rest."""
    folder = PICTURES if os.environ.get("OSTIARY_PICTURES") == "1" else tmp_path

    def photograph(page: Page, name: str) -> None:
        folder.mkdir(exist_ok=True)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(300)
        path = folder / f"{name}.png"
        page.screenshot(path=path, animations="disabled", caret="hide")
        assert path.stat().st_size < MOST_BYTES
        kept = PICTURES / path.name
        assert kept.is_file(), f"{name} is missing: run `make pictures`"
        assert difference(path, kept).is_small, f"{name} has changed: run `make pictures`"

    return photograph


def test_the_binding_page(demo: DemoServer, visitors: Visitors, take: Take) -> None:
    login = Login(visitors(viewport={"width": 960, "height": 1480}), demo, "demo", demo.person("new"))
    login.enter_password()
    expect(login.page.get_by_role("img", name="QR code for")).to_be_visible()
    expect(login.page.get_by_role("button", name="Resend in")).to_be_visible()
    take(login.page, "binding")


def test_the_verification_page(demo: DemoServer, visitors: Visitors, take: Take) -> None:
    login = Login(visitors(), demo, "demo", demo.person("bound"))
    login.enter_password()
    login.code.fill("482")
    take(login.page, "verification")


def test_the_factor_management(demo: DemoServer, visitors: Visitors, take: Take) -> None:
    console = Console(visitors())
    console.enter(demo.person("admin"))
    console.open_factors("Demo Application")
    console.factor("Email").click()
    expect(console.page.get_by_role("region", name="Unsaved changes: Email off")).to_be_visible()
    take(console.page, "console")
    console.page.get_by_role("button", name="Discard").click()
    expect(console.factor("Email")).to_be_checked()


def test_the_log(demo: DemoServer, visitors: Visitors, take: Take) -> None:
    login = Login(visitors(), demo, "demo", demo.person("bound"))
    app = AuthenticatorApp.typing(login.person.otp_key or "")
    login.enter_password()
    login.enter_wrong_codes(app, 2)
    login.enter_code(app.fresh_code())
    login.page.get_by_role("button", name="Confirm").click()
    login.expect_signed_in("Password and authenticator app")
    console = Console(visitors())
    console.enter(demo.person("admin"))
    console.page.goto("/audit/behavior")
    expect(console.events().first).to_be_visible()
    console.page.get_by_text("Filters", exact=True).click()
    take(console.page, "audit")
