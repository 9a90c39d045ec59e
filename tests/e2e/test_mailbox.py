"""The demo's mailbox as a page: empty and with every kind of mail, in both languages (operations.md, "Addresses")."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Visitors
from tests.e2e.demo_api import DemoApi
from tests.e2e.demo_server import DemoServer
from tests.e2e.inspection import looks
from tests.e2e.languages import LOCALES, text

RESET = """mutation ($clientId: String!, $email: String!) {
  requestPasswordReset(input: {clientId: $clientId, email: $email}) { __typename }
}"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    """One of its own, in whose mailbox lies what the test puts there."""
    with DemoServer(tmp_path_factory.mktemp("mailbox") / "data") as server:
        yield server


@pytest.mark.parametrize("locale", LOCALES)
def test_mails_stand_newest_first_and_read_well(visitors: Visitors, demo: DemoServer, locale: str) -> None:
    page, client_id = visitors(locale), f"parcels-{locale.lower()}"
    api = DemoApi(demo).enter(demo.person("admin"))
    application = api.create_application("Parcels", client_id)
    api.save_factor(application, "OTP", enabled=True)
    person = api.create_person(f"{client_id}-clerk-with-a-rather-long-address", application)
    api.bind_otp(client_id, person)
    DemoApi(demo).call(RESET, clientId=client_id, email=person.email)
    page.goto("/mailbox")
    expect(page).to_have_title(text(locale, "Mailbox", "邮箱"))
    expect(page.get_by_role("heading", level=1)).to_have_text(text(locale, "Mailbox", "邮箱"))
    mails = page.get_by_role("article").filter(has_text=person.email)
    expect(mails.first).to_be_visible()
    expect(mails.last.get_by_role("heading")).to_contain_text("Parcels")
    looks(page, "mailbox")


@pytest.mark.parametrize("locale", LOCALES)
def test_an_empty_mailbox_says_so(chromium: Browser, tmp_path: Path, locale: str) -> None:
    with DemoServer(tmp_path / "data"):
        pass
    (tmp_path / "data" / "mailbox.jsonl").unlink()
    with DemoServer(tmp_path / "data") as emptied:
        page = chromium.new_context(locale=locale, base_url=emptied.origin).new_page()
        page.goto("/mailbox")
        expect(page.get_by_text(text(locale, "Nothing has been mailed yet.", "尚未发送任何邮件。"))).to_be_visible()
        looks(page, "mailbox-empty")
        page.context.close()
