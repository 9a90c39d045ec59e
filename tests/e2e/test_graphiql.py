"""The explorer: self-hosted, for signed-in administrators, with examples that run (operations.md, "Addresses").

An administrator here is whoever holds ADMIN: introspection is theirs alone, and D2 gives the other roles nothing of it
(test_ux_5_shell.py shows what the help desk is told). It speaks English alone, as the API does.
"""

import re

import pytest
from playwright.sync_api import Locator, Page, StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.demo_server import DemoServer, Person


def run(page: Page, tab: str) -> None:
    """Execute the example of that tab."""
    page.get_by_role("tab", name=tab).get_by_role("button", name=tab, exact=True).click()
    expect(page.get_by_role("region", name="Operation Editor")).to_contain_text(tab)
    page.wait_for_timeout(300)  # the editor reads the operation's name a moment after it shows its text
    page.get_by_role("button", name=re.compile("^Execute query")).click()


def result(page: Page) -> Locator:
    return page.get_by_role("region", name="Result Window")


def sign_in(page: Page, person: Person) -> None:
    page.get_by_label("Email", exact=True).fill(person.email)
    page.get_by_label("Password", exact=True).fill(person.password)
    page.get_by_role("button", name="Continue").click()


@pytest.fixture
def explorer(visitors: Visitors, session: StorageState) -> Page:
    page = visitors(storage_state=session)
    page.goto("/graphiql")
    expect(page.get_by_role("region", name="Operation Editor")).to_contain_text("Viewer")
    return page


def test_a_stranger_signs_in_first_and_comes_back(demo: DemoServer, visitors: Visitors) -> None:
    page = visitors()
    page.goto("/graphiql")
    expect(page).to_have_url(re.compile(r"/login\?client_id=console$"))
    sign_in(page, demo.person("admin"))
    expect(page).to_have_url(re.compile("/graphiql$"))
    expect(page.get_by_role("tab", name="Viewer")).to_be_visible()


def test_an_example_runs_with_the_session_of_the_console(explorer: Page) -> None:
    run(explorer, "Viewer")
    expect(result(explorer)).to_contain_text("admin@example.com")
    run(explorer, "AuditLog")
    expect(result(explorer)).to_contain_text("Password authentication")


def test_the_examples_are_a_login_from_start_to_end_and_a_few_lists(explorer: Page) -> None:
    names = explorer.locator(".graphiql-tab-button")
    expect(names).to_have_text(
        [
            "Viewer",
            "Users",
            "StartLogin",
            "SendEmailCode",
            "BeginOtpBinding",
            "ConfirmOtpBinding",
            "VerifyFactor",
            "AuditLog",
        ]
    )
    run(explorer, "StartLogin")
    expect(result(explorer)).to_contain_text("InvalidCredentials")


def test_the_explorer_plugin_edits_the_operation(explorer: Page) -> None:
    explorer.get_by_role("button", name="Show GraphiQL Explorer").click()
    field = explorer.locator(".graphiql-explorer-node, .graphiql-explorer-root").get_by_text("createdAt").first
    field.click()
    expect(explorer.get_by_role("region", name="Operation Editor")).to_contain_text("createdAt")


def test_the_documentation_describes_the_schema(explorer: Page) -> None:
    explorer.get_by_role("button", name="Show Documentation Explorer").click()
    explorer.get_by_role("link", name="Mutation", exact=True).click()
    expect(explorer.get_by_text("startLogin").first).to_be_visible()


def test_keys_alone_reach_the_console_link_and_run_an_operation(explorer: Page) -> None:
    explorer.get_by_role("link", name="Ostiary").focus()
    expect(explorer.get_by_role("link", name="Ostiary")).to_be_focused()
    explorer.get_by_role("region", name="Operation Editor").get_by_role("textbox").focus()
    explorer.keyboard.press("Control+Enter")
    expect(result(explorer)).to_contain_text("admin@example.com")


def test_the_other_pages_load_nothing_of_it(visitors: Visitors, session: StorageState) -> None:
    page = visitors(storage_state=session)
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto("/applications")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto("/login?client_id=demo")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert [url for url in loaded if re.search("explorer|monaco|graphiql", url)] == []
